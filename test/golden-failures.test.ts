// Why: what a person sees of a file that fails, from the first line to the last, at each stage. A case is a
// directory in test/golden/failures: the files of a project, and a session.txt with what is typed and printed
// there. UPDATE_GOLDEN=1 writes what is printed anew. Read the difference as behaviour.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { loadCatalog } from "../src/diagnostics/catalog.js";
import { folderWith } from "./cli/folder.js";
import { harvest } from "./support/scratch.js";
import { replay, type Step, sessionOf } from "./support/session.js";

type Files = Readonly<Record<string, string>>;

const cases = fileURLToPath(new URL("golden/failures", import.meta.url));
const names = readdirSync(cases);
/** The stage that no file gets to. */
const BUGS = "9";
const catalog = await loadCatalog();
const isUpdate = process.env.UPDATE_GOLDEN === "1";
/** As wide as a terminal is unless someone makes it wider. */
const COLUMNS = 80;

it.each(names)(
  "the session of %s prints what it did, and what fails writes only what it lists",
  async (name) => {
    const place = join(cases, name, "session.txt");
    const { "session.txt": session = "", ...files } = harvest(join(cases, name));
    const folder = folderWith(files);
    const steps = replay(session, folder, { columns: COLUMNS });
    const actual = await sessionOf(contained(steps, folder));
    if (isUpdate) writeFileSync(place, actual);
    expect(actual).toBe(readFileSync(place, "utf8"));
  },
);

it("there is a session for each stage that has diagnostics", () => {
  const sessions = names.map((name) => readFileSync(join(cases, name, "session.txt"), "utf8"));
  const found = new Set(sessions.join("").match(/(?<=\[TSK)\d/g));
  const stages = catalog.map(({ code }) => code.slice(3, 4)).filter((stage) => stage !== BUGS);
  expect([...found].sort()).toEqual([...new Set(stages)].sort());
});

/** The same steps; each that fails has changed no file but those that it lists. */
async function* contained(steps: AsyncIterable<Step>, folder: string): AsyncGenerator<Step> {
  let before = harvest(folder);
  for await (const step of steps) {
    const after = harvest(folder);
    if (step.exitCode !== 0) expect(changedIn(before, after)).toEqual(listedIn(step.printed));
    before = after;
    yield step;
  }
}

function changedIn(before: Files, after: Files): string[] {
  const paths = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...paths].filter((path) => before[path] !== after[path]).sort();
}

function listedIn(printed: string): string[] {
  return [...printed.matchAll(/^(?:created|changed|removed) +(.*)$/gm)]
    .map(([, path = ""]) => path)
    .sort();
}
