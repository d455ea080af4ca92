// Why: messages name a payload type by what a value of it is, not by its letters in the file.

import { assertUnreachable } from "../../diagnostics/bug.js";
import { quotedList } from "../../schema/wording.js";
import type { PayloadType, TypeBounds } from "./type.js";

/** Completes "it is ...": `a whole number from 1 to 1000`, `` `csv`, `json`, or `pdf` ``. */
export function describeType(type: PayloadType): string {
  switch (type.kind) {
    case "string":
      return type.min === undefined && type.max === undefined
        ? "text"
        : `text of ${describeBounds(type)} characters`;
    case "int":
      return `a whole number${describeRange(type)}`;
    case "float":
      return `a number${describeRange(type)}`;
    case "bool":
      return "`true` or `false`";
    case "json":
    case "hole":
      return "any value";
    case "datetime":
      return "a date and time with its zone, such as `2025-01-15T10:00:00Z`";
    case "date":
      return "a date, such as `2025-01-15`";
    case "uuid":
      return "a UUID";
    case "email":
      return "an e-mail address";
    case "url":
      return "a url";
    case "texts":
      return quotedList(type.values, "or");
    case "map":
      return "a block of names and values";
    case "list":
      return type.min === undefined && type.max === undefined
        ? "a list"
        : `a list of ${describeBounds(type)} items`;
    case "nullable":
      return `${describeType(type.inner)}, or \`null\``;
    case "object":
      return "a block of fields";
    default:
      return assertUnreachable(type);
  }
}

function describeBounds({ min, max }: TypeBounds): string {
  if (min !== undefined && max !== undefined) return min === max ? `${min}` : `${min} to ${max}`;
  return min !== undefined ? `at least ${min}` : `at most ${max}`;
}

function describeRange({ min, max }: TypeBounds): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return `, ${min} or more`;
  return max === undefined ? "" : `, at most ${max}`;
}
