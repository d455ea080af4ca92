// Why: inside brackets indentation means nothing, so a bracket that is never closed would swallow the rest
// of the file. Every opener gets its closer here, at the price of one error for each that has none.

import { defineDiagnostic } from "../src/diagnostics/define.js";
import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import { Char, lineEnd, matchEnd, skipBlanks } from "./characters.js";
import { NOTHING_MORE, nextCodeLine, startsComment } from "./comments.js";
import { MOST_LEVELS, MOST_RESTARTS, nestingTooDeep } from "./limits.js";
import { unclosedText } from "./quotes.js";
import type { Frame, Scan } from "./scan.js";
import { BRACKETS } from "./token-sets.js";
import { Newline } from "./tokens.js";
import { skipToContent } from "./trivia.js";

/**
 * Inside brackets line breaks and columns mean nothing, so a bracket without its other half would
 * take in the rest of the file. Its value is left out, and reading goes on with the next line that
 * is no deeper.
 *
 * ```tusk expect=unclosed-bracket
 * queue:
 *   backend: "bullmq"
 *   queues: [critical, default, low
 *
 * jobs:
 *   welcome_email: { queue: critical }
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   queues: [critical, default, low]
 *
 * jobs:
 *   welcome_email: { queue: critical }
 * ```
 */
const unclosed = defineDiagnostic<{ readonly opener: string }>({
  code: "TSK1005",
  name: "unclosed-bracket",
  severity: "error",
  message: ({ opener }) => `this \`${opener}\` is never closed`,
});

/**
 * This bracket has no opening half. Mostly one bracket too many was typed, or the opening one was
 * deleted together with a line.
 *
 * ```tusk expect=stray-bracket
 * queue:
 *   backend: "bullmq"
 *   bullmq: {
 *     concurrency: 20
 *   }
 * }
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq: {
 *     concurrency: 20
 *   }
 * ```
 */
const stray = defineDiagnostic<{ readonly closer: string }>({
  code: "TSK1009",
  name: "stray-bracket",
  severity: "error",
  message: ({ closer }) => `this \`${closer}\` closes nothing`,
});

/** Opens a bracket at `pos` and sets what comes next in it. */
export function openBracket(scan: Scan, kind: Frame["kind"]): void {
  if (scan.layout.depth + scan.frames.length >= MOST_LEVELS) {
    stopAt(scan);
    return;
  }
  const opener = { start: scan.pos, end: scan.pos + 1 };
  const before = {
    tokens: scan.tokens.length,
    comments: scan.comments.length,
    problems: scan.problems.length,
  };
  scan.frames.push({ kind, opener, lineColumn: scan.lineColumn, before });
  scan.take(BRACKETS[kind].open, scan.pos + 1);
  enterFrame(scan, kind);
}

/** Stops reading: what follows would nest too deep for every later stage. */
export function stopAt(scan: Scan): void {
  const problem = nestingTooDeep(scan.label(scan.pos, scan.pos + 1));
  const outermost = scan.frames[0];
  if (outermost) scan.rewind(outermost.before);
  scan.frames.length = 0;
  scan.isCut = true;
  scan.takeUnreadable(scan.text.length, problem);
}

/** Closes the bracket whose closer stands at `pos`. */
export function closeBracket(scan: Scan): void {
  const closer = scan.text[scan.pos] ?? "";
  const index = scan.frames.findLastIndex((frame) => BRACKETS[frame.kind].closer === closer);
  if (index < 0) {
    if (scan.frame) scan.frame.wrongCloser ??= scan.pos;
    scan.takeUnreadable(
      scan.pos + 1,
      stray({ closer }, { at: scan.label(scan.pos, scan.pos + 1) }),
    );
    scan.mode = "expression";
    scan.operandNext = false;
    return;
  }
  const inner = scan.frames[index + 1];
  if (inner) dropUnclosed(scan, inner, scan.pos);
  const frame = scan.frames[index];
  scan.frames.length = index;
  if (frame) scan.take(BRACKETS[frame.kind].close, scan.pos + 1);
  scan.mode = "expression";
  scan.operandNext = false;
}

/** Reads on behind a line break or the end of the file inside a bracket. */
export function continueBracket(scan: Scan): void {
  const frame = scan.frame;
  const breakAt = scan.pos;
  if (frame === undefined) return;
  if (!skipToContent(scan)) {
    giveUp(scan, 0);
    return;
  }
  scan.lineColumn = scan.lead.start - scan.lead.lineStart + 1;
  if (scan.lineColumn <= frame.lineColumn && leavesBracket(scan, frame)) return;
  if (frame.kind === "paren" || frame.kind === "index") return;
  const last = scan.lastToken?.tokenType;
  if (last !== Newline && last !== BRACKETS[frame.kind].open) {
    const { pos } = scan;
    scan.pos = breakAt;
    scan.mark(Newline);
    scan.pos = pos;
  }
  enterFrame(scan, frame.kind);
}

/** Sets what comes next at the start of a member, element, or argument. */
export function enterFrame(scan: Scan, kind: Frame["kind"]): void {
  if (kind === "array") scan.mode = "value";
  else if (kind === "object" || kind === "angle") scan.mode = "key";
  else scan.mode = "expression";
  scan.operandNext = true;
}

const STATEMENT = new RegExp(
  String.raw`(?:\$?[\w-]+(?:\.[\w-]+)*|"[^"\n]*")[ \t]*(?:[:=](?=[ \t\r\n])|\{${NOTHING_MORE})`,
  "y",
);
const HEADER = new RegExp(
  String.raw`\[[ \t]*[\w-]+(?:[ \t]*\.[ \t]*[\w-]+)*[ \t]*\]${NOTHING_MORE}`,
  "y",
);

/**
 * Whether the line at `pos`, no deeper than the line of its bracket, can only be a statement behind a
 * bracket that was never closed. Goes on there then.
 */
function leavesBracket(scan: Scan, frame: Frame): boolean {
  const { text, pos } = scan;
  const inObject = frame.kind === "object" || frame.kind === "angle";
  const isHeader = matchEnd(HEADER, text, pos) !== undefined && frame.kind !== "array";
  if (!isHeader && (inObject || matchEnd(STATEMENT, text, pos) === undefined)) return false;
  const outer = scan.frames.findLastIndex(({ kind }) => kind === "object" || kind === "angle");
  giveUp(scan, isHeader ? 0 : outer + 1);
  return true;
}

/** Reports the frame at `index` as never closed and resumes at the next line that is not below it. */
function giveUp(scan: Scan, index: number): void {
  const frame = scan.frames[index];
  if (frame === undefined) return;
  dropUnclosed(scan, frame, undefined);
  scan.frames.length = index;
  const resume = resumeAt(scan, frame);
  if (resume + 1 < scan.lineStart) scan.restarts += 1;
  scan.isCut = scan.restarts > MOST_RESTARTS;
  scan.pos = scan.isCut ? scan.text.length : resume;
  scan.mode = "expression";
  scan.operandNext = false;
}

/** Replaces all that came since the opener of `frame` by one error. */
function dropUnclosed(scan: Scan, frame: Frame, closerAt: number | undefined): void {
  const { pos } = scan;
  const problem = unclosedTextIn(scan, frame) ?? unclosedProblem(scan, frame, closerAt);
  scan.rewind(frame.before);
  scan.pos = frame.opener.start;
  scan.takeUnreadable(frame.opener.end, problem);
  scan.pos = pos;
}

/** A text without its closing quote, which may have swallowed the closing bracket. */
function unclosedTextIn(scan: Scan, { before }: Frame): Diagnostic | undefined {
  const inside = scan.tokens.slice(before.tokens);
  return inside.find(({ problem }) => problem?.code === unclosedText.code)?.problem;
}

function unclosedProblem(scan: Scan, frame: Frame, closerAt: number | undefined): Diagnostic {
  const opener = scan.source.slice(frame.opener);
  const { closer } = BRACKETS[frame.kind];
  const wrongAt = closerAt ?? frame.wrongCloser;
  const found = wrongAt === undefined ? "" : (scan.text[wrongAt] ?? "");
  const why = closerAt === undefined ? "does not close it" : "closes an earlier bracket";
  return unclosed(
    { opener },
    {
      at: scan.label(frame.opener.start, frame.opener.end),
      related:
        wrongAt === undefined ? [] : [scan.label(wrongAt, wrongAt + 1, `\`${found}\` ${why}`)],
      help: closingRemedy(frame, closer, closerAt === undefined ? found : ""),
    },
  );
}

/** How to close a bracket, behind which `wrong` stands in the place of its closer. */
function closingRemedy({ kind }: Frame, closer: string, wrong: string): string {
  if (kind === "angle") return "end the block with `<` on a line of its own";
  return wrong ? `write \`${closer}\` in place of \`${wrong}\`` : `add \`${closer}\` where it ends`;
}

/** `${` or `$(` at `pos` that its line does not close. */
export function unclosedOnLine({ source, pos }: Scan): Diagnostic {
  const span = { start: pos, end: pos + 2 };
  const opener = source.slice(span);
  const closer = opener === "${" ? "}" : ")";
  return unclosed({ opener }, { at: { source, span }, help: `add \`${closer}\` where it ends` });
}

/** The line break before the next line that starts no deeper than the line of `frame`. */
function resumeAt(scan: Scan, frame: Frame): number {
  const { text } = scan;
  let at = nextCodeLine(text, frame.opener.start);
  for (; at < text.length; at = nextCodeLine(text, at)) {
    const start = skipBlanks(text, at);
    const code = text.charCodeAt(start);
    const ends = start === lineEnd(text, start) || startsComment(text, start, start);
    const closes =
      code === Char.BraceClose || code === Char.BracketClose || code === Char.ParenClose;
    if (!ends && !closes && start - at < frame.lineColumn) break;
  }
  return at >= text.length ? text.length : at - 1;
}
