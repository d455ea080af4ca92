// Why: a job is named where it is declared, where it is scheduled, and where its settings are referred to. Only
// these names change: comments, quotes, and the layout of a file stay as they are.

import type { Document, KeySegment, Node, Statement, Value } from "../../../../grammar/ast.js";
import { parse } from "../../../../grammar/parse.js";
import { type Edit, editAt } from "../../../diagnostics/diagnostic.js";
import type { JobNames } from "../../../model/names.js";
import type { SourceFile, SourceSpan, Span } from "../../../source/source.js";

/** What a job is called in queue.tusk: by its key, or by its class. */
export interface TuskName {
  readonly key: string;
  readonly className: JobNames["className"];
}

/**
 * The edits of one file that rename a job. `declared` is where the compiler found its key: in a file that is
 * imported below `jobs`, its place in the file does not tell that it is one.
 */
export function editTusk(
  source: SourceFile,
  from: TuskName,
  to: TuskName,
  declared: SourceSpan | undefined,
): Edit[] {
  const found = new Map<number, Edit>();
  const rename = (span: Span, insert: string) =>
    found.set(span.start, editAt({ source, ...withoutQuotes(source, span) }, insert));
  const document = parse(source, () => {});
  if (declared?.source === source) rename(declared, to.key);
  visitStatements(document, {
    key: (segment, path) => {
      if (isAt(path, ["jobs"]) && segment.name === from.key) rename(segment.span, to.key);
      if (path.length === 3 && isAt([path[0], path[2]], ["schedules", "after"]))
        renameEither(segment.name, segment.span);
    },
    value: (value, path) => {
      if (path.length !== 3 || !isAt([path[0], path[2]], ["schedules", "job"])) return;
      if (value.kind === "StringLiteral" || value.kind === "BareText")
        renameEither(value.value, value.span);
    },
  });
  visitNodes(document, (node) => {
    if (node.kind !== "Variable" && node.kind !== "Reference" && node.kind !== "Name") return;
    const [block, job] = node.path ?? [];
    if (block?.name === "jobs" && job?.name === from.key) rename(job.span, to.key);
  });
  return [...found.values()];

  function renameEither(name: string, span: Span): void {
    if (name === from.key) rename(span, to.key);
    else if (name === from.className) rename(span, to.className);
  }
}

interface Listener {
  /** `path` are the keys that the segment stands below. */
  key(segment: KeySegment, path: readonly string[]): void;
  /** `path` are the keys that lead to the value. */
  value(value: Value, path: readonly string[]): void;
}

function visitStatements({ statements, sections }: Document, listener: Listener): void {
  visitBlock(statements, [], listener);
  for (const { header, statements } of sections)
    if (header !== undefined)
      visitBlock(statements, visitKey(header.segments, [], listener), listener);
}

function visitBlock(
  statements: readonly Statement[],
  path: readonly string[],
  listener: Listener,
): void {
  for (const statement of statements) {
    if (statement.kind !== "Assignment") continue;
    const { key, value } = statement;
    const own = visitKey(key.segments, path, listener);
    listener.value(value, own);
    if (value.kind === "Block" || value.kind === "ObjectLiteral")
      visitBlock(value.statements, own, listener);
  }
}

/** The path of the key. */
function visitKey(
  segments: readonly KeySegment[],
  path: readonly string[],
  listener: Listener,
): readonly string[] {
  const own = [...path];
  for (const segment of segments) {
    listener.key(segment, own);
    own.push(segment.name);
  }
  return own;
}

function visitNodes(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value])
      if (isNode(child)) visitNodes(child, visit);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "kind" in value && "span" in value;
}

function isAt(path: readonly (string | undefined)[], expected: readonly string[]): boolean {
  return path.length === expected.length && path.every((name, index) => name === expected[index]);
}

/** Quotes stay. */
function withoutQuotes(source: SourceFile, { start, end }: Span): Span {
  const quoted = /^["']/.test(source.text.slice(start, end));
  return quoted ? { start: start + 1, end: end - 1 } : { start, end };
}
