// Why: what people wrote must survive an edit. ts-morph says where something is; the text is changed here, and the
// result is held to the original: every token and comment that no edit names is still there, in order.

import type { ts } from "ts-morph";
import type { Span } from "../source/source.js";
import type { TsMorph } from "./ts-morph.js";

/** Replaces the text of `[start, end)`. */
export interface TextEdit extends Span {
  readonly insert: string;
}

/** The text after edits that do not touch one another. */
export function splice(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let position = 0;
  for (const { start, end, insert } of [...edits].sort((a, b) => a.start - b.start)) {
    result += text.slice(position, start) + insert;
    position = end;
  }
  return result + text.slice(position);
}

/**
 * The text after the edits; undefined when a token or comment would be lost or change, or the result could not be
 * parsed as well as before.
 */
export function spliceSafely(
  morph: TsMorph,
  path: string,
  text: string,
  edits: readonly TextEdit[],
): string | undefined {
  const ordered = [...edits].sort((a, b) => a.start - b.start);
  const overlaps = ordered.some(({ start }, index) => start < (ordered[index - 1]?.end ?? 0));
  if (overlaps) return undefined;
  const after = splice(text, ordered);
  const [one, other] = [read(morph, path, text), read(morph, path, after)];
  const isEdited = (piece: Span) =>
    ordered.some(({ start, end }) => start < piece.end && end > piece.start);
  const kept = one.pieces.filter((piece) => !isEdited(piece)).map((piece) => piece.text);
  if (other.errors > one.errors) return undefined;
  return isSubsequence(
    kept,
    other.pieces.map((piece) => piece.text),
  )
    ? after
    : undefined;
}

interface Piece extends Span {
  readonly text: string;
}

/** The tokens of a text and what stands between them, and how many syntax errors there are. */
function read({ ts }: TsMorph, path: string, text: string) {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const pieces: Piece[] = [];
  const add = (start: number, end: number) => {
    const piece = text.slice(start, end).trim();
    if (piece !== "") pieces.push({ start, end, text: piece });
  };
  let position = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isJSDoc(node)) return;
    const children = node.getChildren(file);
    if (children.length > 0) {
      children.forEach(visit);
      return;
    }
    add(position, node.getStart(file));
    add(node.getStart(file), node.end);
    position = Math.max(position, node.end);
  };
  visit(file);
  add(position, text.length);
  const errors = "parseDiagnostics" in file ? (file.parseDiagnostics as unknown[]).length : 0;
  return { pieces, errors };
}

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let next = 0;
  for (const piece of whole) if (next < part.length && piece === part[next]) next += 1;
  return next === part.length;
}
