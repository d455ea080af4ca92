// Why: real TuskLang files, which nobody wrote to please this compiler. Each comes with a drafted value tree
// or is marked as refused; drafts are not proofread, so a difference is listed here with its reason. How each
// file is refused is a table beside this test, so that a change in it is seen; UPDATE_GOLDEN=1 writes it anew.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { exported, type Reading, read } from "../support/language.js";
import { SAMPLES, samples } from "../support/real-files.js";

const corpus = fileURLToPath(new URL("../../../shared/corpus/", import.meta.url));
const table = fileURLToPath(new URL("corpus-refusals.tsv", import.meta.url));

/** Files whose draft is wrong, by name, with the rule of the language that says so. */
const DIFFERENCES: Readonly<Record<string, string>> = {};

interface CorpusFile {
  readonly name: string;
  /** Whether it is marked as refused; its tree is drafted otherwise. */
  readonly marked: boolean;
  readonly reading: Reading;
}

function readCorpus(): CorpusFile[] {
  const rows = readFileSync(`${corpus}MANIFEST.tsv`, "utf8").trim().split("\n").slice(1);
  return rows.map((row) => {
    const [name = "", , , , expected] = row.split("\t");
    return { name, marked: expected === "refused", reading: readFile(`files/${name}`) };
  });
}

function readFile(path: string): Reading {
  return read(readFileSync(`${corpus}${path}`, "utf8"));
}

function isRefused({ diagnostics }: Reading): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

/** The codes of the errors in the order of the file, each once with how often: `TSK4006*2 TSK4007`. */
function codesOf({ diagnostics }: Reading): string {
  const counts = new Map<string, number>();
  for (const { code, severity } of diagnostics)
    if (severity === "error") counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].map(([code, count]) => (count > 1 ? `${code}*${count}` : code)).join(" ");
}

describe("the samples", () => {
  it.each(samples)("reads $name as it is written down beside it", ({ name, text }) => {
    const reading = read(text);
    const tree = isRefused(reading) ? [] : [JSON.stringify(exported(reading), null, 2)];
    const found = [...reading.findings, ...tree].map((line) => `${line}\n`).join("");
    const file = `${SAMPLES}${name.replace(".tsk", ".expected")}`;
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(file, found);
    expect(found).toBe(readFileSync(file, "utf8"));
  });
});

describe.skipIf(!existsSync(corpus))("the corpus", () => {
  let files: readonly CorpusFile[] = [];
  beforeAll(() => {
    files = readCorpus();
  });

  it("exports each file as drafted, or refuses it as marked", () => {
    const differing = files.filter(({ name, marked, reading }) => {
      if (marked || isRefused(reading)) return marked !== isRefused(reading);
      const draft: unknown = JSON.parse(readFileSync(`${corpus}files/${name}.draft.json`, "utf8"));
      return JSON.stringify(exported(reading)) !== JSON.stringify(draft);
    });
    expect(files.length).toBeGreaterThan(800);
    expect(differing.map(({ name }) => name).sort()).toEqual(Object.keys(DIFFERENCES).sort());
  });

  it("refuses each file for the reasons in the table", () => {
    const refused = files.filter(({ reading }) => isRefused(reading));
    const rows = refused.map(({ name, reading }) => `${name}\t${codesOf(reading)}\n`);
    const found = rows.sort().join("");
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(table, found);
    expect(found).toBe(readFileSync(table, "utf8"));
  });

  it("has one error for each cause in the malformed files, and reads an empty value as null", () => {
    const found = (name: string) => readFile(`malformed/${name}`);
    expect(found("docs-bash-022-error-handling.L19.tsk").findings).toEqual([
      "TSK1005 6:16 this `[` is never closed",
      "TSK4007 9:7 there is no operator called `@int`",
    ]);
    expect(found("docs-python-003-basic-syntax.L538.tsk").findings).toEqual([
      "TSK1027 2:5 this section header has no closing `]`",
    ]);
    expect(found("docs-rust-012-troubleshooting-guide.L25.tsk").findings).toEqual([
      "TSK1027 1:1 this section header has no closing `]`",
    ]);
    expect(exported(found("malformed.tsk"))).toEqual({ malformed: null });
  });
});
