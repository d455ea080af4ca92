// Why: a command in a hook or a workflow is split into words by a shell's rules; every word must arrive whole.

import { printable } from "./printable.js";

const PLAIN = /^[\w./:@%+=,-]+$/;

/** A command line that POSIX shells, and what splits as they do, read as just these words. */
export function shellCommand(words: readonly string[]): string {
  return words.map(shellWord).join(" ");
}

/** Characters that cannot be seen, line breaks included, are lost. */
function shellWord(text: string): string {
  if (PLAIN.test(text)) return text;
  return `'${printable(text).replaceAll("'", `'"'"'`)}'`;
}
