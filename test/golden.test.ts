// Why: the whole way from queue.tusk to files, for whole files. A case is a directory in test/golden with a
// queue.tusk and what comes of it, committed; UPDATE_GOLDEN=1 writes that anew. Read the difference as behaviour.

import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as prettier from "prettier";
import { describe, expect, it } from "vitest";
import { compile } from "../src/compile.js";
import { renderPretty } from "../src/diagnostics/render/pretty.js";
import { collect } from "../src/diagnostics/sink.js";
import { compareOutput, isUpToDate } from "../src/emit/write/compare-output.js";
import { writeOutput } from "../src/emit/write/write-output.js";
import { SourceFile } from "../src/source/source.js";
import { handlerFile } from "../templates/handler/handler.js";
import { emitProject } from "../templates/index.js";
import { biomeFindings } from "./support/biome.js";
import { harvest, plant, scratch } from "./support/scratch.js";
import { compilers, typeErrors } from "./support/type-check.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const cases = join(root, "test/golden");
const names = readdirSync(cases, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(cases, entry.name, "queue.tusk")))
  .map(({ name }) => name);
const isUpdate = process.env.UPDATE_GOLDEN === "1";

/** What a case comes to: files by path, and what was printed all the same. */
function outcomeOf(name: string): Record<string, string> {
  const source = new SourceFile(
    "queue.tusk",
    readFileSync(join(cases, name, "queue.tusk"), "utf8"),
  );
  const { project, diagnostics } = compile(source, { packageName: name });
  const printed = renderPretty(collect(diagnostics));
  const outcome: Record<string, string> = printed === "" ? {} : { "stderr.txt": printed };
  if (project === undefined) throw new Error(printed);
  const options = {
    toolVersion: "1.2.3",
    handlersImport: "../handlers",
    outDirFromRoot: "generated",
    configFromRoot: "examples/seed/queue.tusk",
  };
  for (const { path, contents } of emitProject(project, options))
    outcome[`expected/generated/${path}`] = contents;
  for (const job of project.jobs) {
    const { path, contents } = handlerFile(job, { generatedImport: "../generated" });
    outcome[`expected/handlers/${path}`] = contents;
  }
  return outcome;
}

describe("golden cases", () => {
  it.each(names)("%s", (name) => {
    const directory = join(cases, name);
    const actual = outcomeOf(name);
    if (isUpdate) {
      rmSync(join(directory, "expected"), { recursive: true, force: true });
      rmSync(join(directory, "stderr.txt"), { force: true });
      plant(directory, actual);
    }
    const { "queue.tusk": _, ...expected } = harvest(directory);
    expect(actual).toEqual(expected);
  });

  it("are written in one run and left alone by the next", () => {
    for (const name of names) {
      const files = Object.entries(outcomeOf(name)).flatMap(([path, contents]) =>
        path.startsWith("expected/generated/") ? [{ path: path.slice(19), contents }] : [],
      );
      if (files.length === 0) continue;
      const place = { root: scratch(), directory: "generated" };
      expect(writeOutput(files, place).created).toHaveLength(files.length);
      expect(writeOutput(files, place).unchanged).toHaveLength(files.length);
      expect(isUpToDate(compareOutput(files, place))).toBe(true);
    }
  });
});

describe("generated/", () => {
  it("is what examples/seed comes to", () => {
    const source = readFileSync(join(root, "examples/seed/queue.tusk"), "utf8");
    const { project, diagnostics } = compile(new SourceFile("queue.tusk", source));
    if (project === undefined) throw new Error(renderPretty(collect(diagnostics)));
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const files = emitProject(project, {
      toolVersion: version,
      handlersImport: "../examples/seed/handlers",
      outDirFromRoot: "generated",
      configFromRoot: "examples/seed/queue.tusk",
    });
    const place = { root, directory: "generated" };
    if (isUpdate) writeOutput(files, { ...place, force: true });
    expect(compareOutput(files, place)).toEqual({
      missing: [],
      stale: [],
      orphaned: [],
      refused: [],
    });
  });
});

describe("generated TypeScript", () => {
  const listed = () =>
    names.flatMap((name) =>
      Object.keys(harvest(join(cases, name)))
        .filter((path) => path.endsWith(".ts"))
        .map((path) => join(cases, name, path)),
    );

  it.each(compilers)(
    "type-checks under %s, strictly, the types that it imports included",
    async (compiler) => {
      expect(await typeErrors(compiler, listed())).toBe("");
    },
    240_000,
  );

  it("is without `any`", () => {
    expect(listed().length).toBeGreaterThan(20);
    for (const path of listed())
      expect(readFileSync(path, "utf8")).not.toMatch(/\bany\b(?=[\s,;>)\]])/);
  });

  it("is as the formatter and the linter leave it", async () => {
    const files = listed().map((path) => [
      path.slice(cases.length + 1),
      readFileSync(path, "utf8"),
    ]);
    expect(await biomeFindings(Object.fromEntries(files))).toBe("");
  });
});

describe("what prettier reads", () => {
  it("is as prettier leaves it, at the width that it is written for", async () => {
    for (const name of names)
      for (const [path, contents] of Object.entries(harvest(join(cases, name))))
        if (/\.(?:ts|json|ya?ml)$/.test(path))
          expect(await prettier.format(contents, { filepath: path, printWidth: 100 })).toBe(
            contents,
          );
  }, 60_000);
});
