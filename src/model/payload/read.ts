// Why: a payload is a block of fields, each with a type as text, as a block of fields of its own, or as a
// list that holds either. A field that reads like none becomes a hole, and the others stay checked.

import { labelAt } from "../../diagnostics/diagnostic.js";
import { reportTooLate } from "../../schema/constant.js";
import type { Context, Place } from "../../schema/define.js";
import { quoted } from "../../schema/wording.js";
import type { SourceSpan } from "../../source/source.js";
import type { ArrayNode, Entry, ObjectNode, StringNode, TuskNode } from "../../syntax/tree.js";
import { checkedDefault, filledDefault } from "./defaults.js";
import { parseField, parseItem } from "./parse.js";
import { payloadField } from "./problems.js";
import { type Field, mayBeAbsent, type ObjectType, type PayloadType } from "./type.js";

/** The names that a payload's fields cannot have: every object in JavaScript has members of these names. */
const TAKEN: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Reads the fields of a block. */
export function readFields(node: ObjectNode, context: Context): ObjectType {
  const fields = new Map<string, Field>();
  for (const entry of node.entries.values()) {
    const field = readField(entry, context);
    const other = fields.get(field.name);
    if (other === undefined) fields.set(field.name, field);
    else reportTwice(field, other, context);
  }
  return { kind: "object", fields: [...fields.values()], span: node.span };
}

function readField({ key, keySpan, value }: Entry, context: Context): Field {
  const marked = key.endsWith("?");
  const name = marked ? key.slice(0, -1) : key;
  const place: Place = { report: context.report, name };
  if (name === "" || TAKEN.has(name)) {
    const at = labelAt(keySpan);
    place.report(payloadField({ field: name, why: "cannot have this name" }, { at }));
  }
  const named = { name, nameSpan: keySpan };
  if (value.kind === "string") return { ...named, ...readText(value, marked, place) };
  return { ...named, ...readOther(value, marked, place) };
}

/** What a field has beyond its name; `marked` when its key ends in `?`. */
type FieldFacts = Pick<Field, "type" | "optional" | "default">;

function readText(node: StringNode, marked: boolean, place: Place): FieldFacts {
  const parsed = parseField(node, place);
  if (parsed === undefined) return { type: holeAt(node.span), optional: true };
  const { type, default: written } = parsed;
  const value = written && checkedDefault(written, type, place);
  return {
    type,
    optional: marked || parsed.optional,
    ...(value !== undefined && { default: value }),
  };
}

function readOther(node: TuskNode, marked: boolean, place: Place): FieldFacts {
  const type = readBlock(node, place);
  if (type.kind !== "object" || marked || !type.fields.every(mayBeAbsent)) {
    return { type, optional: marked || type.kind === "hole" };
  }
  const filled = filledDefault(type);
  return { type, optional: true, ...(filled !== undefined && { default: filled }) };
}

/** A type that is not text: a block of fields, or a list of one item. */
function readBlock(node: TuskNode, place: Place): PayloadType {
  switch (node.kind) {
    case "object":
      return readBlockOfFields(node, place);
    case "array":
      return readList(node, place);
    case "runtime":
      reportTooLate(node, place);
      return holeAt(node.span);
    case "error":
      return holeAt(node.span);
    default:
      return fault(node.span, "has no type", place, "write a type, such as `int` or `string`");
  }
}

function readBlockOfFields(node: ObjectNode, place: Place): PayloadType {
  const fields = readFields(node, place);
  if (node.incomplete === true) return holeAt(node.span);
  if (node.entries.size > 0) return fields;
  return fault(node.span, "has a block without fields", place, "`json` takes any value");
}

function readList(node: ArrayNode, place: Place): PayloadType {
  const [item, second] = node.items;
  if (item === undefined) {
    return fault(
      node.span,
      "has a list without an item",
      place,
      "write the type of an item, `[int]`",
    );
  }
  if (second !== undefined) {
    return fault(second.span, "has a list of more than one item", place, undefined);
  }
  const items = item.kind === "string" ? parseItem(item, place) : readBlock(item, place);
  return items ? { kind: "list", items, span: node.span } : holeAt(node.span);
}

function fault(span: SourceSpan, why: string, place: Place, help: string | undefined): PayloadType {
  const at = labelAt(span);
  place.report(payloadField({ field: place.name, why }, { at, help }));
  return holeAt(span);
}

function reportTwice(field: Field, other: Field, { report }: Context): void {
  report(
    payloadField(
      { field: field.name, why: "is there twice" },
      {
        at: labelAt(field.nameSpan),
        related: [labelAt(other.nameSpan, `${quoted(other.name)} stands here too`)],
      },
    ),
  );
}

function holeAt(span: SourceSpan): PayloadType {
  return { kind: "hole", span };
}
