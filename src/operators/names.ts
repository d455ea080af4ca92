// Why: the names of operators are data, so that what looks for a call and what colours it in an editor read
// the same list.

/**
 * What calls an operator, with dots between words: `env.secure`. `*` stands for any word, and `**` for one
 * or more.
 */
export type OperatorName = string;

/** The names that begin with one of these words: `query` and `query.**`. */
export function family(...words: readonly string[]): OperatorName[] {
  return words.flatMap((word) => [word, `${word}.**`]);
}

/** A regular expression for any of the names, where `word` is the one for any word. */
export function namePattern(names: readonly OperatorName[], word: string): string {
  const parts: Readonly<Record<string, string>> = { "*": word, "**": `${word}(?:\\.${word})*` };
  const patterns = names.map((name) => name.split(".").map((part) => parts[part] ?? part));
  return `(?:${patterns.map((pattern) => pattern.join("\\.")).join("|")})`;
}
