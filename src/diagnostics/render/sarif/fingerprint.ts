// Why: code scanning knows a finding again, after lines above it have come or gone, by what stands at its place.
// The value is the one that GitHub computes by itself, so that no finding is taken for a new one.

import type { SourceFile } from "../../../source/source.js";

/** How many characters, from the start of a line on, tell the line. */
const WINDOW = 100;
const BASE = 37;
const TWO_TO_32 = 2 ** 32;

/**
 * `primaryLocationLineHash` of the lines of a file, which count from 1: a hash of what stands from the start of
 * the line on, blanks aside, and how often the same has stood so far.
 */
export function lineFingerprints(source: SourceFile): (line: number) => string {
  const content = source.text.replace(/[ \t]+/g, "").replace(/\r\n?/g, "\n");
  const starts = [0, ...Array.from(content.matchAll(/\n/g), ({ index }) => index + 1)];
  // The end of the file is a character, too, and zeros follow it.
  const text = `${content}\uffff${"\0".repeat(WINDOW)}`;
  const windows = starts.map((start) => text.slice(start, start + WINDOW));
  const seen = new Map<string, number>();
  const counts = windows.map((window) => {
    const count = (seen.get(window) ?? 0) + 1;
    seen.set(window, count);
    return count;
  });
  return (line) => `${hash(windows[line - 1] ?? "")}:${counts[line - 1] ?? 1}`;
}

/** A polynomial in `BASE` modulo 2 to the 64, in hex; computed in halves, which numbers hold exactly. */
function hash(text: string): string {
  let high = 0;
  let low = 0;
  for (let at = 0; at < text.length; at++) {
    low = low * BASE + text.charCodeAt(at);
    high = (high * BASE + Math.floor(low / TWO_TO_32)) % TWO_TO_32;
    low %= TWO_TO_32;
  }
  return high === 0 ? low.toString(16) : high.toString(16) + low.toString(16).padStart(8, "0");
}
