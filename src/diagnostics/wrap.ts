// Why: text for people is broken where a reader expects it, in comments and on terminals alike.

/** Breaks a line at spaces into lines of at most `room` characters; a longer word stands alone. */
export function wrap(line: string, room: number): string[] {
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(" ")) {
    if (current !== "" && current.length + 1 + word.length > room) {
      lines.push(current);
      current = word;
    } else current = current === "" ? word : `${current} ${word}`;
  }
  return [...lines, current];
}
