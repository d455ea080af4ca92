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
import { format } from "../../src/format/format.js";
import { SourceFile } from "../../src/source/source.js";
import { announcedIn, type Fence, fencesOf } from "../support/fences.js";
import { type Project, projectOf } from "../support/files.js";

const page = readFileSync(
  fileURLToPath(new URL("../../docs/language.md", import.meta.url)),
  "utf8",
);

/** An example, the block below it, and the files that stand above it by their names. */
interface Example {
  readonly fence: Fence;
  readonly below: Fence | undefined;
  readonly files: Project;
}

const examples = examplesOf(fencesOf(page));

function examplesOf(fences: readonly Fence[]): Example[] {
  const files: Record<string, string> = {};
  return fences.flatMap((fence, index) => {
    const [kind, word = ""] = fence.info.split(" ");
    if (kind !== "tusk") return [];
    const name = word.endsWith(".tusk") ? word : "example.tusk";
    const others = { ...files };
    delete others[name];
    files[name] = fence.text;
    return [{ fence, below: fences[index + 1], files: { [name]: fence.text, ...others } }];
  });
}

/** What is said about the first of some files, and what it exports. `queue.tusk` is a checked file. */
function read(project: Project): { readonly found: readonly Diagnostic[]; readonly tree: string } {
  const { main, files } = projectOf(project);
  const found: Diagnostic[] = [];
  const tree = readTree(main, (diagnostic) => found.push(diagnostic), { checked: false, files });
  const isChecked = main.path === "queue.tusk";
  return {
    found: isChecked ? compile(main, { files }).diagnostics : collect(found).shown,
    tree: printTree(tree, {}),
  };
}

describe("an example of the language", () => {
  it.each(examples.map((example) => [example.fence.line, example] as const))(
    "in line %i is true",
    (_, { fence, below, files }) => {
      const { found, tree } = read(files);
      if (below?.info === "text") {
        expect(renderPretty(collect(found))).toBe(below.text);
        return;
      }
      const places = found.map(({ code, name, primary }) => {
        return `${primary.source.position(primary.span.start).line} ${code} ${name}`;
      });
      expect(places).toEqual(announcedIn(fence.text));
      if (below?.info === "json")
        expect(JSON.stringify(JSON.parse(tree))).toBe(JSON.stringify(JSON.parse(below.text)));
    },
  );

  it("is there for every form of the language", () => {
    expect(examples.length).toBeGreaterThan(35);
    expect(examples.filter(({ below }) => below?.info === "json").length).toBeGreaterThan(15);
  });
});

it("the canonical form of an example stands below it", () => {
  const formatted = examples.filter(({ below }) => below?.info === "tusk fmt");
  for (const { fence, below } of formatted)
    expect(format(new SourceFile("example.tusk", fence.text)).text).toBe(below?.text);
  expect(formatted).not.toEqual([]);
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
    const { tree, found } = read({ "example.tusk": code(input).join("\n") });
    const [expected] = code(ours);
    expect(JSON.stringify(JSON.parse(tree))).toBe(expected);
    expect(found.map(({ severity }) => severity)).toEqual(
      ours?.includes("warning") ? ["warning"] : [],
    );
    expect(theirs).not.toContain(expected);
  });
});
