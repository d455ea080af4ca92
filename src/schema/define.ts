// Why: what queue.tusk may say is written down as data: one declaration a setting gives its type, its
// default, and its variable. Binding, suggestions, generated overrides, and reference pages read it.

import type { Report } from "../diagnostics/diagnostic.js";
import type { SourceSpan } from "../source/source.js";
import type { Entry, ErrorNode, Expr, RuntimeNode, TuskNode } from "../syntax/tree.js";

/** A value that is plain data and can be written as JSON. */
export type Plain =
  | null
  | boolean
  | number
  | string
  | readonly Plain[]
  | { readonly [key: string]: Plain };

/** A value that stands in the file as such. */
export type WrittenNode = Exclude<TuskNode, RuntimeNode | ErrorNode>;

/** Where a stage sends what it finds. */
export interface Context {
  readonly report: Report;
}

/** A context, and what messages call the value being read. */
export interface Place extends Context {
  /** Its key. */
  readonly name: string;
  /** The value is one item of a list under that key. */
  readonly inList?: true;
}

/** How the text of an environment variable is read; durations are milliseconds. */
export type VariableType =
  | { readonly kind: "integer" | "number"; readonly min?: number; readonly max?: number }
  | { readonly kind: "duration"; readonly min?: number; readonly max?: number }
  | { readonly kind: "switch" | "text" }
  | { readonly kind: "url"; readonly schemes: readonly string[] }
  | { readonly kind: "choice"; readonly choices: readonly string[] };

/** What a setting's value may be. */
export interface Type<T> {
  /** Completes "it is ...": `a whole number from 1 to 1000`. */
  readonly expected: string;
  /** Absent where the environment has no say: names, lists, and structured values. */
  readonly variable?: VariableType;
  /** Reads what is written; reports and answers undefined when that is not of this type. */
  readonly read: (node: WrittenNode, place: Place) => T | undefined;
}

export interface Setting<T> {
  readonly kind: "setting";
  readonly type: Type<T>;
  readonly doc: string;
  /** Absent: not set unless the file sets it, or, with a `variable`, the variable is required. */
  readonly default?: T;
  /** The environment variable that overrides it when a process starts. */
  readonly variable?: string;
  /** The file must set it; this is a line that would, for a block with these keys. */
  readonly required?: (keys: ReadonlySet<string>) => string;
  /** What other libraries call it. */
  readonly aliases?: readonly string[];
  /** Code is generated from it, so that the environment comes too late. */
  readonly constant?: true;
  /** Its value is never shown, and should not stand in the file. */
  readonly secret?: true;
}

export interface Section<M extends Members = Members> {
  readonly kind: "section";
  readonly doc: string;
  readonly members: M;
}

/** A part whose keys are names or whose values have a grammar of their own; the model reads it. */
export interface Raw {
  readonly kind: "raw";
  readonly doc: string;
}

/** Designed, and not in this version: known by name, and an error where it is used. */
export interface Later {
  readonly kind: "later";
  readonly doc: string;
}

export type Member = Setting<unknown> | Section | Raw | Later;

export interface Members {
  readonly [key: string]: Member;
}

/** Where a value comes from. */
export type Origin =
  | { readonly kind: "file" }
  /** `@env("X", d)`: the value is d. */
  | { readonly kind: "variable"; readonly name: string; readonly secret: boolean }
  /** Computed from variables when a process starts. */
  | { readonly kind: "computed"; readonly expr: Expr; readonly secret: boolean }
  /** Reported as wrong: later checks pass over it. */
  | { readonly kind: "hole" };

/** A setting as the file gives it. */
export interface Located<T> {
  /** Undefined in a hole and where only a running process knows it. */
  readonly value: T | undefined;
  /** Within the quotes, if it has any. */
  readonly span: SourceSpan;
  readonly keySpan: SourceSpan;
  readonly origin: Origin;
}

/** A section as the file gives it. */
export interface BoundSection<M> {
  /** Absent: the file does not have it. */
  readonly entry?: Entry;
  readonly settings: Bound<M>;
}

/** What binding makes of the members of a section; a setting that the file leaves out is undefined. */
export type Bound<M> = {
  readonly [K in keyof M as M[K] extends Later ? never : K]: BoundMember<M[K]>;
};

export type BoundMember<S> =
  S extends Setting<infer T>
    ? Located<T> | undefined
    : S extends Section<infer N>
      ? BoundSection<N>
      : S extends Raw
        ? Entry | undefined
        : never;

/** A setting of `type`; `facts` hold its default, its variable, and what else is true of it. */
export function setting<T>(
  type: Type<T>,
  doc: string,
  facts: Omit<Setting<T>, "kind" | "type" | "doc"> = {},
): Setting<T> {
  return { kind: "setting", type, doc, ...facts };
}

export function section<M extends Members>(doc: string, members: M): Section<M> {
  return { kind: "section", doc, members };
}

export function raw(doc: string): Raw {
  return { kind: "raw", doc };
}

export function later(doc: string): Later {
  return { kind: "later", doc };
}

/** The same settings without defaults and variables: what one job may set for itself. */
export function overridesOf<M extends Members>(members: M): M {
  const entries = Object.entries(members).map(([key, member]) => {
    if (member.kind !== "setting") return [key, member] as const;
    const { default: _default, variable: _variable, ...override } = member;
    return [key, override] as const;
  });
  return Object.fromEntries(entries) as M;
}
