// The AST as the formatter and the evaluator rely on it: every node has the place of exactly its text, and
// lies inside the node around it.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Document, Node } from "../../grammar/ast.js";
import { parse } from "../../grammar/parse.js";
import { TuskParser } from "../../grammar/parser.js";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { SourceFile } from "../../src/source/source.js";
import { everyConstruct } from "../support/every-construct.js";
import { childrenOf } from "../support/nodes.js";

const seed = readFileSync(
  fileURLToPath(new URL("../../examples/seed/queue.tusk", import.meta.url)),
  "utf8",
);

interface Parsed {
  readonly source: SourceFile;
  readonly document: Document;
  readonly found: readonly Diagnostic[];
}

function parsed(text: string): Parsed {
  const source = new SourceFile("any.tusk", text);
  const found: Diagnostic[] = [];
  const document = parse(source, (diagnostic) => found.push(diagnostic));
  return { source, document, found };
}

function* walk(node: Node): Iterable<Node> {
  yield node;
  for (const child of childrenOf(node)) yield* walk(child);
}

type NodeOf<K extends Node["kind"]> = Extract<Node, { kind: K }>;

function nodesOf<K extends Node["kind"]>({ document }: Parsed, kind: K): NodeOf<K>[] {
  return [...walk(document)].filter((node): node is NodeOf<K> => node.kind === kind);
}

/** All that is in a value, with keys and their names; fields whose names match `without` are left out. */
function json(value: unknown, without?: RegExp): string {
  return JSON.stringify(value, (name, part) => {
    if (without?.test(name)) return undefined;
    if (part?.kind === "Assignment") return { ...part, key: part.key };
    return part?.kind === "Key" ? { ...part, segments: part.segments } : part;
  });
}

/** The text of each node of a kind. */
function texts(from: Parsed, kind: Node["kind"]): string[] {
  return nodesOf(from, kind).map(({ span }) => from.source.slice(span));
}

describe("the grammar", () => {
  it("is free of ambiguity and of rules that cannot match, as its own validation says", () => {
    expect(() => new TuskParser(true)).not.toThrow();
  });

  it("reads one file after another with one parser", () => {
    const broken = parsed("a: [1, (2\nb == {").found.map(({ code }) => code);
    const first = json(parsed(everyConstruct).document);
    expect(parsed("a: [1, (2\nb == {").found.map(({ code }) => code)).toEqual(broken);
    expect(json(parsed(everyConstruct).document)).toBe(first);
  });
});

describe("a long file", () => {
  it("reads the same wherever the parser takes a batch of tokens from the lexer", () => {
    const shape = (lines: number) => {
      const { document, found } = parsed("x: 1\n".repeat(lines) + everyConstruct);
      const { statements, sections } = document;
      return json([statements.slice(lines), sections, found], /pan$|^start$|^end$/);
    };
    for (let lines = 1; lines <= 90; lines++) expect(shape(lines)).toBe(shape(0));
  });

  it("that the parser gives up still tells what the lexer finds in it, and before anything else", () => {
    const { document, found } = parsed(`${"a b: { c: 1 }}\n".repeat(200)}d: 1 /* e`);
    expect(document.statements).toEqual([]);
    expect(document.comments).toHaveLength(1);
    expect(found[0]?.name).toBe("unclosed-comment");
  });
});

describe("the AST", () => {
  it("of a file with every construct has no error", () => {
    expect(parsed(everyConstruct).found).toEqual([]);
    expect(parsed(seed).found).toEqual([]);
  });

  for (const [name, text] of [
    ["every construct", everyConstruct],
    ["the seed", seed],
    ["every construct with CRLF", everyConstruct.replaceAll("\n", "\r\n")],
  ] as const)
    it(`of ${name} has each node inside the one around it, in the order of the file`, () => {
      const { document } = parsed(text);
      expect(document.span).toEqual({ start: 0, end: text.length });
      for (const node of walk(document)) {
        let last = node.span.start;
        for (const child of childrenOf(node).filter(({ kind }) => kind !== "Comment")) {
          expect(child.span.start, `${child.kind} in ${node.kind}`).toBeGreaterThanOrEqual(last);
          expect(child.span.end, `${child.kind} in ${node.kind}`).toBeLessThanOrEqual(
            node.span.end,
          );
          last = child.span.end;
        }
      }
    });

  it("parts each comment into its marker and what it says", () => {
    const file = parsed("; a\n## b\nk: 1 // c\nl: /* d */ 2 # e*/\nm: | /**/\n  text\n#f {\n# }\n");
    const parts = nodesOf(file, "Comment").map(({ marker, body }) => [
      marker,
      file.source.slice(body),
    ]);
    expect(parts).toEqual([
      [";", " a"],
      ["#", "# b"],
      ["//", " c"],
      ["/*", " d "],
      ["#", " e*/"],
      ["/*", ""],
      ["#", "f {\n# }"],
    ]);
  });

  it("has the text of each node at its place", () => {
    const file = parsed(everyConstruct);
    expect(texts(file, "Comment")).toEqual([
      "# comment",
      "/*\n * over lines, below a value\n */",
      "// comment",
      "# raw comment",
      "/* comment */",
      "# comment",
    ]);
    expect(texts(file, "Section")[0]).toMatch(/^\[s\.t\][\s\S]*w: time\(\)\n?$/);
    expect(texts(file, "Declaration")).toEqual(["$base: 10"]);
    expect(texts(file, "OperatorStatement")).toEqual(['@import "x.tsk"']);
    expect(texts(file, "Key")).toEqual([
      ...['"quoted key"', "a.b", "c", "d", "k", "l", "m", "e", "f", "g", "h", "i", "j"],
      ...["n", "o", "p", "q", "r", "s", "t", "u", "v", "[s.t]", "w"],
    ]);
    expect(texts(file, "BareText")).toEqual(["bare text", "int[]", "0 3 * * *", "x"]);
    expect(texts(file, "RangeLiteral")).toEqual(["8000-9000"]);
    expect(texts(file, "BareExpression")).toEqual(["a.b + 1"]);
    expect(texts(file, "Reference")).toEqual(["${a.b}", "${a.b}"]);
    expect(texts(file, "EmbeddedCall")).toEqual(["@env('X')"]);
    expect(texts(file, "Variable")).toEqual(["$base", "$base", "$base", "$list"]);
    expect(texts(file, "ObjectLiteral")).toEqual([
      "{ f: int[], g = 0 3 * * *; h: { } }",
      "{ }",
      ">\n  j: x\n<",
      "{ u: 1 }",
    ]);
    expect(texts(file, "ArrayLiteral")).toEqual(["[true, null, 8000-9000, bare text]", "[1]"]);
    expect(texts(file, "Conditional")).toEqual([
      "$base * (2 + -$base) >= 3 && !false ? $base : ${a.b}",
    ]);
    expect(texts(file, "Unary")).toEqual(["-$base", "!false"]);
    expect(texts(file, "IndexAccess")).toEqual(['$list[0].name["x"]', "$list[0]"]);
    expect(texts(file, "MemberAccess")).toEqual(["$list[0].name"]);
    expect(texts(file, "MethodCall")).toEqual(['"x".upper(1)']);
    expect(texts(file, "Group")).toEqual(["(2 + -$base)"]);
  });

  it("tells a file that is one object by the place of its braces", () => {
    const { document, source } = parsed('# comment\n{ "a": 1 }\n');
    expect(document.braces && source.slice(document.braces)).toBe('{ "a": 1 }');
    expect(document.statements).toHaveLength(1);
    expect(parsed("a: { b: 1 }").document.braces).toBeUndefined();
  });

  it("has the value of each leaf in the text at its place", () => {
    for (const text of [everyConstruct, seed]) {
      const file = parsed(text);
      const slice = (node: Node) => file.source.slice(node.span);
      for (const node of nodesOf(file, "NumberLiteral"))
        expect(Number(slice(node))).toBe(node.value);
      for (const node of nodesOf(file, "BooleanLiteral")) expect(slice(node)).toBe(`${node.value}`);
      for (const node of nodesOf(file, "NullLiteral")) expect(slice(node)).toBe("null");
      for (const node of nodesOf(file, "BareText")) expect(slice(node)).toBe(node.value);
      for (const node of nodesOf(file, "RangeLiteral"))
        expect(slice(node)).toBe(`${node.min}-${node.max}`);
      for (const node of nodesOf(file, "StringLiteral"))
        expect(slice(node).slice(1, -1)).toBe(node.value);
      for (const node of nodesOf(file, "Binary"))
        expect(file.source.slice(node.opSpan)).toBe(node.op);
      for (const node of nodesOf(file, "KeySegment"))
        expect(slice(node).replace(/^["'$@]|["']$/g, "")).toBe(node.name);
    }
  });

  it("joins operators by their precedence, from the left", () => {
    const shape = (node: Node): string =>
      node.kind === "Binary" ? `(${shape(node.left)} ${node.op} ${shape(node.right)})` : "x";
    const grouped = (text: string) => {
      const [assignment] = nodesOf(parsed(`a: ${text}`), "Assignment");
      const value = assignment?.value;
      return value && shape(value.kind === "BareExpression" ? value.expression : value);
    };
    expect(grouped("$x - $x - $x")).toBe("((x - x) - x)");
    expect(grouped("$x || $x && $x == $x < $x + $x * $x")).toBe(
      "(x || (x && (x == (x < (x + (x * x))))))",
    );
    expect(grouped("$x * $x + $x < $x == $x && $x ?? $x")).toBe(
      "((((((x * x) + x) < x) == x) && x) ?? x)",
    );
  });

  it("keeps what is around a mistake, and a hole in its place", () => {
    const file = parsed('a: "x" y\nb: 2\nc: [1, (2 + ), 3]');
    expect(file.found).toHaveLength(2);
    expect(texts(file, "Key")).toEqual(["a", "b", "c"]);
    expect(nodesOf(file, "UnreadableValue")).toHaveLength(2);
    expect(nodesOf(file, "ArrayLiteral")[0]?.items).toHaveLength(3);
  });

  it("gives a hole the place of what could not be read", () => {
    const holes = (text: string) =>
      nodesOf(parsed(text), "UnreadableValue").map(({ span }) => [span.start, span.end]);
    expect(holes("key")).toEqual([[3, 3]]);
    expect(holes("x !\n[s]\na: 1")).toEqual([[3, 3]]);
    expect(holes("a: (1 2 3)\nb: 1")).toEqual([[3, 10]]);
    expect(holes('a: [1, $x * y, "x" y]')).toEqual([[15, 18]]);
  });
});
