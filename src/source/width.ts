// Why: columns of a terminal are needed at every start (the command line lays out its help with them), and the
// usual library spends more time on its emoji expressions than the rest of the program takes to start.

import { eastAsianWidth } from "get-east-asian-width";

/** How many columns a terminal gives to a text without escape sequences; control characters take none. */
export function displayWidth(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of charactersOf(text)) width += characterWidth(character);
  return width;
}

let graphemes: Intl.Segmenter | undefined;

/** What a reader calls characters: an accent or an emoji's parts belong to one. */
export function charactersOf(text: string): Iterable<string> {
  if (/^[\t -~]*$/.test(text)) return text;
  graphemes ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

function characterWidth(character: string): number {
  if (/^[\p{Cc}\p{Cf}\p{M}\p{Cs}]+$/u.test(character)) return 0;
  if (/\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f/u.test(character)) return 2;
  return eastAsianWidth(character.codePointAt(0) ?? 0);
}
