// Why: most unknown types are ours under the name that another language gives them.

import type { Evidence } from "../../diagnostics/define.js";
import { editAt, labelAt } from "../../diagnostics/diagnostic.js";
import { correction } from "../../schema/correction.js";
import { quotedList } from "../../schema/wording.js";
import type { SourceSpan } from "../../source/source.js";
import type { TokenCursor } from "./cursor.js";
import { unknownPayloadType } from "./problems.js";
import type { Token } from "./tokens.js";
import { BASE_NAMES, type BaseName, isBaseName } from "./type.js";

const ALIASES: ReadonlyMap<string, BaseName> = new Map([
  ["integer", "int"],
  ["number", "float"],
  ["double", "float"],
  ["boolean", "bool"],
  ["text", "string"],
  ["any", "json"],
  ["object", "json"],
  ["timestamp", "datetime"],
]);

/** Reports a word that is no type, with the type that was probably meant. */
export function reportUnknownType(cursor: TokenCursor, token: Token): undefined {
  const { report } = cursor.place;
  const span = cursor.spanOf(token);
  const alias = ALIASES.get(token.text.toLowerCase());
  const remedy =
    formMeant(cursor, token) ??
    (alias === undefined
      ? correction({ span, written: token.text, accepted: BASE_NAMES })
      : { ...writing(alias, span), help: `did you mean \`${alias}\`?` });
  report(
    unknownPayloadType(
      { name: token.text },
      {
        at: labelAt(span),
        notes: [`payload types are ${quotedList(BASE_NAMES, "and")}`],
        ...remedy,
      },
    ),
  );
}

/** What to write in place of a part of a type. */
export function writing(text: string, span: SourceSpan): Pick<Evidence, "help" | "fix"> {
  const help = `write \`${text}\``;
  return { help, fix: { title: help, safe: true, edits: [editAt(span, text)] } };
}

/** Lists, maps, and choices as other languages write them; `token` was taken. */
function formMeant(cursor: TokenCursor, token: Token): Pick<Evidence, "help" | "fix"> | undefined {
  const [written, inner = ""] = ARGUMENT.exec(cursor.rest()) ?? [];
  const text = written && formOf(token.text.toLowerCase(), inner);
  if (written === undefined || !text) return undefined;
  const { start } = cursor.spanOf(token);
  return writing(text, { ...cursor.ahead(written.length), start });
}

const ARGUMENT = /^[<([]([^<>()[\]]*)[>)\]]/;

function formOf(word: string, inner: string): string | undefined {
  const parts = inner.split(",").map((part) => part.trim());
  switch (word) {
    case "array":
    case "list":
    case "set":
      return isType(inner.trim()) ? `${baseOf(inner.trim())}[]` : undefined;
    case "record":
    case "dict":
    case "hash":
      return isType(parts.at(-1) ?? "") ? `map<${baseOf(parts.at(-1) ?? "")}>` : undefined;
    case "enum":
    case "oneof":
    case "literal":
    case "choice":
      return parts.length > 1 && parts.every((part) => TEXT.test(part))
        ? parts.join(" | ")
        : undefined;
    default:
      return undefined;
  }
}

const TEXT = /^(?:[A-Za-z_][\w-]*|'[^']*')$/;

function isType(word: string): boolean {
  return isBaseName(word) || ALIASES.has(word.toLowerCase());
}

function baseOf(word: string): string {
  return ALIASES.get(word.toLowerCase()) ?? word;
}
