// Why: `csv | json` lists texts without quotes, which must not be mistaken for a union of types.

import { quoted, quotedList } from "../../schema/wording.js";
import type { Span } from "../../source/source.js";
import type { TokenCursor } from "./cursor.js";
import { typesAsTexts } from "./problems.js";
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
  const values: string[] = [];
  let names = 0;
  do {
    const { kind, text } = cursor.peek();
    if (kind === "number")
      return cursor.fail(`a text; in quotes a number is one, as in \`'${text}'\``);
    if (kind !== "word" && kind !== "quoted") return cursor.fail("a text");
    if (values.includes(text)) return cursor.fail(`another text than ${quoted(text)}`);
    if (kind === "word" && isBaseName(text)) names += 1;
    values.push(text);
    cursor.take();
  } while (!endsWithNull(cursor) && cursor.accept("|"));
  if (values.length === 1) return cursor.fail("`|` and another text");
  const span = cursor.since(start);
  if (names === values.length) warnOfTypes(cursor, values, span);
  return { kind: "texts", values, span };
}

function endsWithNull(cursor: TokenCursor): boolean {
  return cursor.isAt("symbol", "|") && cursor.isAt("word", "null", 1);
}

function warnOfTypes(cursor: TokenCursor, values: readonly string[], span: Span): void {
  const { source, report } = cursor.place;
  report(
    typesAsTexts(
      { texts: quotedList(values, "and") },
      {
        at: { source, span },
        notes: ["words with `|` between them are texts, and the value is one of them"],
        help: "`json` takes a value of any type",
      },
    ),
  );
}
