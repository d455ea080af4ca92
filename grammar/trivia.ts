// Why: blank lines and comments never matter, but for two things. An indented line's column is measured
// behind them, and a directive (`#web {`) only looks like a comment: its body would become keys.

import { Char, isLineEnd, nextLine, skipBlanks } from "./characters.js";
import { skipComment } from "./comments.js";
import { skipDirective } from "./directives.js";
import type { Scan } from "./scan.js";

/** Moves to the first character of the next line that says something; false at the end of the file. */
export function skipToContent(scan: Scan): boolean {
  const { text } = scan;
  for (;;) {
    scan.pos = skipBlanks(text, scan.pos);
    if (scan.pos >= text.length) return false;
    const code = scan.code();
    if (isLineEnd(code)) startNextLine(scan);
    else if (code === Char.Hash && skipDirective(scan)) continue;
    else if (!skipComment(scan)) return true;
  }
}

function startNextLine(scan: Scan): void {
  scan.pos = nextLine(scan.text, scan.pos);
  scan.lineStart = scan.pos;
}
