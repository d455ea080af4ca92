// Why: rules on the profile `delayed_job` compare its settings as they are in force, set or by default.

import { delayedJob } from "../../backends/delayed-job.js";
import type { Model, Policy } from "../../model/model.js";
import type { Located } from "../../schema/define.js";

/** A setting in force. */
export interface InForce {
  /** Undefined where only the environment knows, and in a hole. */
  readonly value: number | undefined;
  /** Absent: the file does not set it. */
  readonly located?: Located<number>;
}

/** The settings of the profile that rules compare; times are milliseconds. */
export type DelayedJobSettings = Readonly<
  Record<"max_attempts" | "max_run_time" | "concurrency" | "pool", InForce>
>;

/** The settings of `delayed_job` if that is the backend that is selected. */
export function delayedJobOf({ selected }: Model): DelayedJobSettings | undefined {
  if (selected?.backend.name !== delayedJob.name) return undefined;
  const { members } = delayedJob.section;
  const inForce = (key: keyof DelayedJobSettings): InForce => {
    const located = selected.settings[key] as Located<number> | undefined;
    return located === undefined
      ? { value: members[key].default }
      : { value: located.value, located };
  };
  return {
    max_attempts: inForce("max_attempts"),
    max_run_time: inForce("max_run_time"),
    concurrency: inForce("concurrency"),
    pool: inForce("pool"),
  };
}

/** The settings of a job's retries. */
export const RETRY_KEYS = [
  "retry_attempts",
  "retry_delay",
  "retry_backoff",
  "retry_jitter",
  "retry_delay_max",
] as const satisfies readonly (keyof Policy)[];

/** Whether a job sets a retry of its own: then the profile does not decide about its retries. */
export function hasOwnRetry(own: Policy): boolean {
  return RETRY_KEYS.some((key) => own[key] !== undefined);
}
