// Why: `queue.jobs` sets a policy for all jobs and each job may set its own, so that one change is told once, at
// the setting that makes it.

import { type Label, labelAt } from "../../diagnostics/diagnostic.js";
import type { Job, Model, Policy } from "../../model/model.js";
import { quoted } from "../../schema/wording.js";
import type { SourceSpan } from "../../source/source.js";
import type { Comparison } from "../comparison.js";

/** A setting of jobs as it holds, whichever settings of the file have a say in it. */
export interface PolicySetting<T> {
  /** What jobs have that set nothing of it themselves. */
  readonly ofAll: (model: Model) => InForce<T>;
  /** What a job's own settings come to; undefined when it sets nothing of it. */
  readonly ofJob: (job: Job, model: Model) => InForce<T> | undefined;
}

/** A setting in force. */
export interface InForce<T> {
  /** Undefined where only the environment knows. */
  readonly value: T | undefined;
  /** What set it; absent when it is a default. */
  readonly span?: SourceSpan;
}

/** A setting that is worse than it was. */
export interface Cut<T> {
  /** `` job `welcome_email` ``, or `jobs`. */
  readonly whose: string;
  readonly was: T;
  readonly is: T;
  /** Its place in each file, with what `describe` says of it. */
  readonly at: Label;
  readonly related: Label;
}

/** How a setting is judged, and told. */
export interface Judgement<T> {
  readonly isWorse: (is: T, was: T) => boolean;
  readonly describe: (value: T) => string;
}

/** Where a setting is worse: for all jobs, if some have not their own, and for each that has. */
export function findCuts<T>(
  { before, after, jobs }: Comparison,
  setting: PolicySetting<T>,
  judgement: Judgement<T>,
): Cut<T>[] {
  const [wasOfAll, isOfAll] = [setting.ofAll(before), setting.ofAll(after)];
  const own = jobs.flatMap((job) => {
    const [was, is] = [setting.ofJob(job.before, before), setting.ofJob(job.after, after)];
    if (was === undefined && is === undefined) return [];
    return [
      {
        whose: `job ${quoted(job.after.key)}`,
        was: placed(was ?? { value: wasOfAll.value }, job.before.keySpan),
        is: placed(is ?? { value: isOfAll.value }, job.after.keySpan),
      },
    ];
  });
  const all = {
    whose: "jobs",
    was: placed(wasOfAll, placeOf(before)),
    is: placed(isOfAll, placeOf(after)),
  };
  return [...(own.length < jobs.length ? [all] : []), ...own].flatMap((change) =>
    cutOf(change, judgement),
  );
}

/** The judgement on a number that should not fall. */
export function noLess(describe: (value: number) => string): Judgement<number> {
  return { isWorse: (is, was) => is < was, describe };
}

/** A setting that no other has a say in; `unset` is what holds without it. */
export function plain<T>(
  read: (policy: Policy) => InForce<T> | undefined,
  unset: T | undefined,
): PolicySetting<T> {
  return {
    ofAll: ({ policy }) => read(policy) ?? { value: unset },
    ofJob: ({ settings }) => read(settings),
  };
}

/** Both states of a setting, each with its place. */
interface Change<T> {
  readonly whose: string;
  readonly was: Required<InForce<T>>;
  readonly is: Required<InForce<T>>;
}

function cutOf<T>({ whose, was, is }: Change<T>, { isWorse, describe }: Judgement<T>): Cut<T>[] {
  if (was.value === undefined || is.value === undefined || !isWorse(is.value, was.value)) return [];
  return [
    {
      whose,
      was: was.value,
      is: is.value,
      at: labelAt(is.span, describe(is.value)),
      related: labelAt(was.span, describe(was.value)),
    },
  ];
}

function placed<T>({ value, span }: InForce<T>, otherwise: SourceSpan): Required<InForce<T>> {
  return { value, span: span ?? otherwise };
}

/** Where a setting of all jobs would stand. */
function placeOf({ places, backend }: Model): SourceSpan {
  return places.policy ?? backend?.span ?? places.file;
}
