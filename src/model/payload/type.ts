// Why: payload types as the file gives them: every part knows its place, so that a check can point at it.

import type { Plain } from "../../schema/define.js";
import type { SourceSpan } from "../../source/source.js";

/** The bounds of a number's value, or of a text's or list's length; both inclusive. */
export interface TypeBounds {
  readonly min?: number;
  readonly max?: number;
}

export const BASE_NAMES = [
  "string",
  "int",
  "float",
  "bool",
  "json",
  "datetime",
  "date",
  "uuid",
  "email",
  "url",
] as const;

export type BaseName = (typeof BASE_NAMES)[number];

/** The types whose values have bounds. */
export type BoundedName = "string" | "int" | "float";

export type PayloadType = Shape & { readonly span: SourceSpan };

type Shape =
  | { readonly kind: "json" }
  | { readonly kind: Exclude<BaseName, BoundedName | "json"> }
  | ({ readonly kind: BoundedName } & TypeBounds)
  | { readonly kind: "texts"; readonly values: readonly string[] }
  | { readonly kind: "map"; readonly values: PayloadType }
  | ({ readonly kind: "list"; readonly items: PayloadType } & TypeBounds)
  | { readonly kind: "nullable"; readonly inner: PayloadType }
  | { readonly kind: "object"; readonly fields: readonly Field[] }
  /** Reported as wrong: any value may be meant. */
  | { readonly kind: "hole" };

export type ObjectType = Extract<PayloadType, { readonly kind: "object" }>;

export interface Field {
  readonly name: string;
  readonly nameSpan: SourceSpan;
  readonly type: PayloadType;
  /** May be absent. */
  readonly optional: boolean;
  /** What an absent field is filled with. */
  readonly default?: Plain;
}

/** Whether a producer may leave the field out. */
export function mayBeAbsent(field: Field): boolean {
  return field.optional || field.default !== undefined;
}

export function isBaseName(word: string): word is BaseName {
  return BASE_NAMES.some((name) => name === word);
}
