// Why: a payload type of queue.tusk and its zod schema mean the same, in both directions of the wire.

import { assertUnreachable } from "../../src/diagnostics/bug.js";
import {
  block,
  type Code,
  literal,
  method,
  object,
  type Property,
  property,
} from "../../src/emit/ts/code.js";
import type { Field, Json, ObjectType, PayloadType } from "../../src/ir/ir.js";
import { z } from "./symbols.js";

interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/** The zod schema of a payload type. */
export function schemaOf(type: PayloadType): Code {
  switch (type.kind) {
    case "string":
      return bounded(method(z, "string"), type);
    case "int":
      return bounded(method(z, "int"), type);
    case "float":
      return bounded(method(z, "number"), type);
    case "bool":
      return method(z, "boolean");
    case "json":
      return method(z, "json");
    case "datetime":
      return method(property(z, "iso"), "datetime", literal({ offset: true }));
    case "date":
      return method(property(z, "iso"), "date");
    case "uuid":
    case "email":
    case "url":
      return method(z, type.kind);
    case "texts":
      return method(z, "enum", literal(type.values));
    case "map":
      return method(z, "record", method(z, "string"), schemaOf(type.values));
    case "list":
      return bounded(method(z, "array", schemaOf(type.items)), type);
    case "nullable":
      return method(schemaOf(type.inner), "nullable");
    case "object":
      return method(z, "strictObject", object(properties(type)));
    default:
      return assertUnreachable(type);
  }
}

/** A whole payload, a field a line. Unknown fields are refused; where it is read, the runtime drops them. */
export function payloadSchema(type: ObjectType): Code {
  return method(z, "strictObject", block(properties(type)));
}

function properties({ fields }: ObjectType): Property[] {
  return fields.map((field) => ({ key: field.name, value: fieldSchema(field) }));
}

function fieldSchema({ type, optional, default: fallback }: Field): Code {
  const schema = schemaOf(type);
  if (fallback !== undefined) return withDefault(schema, type, fallback);
  return optional ? method(schema, "optional") : schema;
}

/** A default for an object goes through its schema, which fills in the defaults of its fields. */
function withDefault(schema: Code, type: PayloadType, fallback: Json): Code {
  return method(schema, type.kind === "object" ? "prefault" : "default", literal(fallback));
}

function bounded(schema: Code, { min, max }: Bounds): Code {
  const low = min === undefined ? schema : method(schema, "min", literal(min));
  return max === undefined ? low : method(low, "max", literal(max));
}
