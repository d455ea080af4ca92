// Why: a group's field is handed on to jobs, so each value that it may have must be one that they take.

import { assertUnreachable } from "../../diagnostics/bug.js";
import { mayBeAbsent, type ObjectType, type PayloadType, type TypeBounds } from "./type.js";

/** Whether every value of `from` is one of `to`. */
export function isAssignable(from: PayloadType, to: PayloadType): boolean {
  if (from.kind === "hole" || to.kind === "hole" || to.kind === "json") return true;
  if (to.kind === "nullable") {
    return isAssignable(from.kind === "nullable" ? from.inner : from, to.inner);
  }
  switch (from.kind) {
    case "nullable":
    case "json":
      return false;
    case "string":
      return from.kind === to.kind && isInside(from, to);
    case "int":
      return (to.kind === "int" || to.kind === "float") && isInside(from, to);
    case "float":
      return from.kind === to.kind && isInside(from, to);
    case "bool":
      return to.kind === "bool";
    case "datetime":
    case "date":
    case "uuid":
    case "email":
    case "url":
      return to.kind === from.kind || isAnyText(to);
    case "texts":
      if (to.kind === "texts") return isSubset(from.values, to.values);
      return to.kind === "string" && from.values.every((value) => isInside(lengthOf(value), to));
    case "map":
      return to.kind === "map" && isAssignable(from.values, to.values);
    case "list":
      return to.kind === "list" && isInside(from, to) && isAssignable(from.items, to.items);
    case "object":
      return to.kind === "object" && isObjectAssignable(from, to);
    default:
      return assertUnreachable(from);
  }
}

/** Unknown fields are refused when a job is enqueued, so both have the same ones. */
function isObjectAssignable(from: ObjectType, to: ObjectType): boolean {
  const given = new Map(from.fields.map((field) => [field.name, field]));
  const taken = new Set(to.fields.map((field) => field.name));
  return (
    from.fields.every((field) => taken.has(field.name)) &&
    to.fields.every((field) => {
      const source = given.get(field.name);
      if (source === undefined) return mayBeAbsent(field);
      const present = !source.optional || source.default !== undefined || mayBeAbsent(field);
      return present && isAssignable(source.type, field.type);
    })
  );
}

function isSubset(inner: readonly string[], outer: readonly string[]): boolean {
  const all = new Set(outer);
  return inner.every((value) => all.has(value));
}

function isAnyText(type: PayloadType): boolean {
  return type.kind === "string" && type.min === undefined && type.max === undefined;
}

function lengthOf(text: string): TypeBounds {
  return { min: text.length, max: text.length };
}

/** Whether all that lies within `inner` lies within `outer`. */
export function isInside(inner: TypeBounds, outer: TypeBounds): boolean {
  const low = (inner.min ?? -Infinity) >= (outer.min ?? -Infinity);
  return low && (inner.max ?? Infinity) <= (outer.max ?? Infinity);
}
