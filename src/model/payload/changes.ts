// Why: jobs that are stored hold payloads of the type that was; what no longer fits the type that is, is found
// here part by part, so that a message can point at both.

import type { Plain } from "../../schema/define.js";
import { isAssignable, isInside } from "./assignable.js";
import { type Field, mayBeAbsent, type PayloadType } from "./type.js";

type Kind<K extends PayloadType["kind"]> = Extract<PayloadType, { readonly kind: K }>;

/** A type whose values have bounds. */
export type Bounded = Kind<"string" | "int" | "float" | "list">;

/**
 * A part of a payload that is another one now. Its path is from the top: `user_id`, `cc[].email` for items of
 * a list, `labels.*` for values of a map.
 */
export type PayloadChange = {
  readonly path: string;
} /** A field that must be there and was not declared. */ & (
  | { readonly kind: "added"; readonly field: Field }
  /** A field that must be there and could be absent. */
  | { readonly kind: "required"; readonly before: Field; readonly field: Field }
  /** `renamed` is the one field beside it that is new and takes its values. */
  | { readonly kind: "removed"; readonly field: Field; readonly renamed: Field | undefined }
  /** A type that does not take all values of the one before. */
  | { readonly kind: "type"; readonly before: PayloadType; readonly after: PayloadType }
  | { readonly kind: "bounds"; readonly before: Bounded; readonly after: Bounded }
  | {
      readonly kind: "choices";
      readonly before: Kind<"texts">;
      readonly after: Kind<"texts">;
      readonly gone: readonly string[];
    }
  | { readonly kind: "null"; readonly before: Kind<"nullable">; readonly after: PayloadType }
  /** Stored payloads hold the default that was. */
  | {
      readonly kind: "default";
      readonly before: Field;
      readonly field: Field;
      readonly was: Plain;
      readonly is: Plain;
    }
);

/** What changed between the fields of two payloads, but for what only lets more in. */
export function findChanges(
  before: readonly Field[],
  after: readonly Field[],
  path = "",
): PayloadChange[] {
  const was = new Map(before.map((field) => [field.name, field]));
  const is = new Set(after.map((field) => field.name));
  const removed = before.filter((field) => !is.has(field.name));
  const added = after.filter((field) => !was.has(field.name));
  return [
    ...removed.map((field): PayloadChange => {
      const renamed = removed.length === 1 ? renamedTo(field, added) : undefined;
      return { kind: "removed", path: join(path, field.name), field, renamed };
    }),
    ...after.flatMap((field) => ofField(was.get(field.name), field, join(path, field.name))),
  ];
}

function ofField(before: Field | undefined, field: Field, path: string): PayloadChange[] {
  if (before === undefined) return mayBeAbsent(field) ? [] : [{ kind: "added", path, field }];
  const changes = ofType(before.type, field.type, path);
  const { default: was } = before;
  const { default: is } = field;
  const couldLack = before.optional && was === undefined;
  if (couldLack && !mayBeAbsent(field) && !changes.some(isNeeded))
    changes.push({ kind: "required", path, before, field });
  if (was !== undefined && is !== undefined && JSON.stringify(was) !== JSON.stringify(is))
    changes.push({ kind: "default", path, before, field, was, is });
  return changes;
}

/** A block is needed because of such a field in it. */
function isNeeded({ kind }: PayloadChange): boolean {
  return kind === "added" || kind === "required";
}

function ofType(before: PayloadType, after: PayloadType, path: string): PayloadChange[] {
  if (before.kind === "hole" || after.kind === "hole" || after.kind === "json") return [];
  if (after.kind === "nullable")
    return ofType(before.kind === "nullable" ? before.inner : before, after.inner, path);
  if (before.kind === "nullable")
    return [{ kind: "null", path, before, after }, ...ofType(before.inner, after, path)];
  if (before.kind === "object" && after.kind === "object")
    return findChanges(before.fields, after.fields, path);
  if (before.kind === "map" && after.kind === "map")
    return ofType(before.values, after.values, `${path}.*`);
  if (before.kind === "list" && after.kind === "list")
    return [...ofBounds(before, after, path), ...ofType(before.items, after.items, `${path}[]`)];
  if (before.kind === "texts" && after.kind === "texts") return ofChoices(before, after, path);
  if (isBounded(before) && isBounded(after) && takesKind(before, after))
    return ofBounds(before, after, path);
  return isAssignable(before, after) ? [] : [{ kind: "type", path, before, after }];
}

function ofBounds(before: Bounded, after: Bounded, path: string): PayloadChange[] {
  return isInside(before, after) ? [] : [{ kind: "bounds", path, before, after }];
}

function ofChoices(before: Kind<"texts">, after: Kind<"texts">, path: string): PayloadChange[] {
  const kept = new Set(after.values);
  const gone = before.values.filter((value) => !kept.has(value));
  return gone.length === 0 ? [] : [{ kind: "choices", path, before, after, gone }];
}

function isBounded(type: PayloadType): type is Kind<"string" | "int" | "float"> {
  return type.kind === "string" || type.kind === "int" || type.kind === "float";
}

/** Every whole number is a number. */
function takesKind({ kind: before }: Bounded, { kind: after }: Bounded): boolean {
  return before === after || (before === "int" && after === "float");
}

function renamedTo({ type }: Field, added: readonly Field[]): Field | undefined {
  const [only, ...others] = added.filter((field) => isAssignable(type, field.type));
  return others.length === 0 ? only : undefined;
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
