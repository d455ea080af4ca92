// Real TuskLang files. Each comes with a drafted value tree or is marked as refused; drafts are not
// proofread, so a difference may be listed here with its reason.

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { exportTree } from "../../src/evaluate/export-tree.js";
import { readTree } from "../../src/evaluate/read-tree.js";
import { SourceFile } from "../../src/source/source.js";

const corpus = fileURLToPath(new URL("../../../shared/corpus/", import.meta.url));

/** Files whose draft is wrong, by name, with the rule of the language that says so. */
const DIFFERENCES: Readonly<Record<string, string>> = {};

/** What a file gives: its tree as JSON, or the errors that refuse it. */
function read(path: string): { readonly tree?: unknown; readonly errors: readonly string[] } {
  const errors: string[] = [];
  const source = new SourceFile(path, readFileSync(path, "utf8"));
  const tree = readTree(
    source,
    (found) => {
      if (found.severity !== "error") return;
      const { line } = source.position(found.primary.span.start);
      errors.push(`${found.code} line ${line}: ${found.message}`);
    },
    { checked: false },
  );
  if (errors.length > 0) return { errors };
  return { tree: JSON.parse(JSON.stringify(exportTree(tree, {}))), errors };
}

describe.skipIf(!existsSync(corpus))("the corpus", () => {
  it("exports each file as drafted, or refuses it as marked", () => {
    const manifest = readFileSync(`${corpus}MANIFEST.tsv`, "utf8").trim().split("\n").slice(1);
    const names = manifest.map((row) => row.split("\t")[0] ?? "");
    const differing = names.filter((name) => {
      const draft = `${corpus}files/${name}.draft.json`;
      const expected = existsSync(draft) ? JSON.parse(readFileSync(draft, "utf8")) : undefined;
      return JSON.stringify(read(`${corpus}files/${name}`).tree) !== JSON.stringify(expected);
    });
    expect(names.length).toBeGreaterThan(800);
    expect(differing.sort()).toEqual(Object.keys(DIFFERENCES).sort());
  });

  it("has one error for each cause in the malformed files, and reads an empty value as null", () => {
    const found = (name: string) => read(`${corpus}malformed/${name}`);
    expect(found("docs-bash-022-error-handling.L19.tsk").errors).toEqual([
      "TSK1005 line 6: this `[` is never closed",
      "TSK4007 line 9: there is no operator called `@int`",
    ]);
    expect(found("docs-python-003-basic-syntax.L538.tsk").errors).toEqual([
      "TSK1027 line 2: this section header has no closing `]`",
    ]);
    expect(found("docs-rust-012-troubleshooting-guide.L25.tsk").errors).toEqual([
      "TSK1027 line 1: this section header has no closing `]`",
    ]);
    expect(found("malformed.tsk").tree).toEqual({ malformed: null });
  });
});
