// Why: most unknown types are ours under the name that another language gives them.

import { editAt, labelAt } from "../../diagnostics/diagnostic.js";
import { correction } from "../../schema/correction.js";
import { quotedList } from "../../schema/wording.js";
import type { TokenCursor } from "./cursor.js";
import { unknownPayloadType } from "./problems.js";
import type { Token } from "./tokens.js";
import { BASE_NAMES, type BaseName } from "./type.js";

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
  const remedy = alias
    ? {
        help: `did you mean \`${alias}\`?`,
        fix: { title: `write \`${alias}\``, safe: true, edits: [editAt(span, alias)] },
      }
    : correction({ span, written: token.text, accepted: BASE_NAMES });
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
