// Why: most unknown types are ours under the name that another language gives them.

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
  const { source, report } = cursor.place;
  const span = cursor.spanOf(token);
  const alias = ALIASES.get(token.text.toLowerCase());
  const remedy = alias
    ? {
        help: `did you mean \`${alias}\`?`,
        fix: { title: `write \`${alias}\``, safe: true, edits: [{ source, span, insert: alias }] },
      }
    : correction({ source, span, written: token.text, accepted: BASE_NAMES });
  report(
    unknownPayloadType(
      { name: token.text },
      {
        at: { source, span },
        notes: [`payload types are ${quotedList(BASE_NAMES, "and")}`],
        ...remedy,
      },
    ),
  );
}
