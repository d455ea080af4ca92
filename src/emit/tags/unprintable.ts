// Why: formats without escapes for control characters must not pass them on: a line break in a comment
// would start a line of its own.

const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;

/** The text on one line, every character that is not printable replaced. */
export function printable(
  text: string,
  replacement: string | ((character: string) => string) = "\ufffd",
): string {
  return text.replace(UNPRINTABLE, (character) =>
    typeof replacement === "string" ? replacement : replacement(character),
  );
}
