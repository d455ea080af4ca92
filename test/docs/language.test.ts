// docs/language.md: each of its examples means what stands beside it.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { compile } from "../../src/compile.js";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { renderPretty } from "../../src/diagnostics/render/pretty.js";
import { collect } from "../../src/diagnostics/sink.js";
import { printTree } from "../../src/evaluate/export-tree.js";
import { readTree } from "../../src/evaluate/read-tree.js";
import { SourceFile } from "../../src/source/source.js";
import { type Fence, fencesOf } from "../support/fences.js";

const page = readFileSync(
  fileURLToPath(new URL("../../docs/language.md", import.meta.url)),
  "utf8",
);

/** An example and the block below it. */
const examples = fencesOf(page).flatMap((fence, index, fences) =>
  /^tusk\b/.test(fence.info) ? [{ fence, below: fences[index + 1] }] : [],
);

/** What is said about a file, and what it exports, if it has no error. */
function read({ info, text }: Fence): {
  readonly found: readonly Diagnostic[];
  readonly tree: string;
} {
  const [, name] = info.split(" ");
  const source = new SourceFile(name ?? "example.tusk", text);
  const found: Diagnostic[] = [];
  const tree = readTree(source, (diagnostic) => found.push(diagnostic), { checked: false });
  return {
    found: name === undefined ? collect(found).shown : compile(source).diagnostics,
    tree: printTree(tree, {}),
  };
}

/** What the comments of an example announce: `3 TSK1011 bad-separator`. */
function announced(text: string): string[] {
  return text.split("\n").flatMap((line, index) => {
    const mark = /# (TSK\d{4} [a-z-]+)$/.exec(line)?.[1];
    return mark === undefined ? [] : [`${index + 1} ${mark}`];
  });
}

describe("an example of the language", () => {
  it.each(examples.map((example) => [example.fence.line, example] as const))(
    "in line %i is true",
    (_, { fence, below }) => {
      const { found, tree } = read(fence);
      if (below?.info === "text") {
        expect(renderPretty(collect(found))).toBe(below.text);
        return;
      }
      const places = found.map(({ code, name, primary }) => {
        return `${primary.source.position(primary.span.start).line} ${code} ${name}`;
      });
      expect(places).toEqual(announced(fence.text));
      if (below?.info === "json")
        expect(JSON.stringify(JSON.parse(tree))).toBe(JSON.stringify(JSON.parse(below.text)));
    },
  );

  it("is there for every form of the language", () => {
    expect(examples.length).toBeGreaterThan(35);
    expect(examples.filter(({ below }) => below?.info === "json").length).toBeGreaterThan(15);
  });
});

describe("the table of other readers", () => {
  const rows = page
    .slice(page.search(/^\| a file +\| JavaScript/m))
    .split("\n\n")[0]
    ?.split("\n")
    .slice(2)
    .map((row) => row.split(/ \| |^\| | \|$/).slice(1, 4));

  it.each(rows ?? [])("is true of %s", (input, theirs, ours) => {
    const code = (cell = "") =>
      [...cell.matchAll(/`` (.+?) ``|`([^`]+)`/g)].map((m) => m[1] ?? m[2] ?? "");
    const { tree, found } = read({ info: "tusk", text: code(input).join("\n"), line: 0 });
    const [expected] = code(ours);
    expect(JSON.stringify(JSON.parse(tree))).toBe(expected);
    expect(found.map(({ severity }) => severity)).toEqual(
      ours?.includes("warning") ? ["warning"] : [],
    );
    expect(theirs).not.toContain(expected);
  });
});
