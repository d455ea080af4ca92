// grammar/tusk.tmLanguage.json, which colours TuskLang in editors: by samples that a person can read, and by
// the parser, which sees the same comments, keys, and values in every file.

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "../../grammar/parse.js";
import { textMateGrammar } from "../../scripts/docs/textmate/grammar.js";
import { readTree } from "../../src/evaluate/read-tree.js";
import { operators } from "../../src/operators/index.js";
import { SourceFile } from "../../src/source/source.js";
import { everyConstruct } from "../support/every-construct.js";
import { EVERYTHING, marksOfScopes, marksOfTree, OUTLINE } from "../support/marks.js";
import * as real from "../support/real-files.js";
import { loadGrammar, type ScopedToken } from "../support/textmate.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const samples = join(root, "test/grammar/textmate");
const file = join(root, "grammar/tusk.tmLanguage.json");
const cut = await loadGrammar(readFileSync(file, "utf8"));

describe("the grammar for editors", () => {
  it("is what the package gives to those who ask for it", () => {
    const { resolve } = createRequire(import.meta.url);
    expect(resolve("tsk-gen/tusk.tmLanguage.json")).toBe(file);
  });

  it("is what `npm run docs` makes", () => {
    expect(readFileSync(file, "utf8")).toBe(textMateGrammar());
  });

  it.each(readdirSync(samples).filter((name) => name.endsWith(".tusk")))("colours %s", (name) => {
    const text = readFileSync(join(samples, name), "utf8");
    const snapshot = join(samples, name.replace(".tusk", ".scopes"));
    const scoped = annotated(text, cut(text));
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(snapshot, scoped);
    expect(scoped).toBe(readFileSync(snapshot, "utf8"));
  });

  it("tells operators by when they work", () => {
    for (const { phase, example } of operators) {
      const [, , first] = cut(`a: ${example}`).filter(({ scopes }) => scopes.length > 0);
      expect(first?.scopes.join(" "), example).toMatch(SCOPES[phase]);
    }
  });
});

/** The scopes of operators by their phase. */
const SCOPES = {
  compile: /^support\.function\.compile$/,
  import: /^support\.function\.compile$/,
  runtime: /^support\.function\.(?:runtime|secret)$/,
  refused: /^invalid\.illegal\./,
} as const;

/** Each line, and under it what each part of it is. */
function annotated(text: string, tokens: readonly ScopedToken[]): string {
  let start = 0;
  const lines = text
    .split("\n")
    .slice(0, -1)
    .map((line) => {
      const here = tokens.filter(
        (token) => token.start >= start && token.end <= start + line.length,
      );
      const marks = here
        .filter(({ scopes }) => scopes.length > 0)
        .map((token) => {
          const indent = " ".repeat(token.start - start);
          return `  ${indent}${"^".repeat(token.end - token.start)} ${token.scopes.join(" ")}\n`;
        });
      start += line.length + 1;
      return `> ${line}\n${marks.join("")}`;
    });
  return lines.join("");
}

/** What the editor sees and the parser does not, and the other way round; undefined for broken files. */
function differences(text: string): string[] | undefined {
  const source = new SourceFile("any.tusk", text);
  const errors: string[] = [];
  const note = ({ severity, code }: { severity: string; code: string }) => {
    if (severity === "error") errors.push(code);
  };
  const document = parse(source, note);
  if (errors.length > 0) return undefined;
  readTree(source, note, { checked: false });
  const scopes = errors.length > 0 ? OUTLINE : EVERYTHING;
  const seen = marksOfTree(text, document).filter((mark) =>
    scopes.includes(mark.split(" ")[0] ?? ""),
  );
  const coloured = marksOfScopes(text, cut(text), scopes);
  return [
    ...seen.filter((mark) => !coloured.includes(mark)).map((mark) => `parser: ${show(text, mark)}`),
    ...coloured.filter((mark) => !seen.includes(mark)).map((mark) => `editor: ${show(text, mark)}`),
  ];
}

function show(text: string, mark: string): string {
  const [scope, start, end] = mark.split(/[ -](?=\d)/);
  return `${scope} \`${text.slice(Number(start), Number(end))}\``;
}

describe("an editor sees what the parser sees", () => {
  it("in a text with every construct", () => {
    expect(differences(everyConstruct)).toEqual([]);
    expect(differences(everyConstruct.replaceAll("\n", "\r\n"))).toEqual([]);
  });

  it("in the samples without mistakes, the examples, and the golden cases", () => {
    const names = readdirSync(samples).filter((name) => name.endsWith(".tusk"));
    const files = [
      ...names.map((name) => join(samples, name)),
      ...["test/golden", "test/golden/failures", "examples"].flatMap((folder) =>
        readdirSync(join(root, folder))
          .map((name) => join(root, folder, name, "queue.tusk"))
          .filter((path) => existsSync(path)),
      ),
    ];
    const read = files.map((path) => [path, differences(readFileSync(path, "utf8"))] as const);
    expect(read.filter(([, found]) => found !== undefined && found.length > 0)).toEqual([]);
    const broken = read
      .filter(([, found]) => found === undefined)
      .map(([path]) => path.slice(root.length));
    expect(broken).toEqual([
      "test/grammar/textmate/mistakes.tusk",
      "test/golden/failures/syntax/queue.tusk",
    ]);
  });

  /** The arguments of a refused call may be code of another language, of which the parser keeps nothing. */
  const REFUSED = ["guide-js-11-hash-directives.L8.tsk", "tests-test-graphql-integration.tsk"];

  it("in real files", () => {
    const read = real.samples.map(({ name, text }) => [name, differences(text)] as const);
    expect(read.filter(([, found]) => found === undefined).map(([name]) => name)).toEqual([
      "directives.tsk",
      "functions.tsk",
      "slips.tsk",
    ]);
    expect(read.filter(([, found]) => found !== undefined && found.length > 0)).toEqual([]);
  });

  it.skipIf(real.corpusFiles().length === 0)("in the corpus", () => {
    const read = real.corpusFiles().map(({ name, text }) => [name, differences(text)] as const);
    expect(read.filter(([, found]) => found !== undefined).length).toBeGreaterThan(700);
    const differing = read.filter(([, found]) => found !== undefined && found.length > 0);
    expect(differing.map(([name]) => name)).toEqual(REFUSED);
  });
});
