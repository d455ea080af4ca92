// Why: text for people is broken where a reader expects it, in comments and on terminals alike.

import { displayWidth } from "../source/width.js";

/** Breaks a line at spaces into lines of at most `room` columns; a longer word stands alone. */
export function wrap(line: string, room: number): string[] {
  return wrapWords(line.split(" "), room, room);
}

/** The same for words that may hold spaces; the first line has a room of its own. */
export function wrapWords(words: readonly string[], firstRoom: number, room: number): string[] {
  const lines: string[] = [];
  let current = "";
  let width = 0;
  for (const word of words) {
    const wider = width + 1 + displayWidth(word);
    if (current !== "" && wider > (lines.length === 0 ? firstRoom : room)) {
      lines.push(current);
      current = "";
    }
    width = current === "" ? displayWidth(word) : wider;
    current = current === "" ? word : `${current} ${word}`;
  }
  return [...lines, current];
}
