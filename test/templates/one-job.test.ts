import { createTwoFilesPatch } from "diff";
import { describe, expect, it } from "vitest";
import { emitProject } from "../../templates/index.js";
import { projectOf } from "../support/compile.js";

const NAMES = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel"];

function settings(jobs: readonly string[]): string {
  const bodies = jobs.map((name) => `  ${name}:\n    payload:\n      user_id: int\n`);
  return `queue:\n  backend: "sidekiq"\njobs:\n${bodies.join("")}`;
}

/** The output of a file with these jobs, but for the manifest, which has a hash of each file. */
function outputOf(jobs: readonly string[]): Map<string, string> {
  const files = emitProject(projectOf(settings(jobs)), {
    toolVersion: "1.2.3",
    handlersImport: "../handlers",
    outDirFromRoot: "generated",
    configFromRoot: "queue.tusk",
  });
  return new Map(
    files.flatMap(({ path, contents }) => (path === "manifest.json" ? [] : [[path, contents]])),
  );
}

/** The lines that two outputs do not share: by file, or `new` and `gone` for a file as a whole. */
function changes(before: readonly string[], after: readonly string[]) {
  const [old, now] = [outputOf(before), outputOf(after)];
  const changed = [...new Set([...old.keys(), ...now.keys()])].flatMap((path) => {
    const [was, is] = [old.get(path), now.get(path)];
    if (was === is) return [];
    if (was === undefined || is === undefined) return [[path, is === undefined ? "gone" : "new"]];
    const patch = createTwoFilesPatch("", "", was, is, "", "", { context: 0 });
    return [[path, patch.split("\n").filter((line) => /^[-+](?![-+])/.test(line))]];
  });
  return Object.fromEntries(changed);
}

/** The lines of the entry and of the worker that are about one job. */
const linesOf = (name: string, type: string) => ({
  "index.ts": [
    `import { type ${type}Handler, ${type}Job } from "./jobs/${name}.js";`,
    `export * from "./jobs/${name}.js";`,
    `  ${name}: ${type}Job,`,
    `  ${name}: ${type}Handler;`,
  ],
  "worker.ts": [`import ${name} from "../handlers/${name}.js";`, `  ${name},`],
});
const dora = linesOf("dora", "Dora");
const delta = linesOf("delta", "Delta");
const marked = (mark: string, lines: readonly string[]) => lines.map((line) => mark + line);
const sorted = (lines: unknown) => (Array.isArray(lines) ? lines.toSorted() : lines);
const WITH_DORA = [...NAMES.slice(0, 4), "dora", ...NAMES.slice(4)];

describe("a change of one job", () => {
  it("adds its file and its lines when it is added", () => {
    expect(changes(NAMES, WITH_DORA)).toEqual({
      "jobs/dora.ts": "new",
      "index.ts": marked("+", dora["index.ts"]),
      "worker.ts": marked("+", dora["worker.ts"]),
    });
  });

  it("removes its file and its lines when it is removed", () => {
    expect(changes(WITH_DORA, NAMES)).toEqual({
      "jobs/dora.ts": "gone",
      "index.ts": marked("-", dora["index.ts"]),
      "worker.ts": marked("-", dora["worker.ts"]),
    });
  });

  it("changes its file and its lines when it is renamed", () => {
    const renamed = NAMES.map((name) => (name === "delta" ? "dora" : name));
    const { "index.ts": index, "worker.ts": worker, ...files } = changes(NAMES, renamed);
    expect(files).toEqual({ "jobs/delta.ts": "gone", "jobs/dora.ts": "new" });
    for (const [lines, file] of [
      [index, "index.ts"],
      [worker, "worker.ts"],
    ] as const)
      expect(sorted(lines)).toEqual(
        sorted([...marked("-", delta[file]), ...marked("+", dora[file])]),
      );
  });

  it("moves its lines, and changes no file of a job, when it is moved", () => {
    const moved = [...NAMES.filter((name) => name !== "delta"), "delta"];
    const [, , job, handler] = delta["index.ts"];
    const [, argument] = delta["worker.ts"];
    expect(changes(NAMES, moved)).toEqual({
      "index.ts": [`-${job}`, `+${job}`, `-${handler}`, `+${handler}`],
      "worker.ts": [`-${argument}`, `+${argument}`],
    });
  });
});
