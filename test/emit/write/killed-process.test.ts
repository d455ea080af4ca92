import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { harvest, scratch } from "../../support/scratch.js";
import { output, project } from "./output.js";

const KILLS = 200 * Number(process.env.FUZZ ?? 1);
/** Milliseconds in which the writer below writes everything several times. */
const LONGEST = 40;

const COUNT = 30;
/** Outputs that differ in every file, and in which files there are. */
const VERSIONS = [0, 1].map((version) =>
  Object.fromEntries(
    Array.from({ length: COUNT }, (_, at) => [
      `jobs/${at % 3 === 0 ? `${version}-` : ""}${at}.ts`,
      `version ${version} of ${at}\n`.repeat(50),
    ]),
  ),
);

/** Writes one version after the other until it is killed, as fast as it can. */
const WRITER = `
import { withLock } from "./src/emit/write/lock.js";
import { writeOutput } from "./src/emit/write/write-output.js";
const [root, ...versions] = process.argv.slice(2);
const options = { root, directory: "generated" };
const outputs = versions.map((text) => JSON.parse(text));
process.stdout.write("ready");
for (let round = 0; ; round++)
  await withLock(options, () => writeOutput(outputs[round % outputs.length], options));
`;

describe("a process that is killed", () => {
  it("leaves every file old or new, and the next run makes them whole", async () => {
    const writer = compiledWriter();
    const { root, write } = project();
    let unfinished = 0;
    for (const milliseconds of fc.sample(fc.double({ min: 0, max: LONGEST, noNaN: true }), KILLS)) {
      await killAfter(milliseconds, writer, root);
      const { "generated/manifest.json": _, ...left } = harvest(root);
      const names = Object.keys(left);
      if (names.some((name) => name.endsWith(".tsk-tmp") || name.endsWith(".lock"))) unfinished++;
      for (const [name, contents] of Object.entries(left)) {
        const path = name.slice("generated/".length);
        if (path.startsWith("jobs/") && !path.endsWith(".tsk-tmp"))
          expect(VERSIONS.map((version) => version[path])).toContain(contents);
      }
    }
    const [wanted = {}] = VERSIONS;
    expect(write(wanted).refused).toEqual([]);
    const { "generated/manifest.json": _, "generated/.tsk-gen.lock": __, ...files } = harvest(root);
    const expected = Object.entries(wanted).map(([path, text]) => [`generated/${path}`, text]);
    expect(files).toEqual(Object.fromEntries(expected));
    // Kills that hit nothing would prove nothing.
    expect(unfinished).toBeGreaterThan(KILLS / 10);
  }, 240_000);
});

/** The writer and what it imports, as JavaScript. */
function compiledWriter(): string {
  const root = scratch();
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  put("package.json", `{ "type": "module" }`);
  put("writer.js", WRITER);
  for (const path of importsOf("src/emit/write/lock.ts", "src/emit/write/write-output.ts"))
    put(
      path.replace(/\.ts$/, ".js"),
      ts.transpileModule(readFileSync(path, "utf8"), {
        compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
      }).outputText,
    );
  return join(root, "writer.js");
}

function importsOf(...entries: string[]): Set<string> {
  const found = new Set(entries);
  for (const path of found)
    for (const { fileName } of ts.preProcessFile(readFileSync(path, "utf8")).importedFiles)
      if (fileName.startsWith(".")) found.add(join(dirname(path), fileName.replace(/js$/, "ts")));
  return found;
}

async function killAfter(milliseconds: number, writer: string, root: string): Promise<void> {
  const versions = VERSIONS.map((files) => JSON.stringify(output(files)));
  const child: ChildProcess = spawn(process.execPath, [writer, root, ...versions]);
  const ended = once(child, "exit");
  child.stderr?.on("data", (text) => process.stderr.write(text));
  await Promise.race([once(child.stdout ?? child, "data"), ended]);
  await sleep(milliseconds);
  expect(child.kill("SIGKILL")).toBe(true);
  expect(await ended).toEqual([null, "SIGKILL"]);
}
