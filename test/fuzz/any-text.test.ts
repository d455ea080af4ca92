// What holds for every text, whatever it is: it is read without an exception, every place lies inside it, each
// node inside the one around it, and no setting of a file without errors is missing from its tree.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, it } from "vitest";
import type { Assignment, Document, Node } from "../../grammar/ast.js";
import { parse } from "../../grammar/parse.js";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { exportTree } from "../../src/evaluate/export-tree.js";
import { readTree } from "../../src/evaluate/read-tree.js";
import { SourceFile, type Span } from "../../src/source/source.js";
import type { ObjectNode, TuskNode } from "../../src/syntax/tree.js";
import { everyConstruct } from "../support/every-construct.js";
import { childrenOf } from "../support/nodes.js";
import { corpusFiles, samples } from "../support/real-files.js";
import { bytes, cases, damaged, holds, soup } from "../support/soup.js";
import { tuskFile } from "../support/tusk-file.js";

/** Milliseconds. */
const timeout = cases(120_000);

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Checks a text, and says whether it has no error. */
function check(text: string): boolean {
  const source = new SourceFile("any.tusk", text);
  const document = parse(source, () => {});
  expectNested(document);
  return [true, false].every((checked) => {
    const found: Diagnostic[] = [];
    const tree = readTree(source, (diagnostic) => void found.push(diagnostic), { checked });
    for (const { primary, related, fix } of found)
      for (const { span } of [primary, ...related, ...(fix?.edits ?? [])])
        expectInside(span, { start: 0, end: text.length });
    if (found.some(({ severity }) => severity === "error")) return false;
    JSON.stringify(exportTree(tree, {}));
    expectComplete(document, tree);
    expectNothingBetween(document, text);
    return true;
  });
}

function expectNested(node: Node): void {
  let { start } = node.span;
  for (const child of childrenOf(node).filter(({ kind }) => kind !== "Comment")) {
    expectInside(child.span, { start, end: node.span.end });
    expectNested(child);
    start = child.span.end;
  }
}

// Comparing by hand: `expect` for each node would take ten times as long as reading the text.
function expectInside({ start, end }: Span, around: Span): void {
  if (around.start <= start && start <= end && end <= around.end) return;
  throw new Error(`${start} to ${end} is not inside ${around.start} to ${around.end}`);
}

/** Every key that is written is where some value of the tree has its key. */
function expectComplete(document: Document, tree: ObjectNode): void {
  const keys = new Set(keysOf(tree));
  for (const { key } of assignmentsOf(document)) {
    const start = key.segments.at(-1)?.span.start;
    if (start === undefined || !keys.has(start)) throw new Error(`a key is lost at ${start}`);
  }
}

/** Those that are settings: not what a variable holds, nor what an operator may leave out. */
function* assignmentsOf(node: Node): Iterable<Assignment> {
  if (node.kind === "Assignment") yield node;
  if (!CONTAINERS.has(node.kind)) return;
  for (const child of childrenOf(node)) yield* assignmentsOf(child);
}

const CONTAINERS = new Set<Node["kind"]>([
  ...(["Document", "Section", "Block", "List"] as const),
  ...(["Assignment", "ObjectLiteral", "ArrayLiteral"] as const),
]);

function* keysOf(node: TuskNode): Iterable<number> {
  if (node.kind === "array") for (const item of node.items) yield* keysOf(item);
  if (node.kind !== "object") return;
  for (const { keySpan, value } of node.entries.values()) {
    yield keySpan.start;
    yield* keysOf(value);
  }
}

/** What stands between nodes that have no others in them is punctuation. */
function expectNothingBetween(document: Document, text: string): void {
  let last = 0;
  let rest = "";
  for (const { span } of leavesOf(document).sort((a, b) => a.span.start - b.span.start)) {
    rest += text.slice(last, span.start);
    last = Math.max(last, span.end);
  }
  rest += text.slice(last);
  if (!PUNCTUATION.test(rest)) throw new Error(`between nodes stands ${JSON.stringify(rest)}`);
}

const PUNCTUATION = /^[\s\ufeff:=,;{}[\]()<>@.$!?+*/%&|~"'-]*$/;

function leavesOf(node: Node): Node[] {
  const children = isWhole(node) ? [] : childrenOf(node);
  if (children.length > 0) return children.flatMap(leavesOf);
  return node.kind === "Document" || node.kind === "Section" ? [] : [node];
}

/** Whether there is more in a node than its children. */
function isWhole(node: Node): boolean {
  const isUnread = "problem" in node && node.problem !== undefined;
  return isUnread || node.kind === "Template" || node.kind === "BareExpression";
}

describe("any text is read without an exception, and loses nothing:", { timeout }, () => {
  it("bytes", () => holds(bytes, 15_000, 0, check));

  it("characters", () => {
    holds(fc.string({ unit: "binary", maxLength: 60 }), 5_000, 0, check);
  });

  it("pieces of the language in any order", () => holds(soup, 60_000, 0.05, check));

  it("files of every form in every other", () => {
    holds(
      fc.gen().map((random) => tuskFile(random)),
      300,
      0.1,
      check,
    );
  });

  it("lines of real files after slips of the hand", () => {
    const files = [here("../../examples/seed/queue.tusk")];
    const texts = files.map((file) => readFileSync(file, "utf8"));
    const real = [...samples, ...corpusFiles()].map(({ text }) => text);
    holds(damaged([everyConstruct, ...texts, ...real]), 15_000, 0.05, check);
  });
});
