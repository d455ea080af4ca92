// Why: what a handler receives follows from queue.tusk alone. Written out as a type of TypeScript it needs neither
// generated code that is up to date nor the packages that this imports.

import { assertUnreachable } from "../diagnostics/bug.js";
import type { Field, ObjectType, PayloadType } from "../ir/ir.js";

/** Declares what the types below refer to. */
export const JSON_TYPE =
  "type Json = null | boolean | number | string | Json[] | { [key: string]: Json };";

/** The type of a payload when it reaches the handler: defaults are filled in. */
export function payloadTypeText(type: ObjectType | undefined): string {
  return type === undefined ? "undefined" : typeText(type);
}

/** A field as people write it: `name?: string`. */
export function fieldText({ name, type, optional, default: fallback }: Field): string {
  const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
  const mark = optional && fallback === undefined ? "?" : "";
  return `${key}${mark}: ${typeText(type)}`;
}

function typeText(type: PayloadType): string {
  switch (type.kind) {
    case "string":
    case "datetime":
    case "date":
    case "uuid":
    case "email":
    case "url":
      return "string";
    case "int":
    case "float":
      return "number";
    case "bool":
      return "boolean";
    case "json":
      return "Json";
    case "texts":
      return type.values.map((value) => JSON.stringify(value)).join(" | ");
    case "map":
      return `Record<string, ${typeText(type.values)}>`;
    case "list":
      return `Array<${typeText(type.items)}>`;
    case "nullable":
      return `${typeText(type.inner)} | null`;
    case "object":
      return `{ ${type.fields.map(fieldText).join("; ")} }`;
    default:
      return assertUnreachable(type);
  }
}
