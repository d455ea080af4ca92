// Why: payload types without the places that only messages need.

import { assertUnreachable, bug } from "../diagnostics/bug.js";
import type * as model from "../model/payload/type.js";
import type { Field, ObjectType, PayloadType } from "./ir.js";

/** A payload's fields. */
export function lowerObject({ fields }: model.ObjectType): ObjectType {
  return { kind: "object", fields: fields.map(lowerField) };
}

function lowerField({ name, type, optional, default: value }: model.Field): Field {
  return { name, type: lowerType(type), optional, ...(value !== undefined && { default: value }) };
}

function lowerType(type: model.PayloadType): PayloadType {
  switch (type.kind) {
    case "bool":
    case "json":
    case "datetime":
    case "date":
    case "uuid":
    case "email":
    case "url":
      return { kind: type.kind };
    case "string":
    case "int":
    case "float":
      return { kind: type.kind, ...lowerBounds(type) };
    case "texts":
      return { kind: "texts", values: type.values };
    case "map":
      return { kind: "map", values: lowerType(type.values) };
    case "list":
      return { kind: "list", items: lowerType(type.items), ...lowerBounds(type) };
    case "nullable":
      return { kind: "nullable", inner: lowerType(type.inner) };
    case "object":
      return lowerObject(type);
    case "hole":
      return bug("a payload with a hole is never lowered");
    default:
      return assertUnreachable(type);
  }
}

function lowerBounds({ min, max }: model.TypeBounds): model.TypeBounds {
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}
