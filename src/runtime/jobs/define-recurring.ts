// Why: recurring entries are data that one explicit step applies to the store, never a booting worker.

import type { Defined, InputOf, MaybeSchema } from "../interfaces.js";
import type { Duration } from "../settings/duration.js";

type Rhythm =
  | { readonly cron: string; readonly every?: never }
  | { readonly every: Duration; readonly cron?: never };

type SchemaOf<Job> = Job extends Defined<infer Schema> ? Schema : MaybeSchema;

type PayloadOf<Input> = [Input] extends [undefined]
  ? { readonly payload?: never }
  : object extends Input
    ? { readonly payload?: Input }
    : { readonly payload: Input };

/** One recurring entry: which job, when, and with which payload. */
export type RecurringEntry<Job extends Defined = Defined> = Rhythm & {
  readonly job: Job;
  /** An IANA name; UTC unless set. */
  readonly timezone?: string;
} & PayloadOf<InputOf<SchemaOf<Job>>>;

/** An entry whose job is not known by type. */
export interface AnyRecurringEntry {
  readonly job: Defined;
  readonly cron?: string;
  readonly every?: Duration;
  readonly timezone?: string;
  readonly payload?: unknown;
}

/** Declares recurring entries, each with its job's payload. */
export function defineRecurring<const Jobs extends { readonly [key: string]: Defined }>(
  entries: {
    readonly [Key in keyof Jobs]: RecurringEntry<Jobs[Key]>;
  },
): { readonly [Key in keyof Jobs]: RecurringEntry<Jobs[Key]> } {
  return entries;
}
