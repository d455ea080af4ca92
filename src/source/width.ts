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

/** What a reader calls characters: an accent or an emoji's parts belong to one. */
export function charactersOf(text: string): Iterable<string> {
  return /^[\t -~]*$/.test(text) ? text : graphemesOf(text);
}

let segmenter: Intl.Segmenter | undefined;

/** Longer text is cut a piece at a time: the time that a row of emoji takes grows with its square. */
const PIECE = 256;

function* graphemesOf(text: string): Iterable<string> {
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  for (let start = 0; start < text.length; ) {
    const piece = text.slice(start, start + PIECE);
    const found = Array.from(segmenter.segment(piece), ({ segment }) => segment);
    // The last one may go on behind the piece.
    if (start + PIECE < text.length && found.length > 1) found.pop();
    yield* found;
    start += found.join("").length;
  }
}

function characterWidth(character: string): number {
  if (/^[\p{Cc}\p{Cf}\p{M}\p{Cs}]+$/u.test(character)) return 0;
  if (/\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f/u.test(character)) return 2;
  return eastAsianWidth(character.codePointAt(0) ?? 0);
}
