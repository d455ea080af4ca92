// Why: blank lines and comments never matter, but for one thing: a directive (`#web {`) only looks like a
// comment, and its body would become keys.

import { Char, isLineEnd, nextLine, skipBlanks } from "./characters.js";
import { skipComment } from "./comments.js";
import { skipDirective } from "./directives.js";
import type { Scan } from "./scan.js";

/**
 * Moves to the first character of the next line that says something; false at the end of the file. A comment in
 * front of it stands for it: what follows on a line does not move the line.
 */
export function skipToContent(scan: Scan): boolean {
  const { text } = scan;
  let lead: Scan["lead"] | undefined;
  for (;;) {
    scan.pos = skipBlanks(text, scan.pos);
    if (scan.pos >= text.length) return false;
    const code = scan.code();
    if (isLineEnd(code)) {
      startNextLine(scan);
      lead = undefined;
      continue;
    }
    lead ??= { start: scan.pos, lineStart: scan.lineStart };
    if (code === Char.Hash && skipDirective(scan)) continue;
    if (skipComment(scan)) continue;
    scan.lead = lead;
    return true;
  }
}

function startNextLine(scan: Scan): void {
  scan.pos = nextLine(scan.text, scan.pos);
  scan.lineStart = scan.pos;
}
