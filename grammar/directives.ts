// Why: `#web /path {` is a comment to every reader of TuskLang but the one it was written for, and then
// its body is read as ordinary keys. It is refused, and so are other blocks of code, with their bodies.

import { defineDiagnostic } from "../src/diagnostics/define.js";
import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import type { Span } from "../src/source/source.js";
import { blockEnd, opensBlock } from "./block-end.js";
import { Char, lineEnd, matchEnd, nextLine, skipBlanks } from "./characters.js";
import { commentAt } from "./comments.js";
import type { Scan } from "./scan.js";

/**
 * The file is data: it has no code that runs. A block of code, or a directive such as `#if`, would
 * need somebody to run it, and read as a comment it would leave both of its branches as keys of the
 * file.
 *
 * ```tusk expect=refused-block
 * queue:
 *   backend: "bullmq"
 *   #if production
 *   bullmq:
 *     concurrency: 20
 *   #endif
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     concurrency: @env("CONCURRENCY", 20)
 * ```
 */
const refusedBlock = defineDiagnostic<{ readonly what: string }>({
  code: "TSK4008",
  name: "refused-block",
  severity: "error",
  message: ({ what }) => `${what} cannot run while a file is being compiled`,
});

const WORD = /#!?[a-z][\w-]*/y;
const HASHES = /#+[ \t]*/y;
const CONDITION = /(?:#!?|@)(?:if|ifdef|ifndef|unless)\b/y;
const CONDITION_END = /(?:#!?|@)end(?:if|unless)\b/y;

/** Reports the directive at `pos`, if there is one, and moves behind its body. */
export function skipDirective(scan: Scan): boolean {
  const { text, pos } = scan;
  const condition = matchEnd(CONDITION, text, pos) ?? matchEnd(CONDITION_END, text, pos);
  if (condition !== undefined && skipConditionalPart(scan, condition)) return true;
  const end = lineEnd(text, pos);
  const word = matchEnd(WORD, text, pos);
  if (word === undefined || !(endsInBrace(text, pos, end) || opensBlock(text, word))) return false;
  const commented = commentedBlockEnd(scan);
  if (commented !== undefined) {
    scan.comments.push(commentAt(text, pos, commented));
    scan.pos = commented;
    return true;
  }
  scan.problems.push(directiveProblem(scan, text.slice(pos, word)));
  const column = skipBlanks(text, scan.lineStart) - scan.lineStart + 1;
  scan.pos = blockEnd(scan, pos, Char.BraceClose, column) ?? end;
  return true;
}

/** Adds one error for `@if ...` at `pos` and the lines up to its `@endif`; false when it has none. */
export function takeConditionalPart(scan: Scan): boolean {
  const { text, pos } = scan;
  const word = matchEnd(CONDITION, text, pos);
  if (word === undefined || scan.frames.length > 0) return false;
  const problem = conditionProblem(scan, pos, word);
  const end = conditionalPartEnd(scan);
  if (end === undefined) return false;
  scan.takeUnreadable(end, problem);
  scan.mode = "expression";
  scan.operandNext = false;
  return true;
}

/** Skips `#if` to its `#endif`, or an `#endif` that is left over; false for an `#if` that has none. */
function skipConditionalPart(scan: Scan, wordEnd: number): boolean {
  const { text, pos } = scan;
  const end =
    matchEnd(CONDITION, text, pos) === undefined ? lineEnd(text, pos) : conditionalPartEnd(scan);
  if (end === undefined) return false;
  scan.problems.push(conditionProblem(scan, pos, wordEnd));
  scan.pos = end;
  return true;
}

/** The end of the line that ends the part, parts in it aside. */
function conditionalPartEnd(scan: Scan): number | undefined {
  const { text, pos } = scan;
  const sign = text.charCodeAt(pos);
  const closing = sign === Char.Hash ? "#endif" : "@endif";
  if (scan.hopeless.has(closing)) return undefined;
  let depth = 1;
  for (let line = nextLine(text, pos); line < text.length; line = nextLine(text, line)) {
    const start = skipBlanks(text, line);
    if (text.charCodeAt(start) !== sign) continue;
    if (matchEnd(CONDITION, text, start) !== undefined) depth += 1;
    else if (matchEnd(CONDITION_END, text, start) !== undefined) depth -= 1;
    if (depth > 0) continue;
    scan.lineStart = line;
    return lineEnd(text, start);
  }
  scan.hopeless.add(closing);
  return undefined;
}

/** A block of code in the place of a value or statement: `@if (...) {`. */
export function codeBlockProblem(scan: Scan, { start, end }: Span): Diagnostic {
  return refusedBlock(
    { what: "a block of code" },
    {
      at: scan.label(start, end, "opens a block of code"),
      help: "write the value, or choose between values with `condition ? one : other`",
    },
  );
}

/** A function in the place of a value, `(x) => ...`. */
export function functionProblem(scan: Scan, { start, end }: Span): Diagnostic {
  return refusedBlock(
    { what: "a function (`=>`)" },
    {
      at: scan.label(start, end, "opens the body of a function"),
      help: "write the value itself, or put text in quotes",
    },
  );
}

/** The end of a block that is commented out line by line up to its `}`, else undefined. */
function commentedBlockEnd(scan: Scan): number | undefined {
  const { text } = scan;
  if (scan.pos < scan.openComments) return undefined;
  let depth = 0;
  let line = scan.pos;
  for (; line < text.length; line = nextLine(text, line)) {
    const start = skipBlanks(text, line);
    if (text.charCodeAt(start) !== Char.Hash) break;
    const end = lineEnd(text, start);
    const content = matchEnd(HASHES, text, start) ?? start;
    if (text.charCodeAt(content) === Char.BraceClose) depth -= 1;
    if (opensBlock(text, content)) depth += 1;
    if (depth <= 0) return end;
  }
  scan.openComments = line;
  return undefined;
}

/** Whether the last character of a line is `{`, in a comment on it or not: its body would become keys either way. */
function endsInBrace(text: string, start: number, end: number): boolean {
  return text.slice(start, end).trimEnd().endsWith("{");
}

function directiveProblem(scan: Scan, word: string): Diagnostic {
  return refusedBlock(
    { what: `the directive \`${word}\`` },
    {
      at: scan.label(
        scan.pos,
        scan.pos + word.length,
        "looks like a comment, but its body does not",
      ),
      notes: ["read as a comment, it would leave the lines of its body as keys of the file"],
      help: `write \`${word.replace(/^#!?/, "")} {\` for an object, or comment out every line to the \`}\``,
    },
  );
}

function conditionProblem(scan: Scan, start: number, end: number): Diagnostic {
  return refusedBlock(
    { what: `a part of a file that depends on \`${scan.text[start]}if\`` },
    {
      at: scan.label(start, end, "its lines would be read as keys, whatever the condition"),
      help: "choose each value with `condition ? one : other`",
    },
  );
}
