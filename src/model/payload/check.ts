// Why: values that the file gives for a payload (defaults, payloads of schedules) must be what the generated
// code accepts when it runs; what is accepted is the same there and here.

import { assertUnreachable } from "../../diagnostics/bug.js";
import { nearestOf } from "../../schema/correction.js";
import type { ArrayNode, Entry, ObjectNode, TuskNode } from "../../syntax/tree.js";
import { isOfFormat } from "./formats.js";
import {
  type Field,
  mayBeAbsent,
  type ObjectType,
  type PayloadType,
  type TypeBounds,
} from "./type.js";

/**
 * A part of a value that is not of its type. Its path is from the top: `user_id`, `cc[0].email`; empty
 * for the value itself.
 */
export type Mismatch = { readonly path: string } & (
  | { readonly kind: "wrong"; readonly node: TuskNode; readonly type: PayloadType }
  /** A block without a field that it needs. */
  | { readonly kind: "missing"; readonly node: ObjectNode; readonly field: Field }
  /** A field that the type does not have; `accepted` are those that it has and the value lacks. */
  | { readonly kind: "unknown"; readonly entry: Entry; readonly accepted: readonly string[] }
);

/** Every part of a value that is not of its type; holes are of any. */
export function findMismatches(node: TuskNode, type: PayloadType, path = ""): Mismatch[] {
  if (node.kind === "error" || node.kind === "runtime") return [];
  switch (type.kind) {
    case "json":
    case "hole":
      return [];
    case "nullable":
      return node.kind === "null" ? [] : findMismatches(node, type.inner, path);
    case "list":
      return node.kind === "array" ? inList(node, type, path) : [wrong(node, type, path)];
    case "map":
      if (node.kind !== "object") return [wrong(node, type, path)];
      return [...node.entries.values()].flatMap(({ key, value }) =>
        findMismatches(value, type.values, join(path, key)),
      );
    case "object":
      return node.kind === "object" ? inObject(node, type, path) : [wrong(node, type, path)];
    default:
      return isOfScalar(node, type) ? [] : [wrong(node, type, path)];
  }
}

type ScalarType = Exclude<
  PayloadType,
  { readonly kind: "json" | "hole" | "nullable" | "list" | "map" | "object" }
>;

function isOfScalar(node: TuskNode, type: ScalarType): boolean {
  switch (type.kind) {
    case "string":
      return node.kind === "string" && isWithin(node.value.length, type);
    case "int":
      return (
        node.kind === "number" && Number.isSafeInteger(node.value) && isWithin(node.value, type)
      );
    case "float":
      return node.kind === "number" && isWithin(node.value, type);
    case "bool":
      return node.kind === "boolean";
    case "texts":
      return node.kind === "string" && type.values.includes(node.value);
    case "datetime":
    case "date":
    case "uuid":
    case "email":
    case "url":
      return node.kind === "string" && isOfFormat(node.value, type.kind);
    default:
      return assertUnreachable(type);
  }
}

function inList(
  node: ArrayNode,
  type: Extract<PayloadType, { readonly kind: "list" }>,
  path: string,
): Mismatch[] {
  if (!isWithin(node.items.length, type)) return [wrong(node, type, path)];
  return node.items.flatMap((item, index) => findMismatches(item, type.items, `${path}[${index}]`));
}

function inObject(node: ObjectNode, { fields }: ObjectType, path: string): Mismatch[] {
  const names = new Set(fields.map((field) => field.name));
  const accepted = [...names].filter((name) => !node.entries.has(name));
  const strangers = [...node.entries.values()].filter((entry) => !names.has(entry.key));
  const meant = new Set(strangers.map(({ key }) => onlySuggestion(key, accepted)));
  const unknown = strangers.map(
    (entry): Mismatch => ({ kind: "unknown", path: join(path, entry.key), entry, accepted }),
  );
  const inFields = fields.flatMap((field): Mismatch[] => {
    const value = node.entries.get(field.name)?.value;
    const at = join(path, field.name);
    if (value !== undefined) return findMismatches(value, field.type, at);
    const absent = mayBeAbsent(field) || node.incomplete === true || meant.has(field.name);
    return absent ? [] : [{ kind: "missing", path: at, node, field }];
  });
  return [...unknown, ...inFields];
}

/** The field that a misspelt one obviously stands for; it is not missing, too. */
function onlySuggestion(written: string, accepted: readonly string[]): string | undefined {
  const [nearest, ...others] = nearestOf(written, accepted);
  return others.length === 0 ? nearest : undefined;
}

function wrong(node: TuskNode, type: PayloadType, path: string): Mismatch {
  return { kind: "wrong", path, node, type };
}

function isWithin(size: number, { min = -Infinity, max = Infinity }: TypeBounds): boolean {
  return size >= min && size <= max;
}

function join(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}
