// Why: `csv | json` lists texts without quotes, which must not be mistaken for a union of types.

import { labelAt } from "../../diagnostics/diagnostic.js";
import { quoted, quotedList } from "../../schema/wording.js";
import type { SourceSpan } from "../../source/source.js";
import type { TokenCursor } from "./cursor.js";
import { typesAsTexts } from "./problems.js";
import type { Token } from "./tokens.js";
import { isBaseName, type PayloadType } from "./type.js";

/** Whether texts stand here: a quoted one, or a word that goes on with another or is no type's name. */
export function startsTexts(cursor: TokenCursor): boolean {
  const first = cursor.peek();
  if (first.kind === "quoted") return true;
  const goesOn = cursor.isAt("symbol", "|", 1);
  if (first.kind === "number") return goesOn;
  if (first.kind !== "word" || first.text === "null" || !goesOn) return false;
  return !cursor.isAt("word", "null", 2) || !isBaseName(first.text);
}

/** Reads two texts or more; a final `| null` is left. */
export function parseTexts(cursor: TokenCursor): PayloadType | undefined {
  const start = cursor.peek();
  const values = new Set<string>();
  let names = 0;
  do {
    const expected = faultOfText(cursor.peek(), values);
    if (expected !== undefined) return cursor.fail(expected);
    const { kind, text } = cursor.take();
    if (kind === "word" && isBaseName(text)) names += 1;
    values.add(text);
  } while (!endsWithNull(cursor) && cursor.accept("|"));
  if (values.size === 1) return failAlone(cursor);
  const span = cursor.since(start);
  if (names === values.size) warnOfTypes(cursor, [...values], span);
  return { kind: "texts", values: [...values], span };
}

/** What is expected where a token cannot be the next text. */
function faultOfText({ kind, text }: Token, before: ReadonlySet<string>): string | undefined {
  if (kind === "number") return `a text; in quotes a number is one, as in \`'${text}'\``;
  if (kind === "word" && text === "null") return "a text; `null` stands last, or in quotes";
  if (kind !== "word" && kind !== "quoted") return "a text";
  return before.has(text) ? `another text than ${quoted(text)}` : undefined;
}

function endsWithNull(cursor: TokenCursor): boolean {
  const last = cursor.isAt("symbol", "|") && cursor.isAt("word", "null", 1);
  return last && !cursor.isAt("symbol", "|", 2);
}

/** One text alone is no type, with or without `null`. */
function failAlone(cursor: TokenCursor): undefined {
  return cursor.fail(cursor.accept("|") ? "another text" : "`|` and another text");
}

function warnOfTypes(cursor: TokenCursor, values: readonly string[], span: SourceSpan): void {
  const { report } = cursor.place;
  report(
    typesAsTexts(
      { texts: quotedList(values, "and") },
      {
        at: labelAt(span),
        notes: ["words with `|` between them are texts, and the value is one of them"],
        help: "`json` takes a value of any type",
      },
    ),
  );
}
