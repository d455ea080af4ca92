// Why: jobs are in one database under one prefix; a worker that looks elsewhere finds none of them.

import { type Label, labelAt } from "../../diagnostics/diagnostic.js";
import type { Model } from "../../model/model.js";
import { type Keyspace, keyspaceOf } from "../../rules/profile/keyspace.js";
import type { SourceSpan } from "../../source/source.js";
import { passwordsIn } from "../../source/url-password.js";

/** Where the selected profile keeps its jobs. */
export interface Store {
  readonly backend: string;
  readonly backendSpan: SourceSpan;
  readonly database: Part;
  readonly dividedBy: Keyspace["dividedBy"];
  /** What its keys begin with, or the schema of its tables. */
  readonly prefix: Part;
}

/** Undefined as a value where only the environment knows. */
export interface Part {
  /** Without user and password. */
  readonly value: string | undefined;
  readonly span: SourceSpan;
}

/** The stores of both files; undefined when a backend is known to the environment only. */
export function storesOf(before: Model, after: Model): readonly [Store, Store] | undefined {
  const [was, is] = [storeOf(before), storeOf(after)];
  return was === undefined || is === undefined ? undefined : [was, is];
}

/** Whether both values are known, and not the same. */
export function differ(one: Part, other: Part): boolean {
  return one.value !== undefined && other.value !== undefined && one.value !== other.value;
}

/** Whether both values are known to be the same. */
export function agree(one: Part, other: Part): boolean {
  return one.value !== undefined && one.value === other.value;
}

/** The place of a part, with what it is. */
export function labelOf({ span, value }: Part, tense: "is" | "was"): Label {
  return labelAt(span, `${tense} \`${value ?? ""}\``);
}

/** What becomes of the jobs that are there. */
export const LEFT_BEHIND = "queued jobs stay where they are, and no worker looks there any more";

/** How they are run all the same. */
export const DRAIN =
  "let a worker of the code before this change empty the queues: `tsk-gen work --drain`";

function storeOf({ selected, backend }: Model): Store | undefined {
  if (selected === undefined || backend === undefined) return undefined;
  const at = selected.block?.keySpan ?? backend.span;
  const { url, database, dividedBy, prefix } = keyspaceOf(selected);
  const isShown = url.value === undefined || passwordsIn(url.value).length === 0;
  return {
    backend: selected.backend.name,
    backendSpan: backend.span,
    // A line with a password is not shown.
    database: { value: database, span: isShown ? (url.located?.span ?? at) : at },
    dividedBy,
    prefix: { value: prefix.value, span: prefix.located?.span ?? at },
  };
}
