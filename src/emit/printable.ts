// Why: no format may pass on a character that cannot be seen: a line break would end a comment, a mark of
// direction would show one thing and mean another.

const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;

/** The text on one line, with everything replaced that is not printable; without `replacement` it is lost. */
export function printable(
  text: string,
  replacement: (character: string) => string = () => "\ufffd",
): string {
  return text.replace(UNPRINTABLE, (character) => replacement(character));
}

/** `\uXXXX` for each UTF-16 unit, as JavaScript and JSON have it; lone surrogates, too. */
export function unicodeEscape(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`,
  ).join("");
}
