// Why: how jobs are retried, timed, and kept: `queue.jobs` sets it for all, each job may for itself.

import { overridesOf, section, setting } from "./define.js";
import { backoff } from "./types/backoff.js";
import { choice } from "./types/choice.js";
import { duration } from "./types/duration.js";
import { integer, number } from "./types/numbers.js";
import { retention } from "./types/retention.js";
import { unique } from "./types/unique.js";

const SECOND = 1_000;
const DAY = 86_400_000;

/** BullMQ's largest priority. */
const LAST_PRIORITY = 2_097_151;

/** The settings of `queue.jobs`. */
export const policyMembers = {
  retry_attempts: setting(
    integer({ min: 0 }),
    "Retries after the first run: 3 means at most 4 runs.",
    {
      default: 3,
      variable: "JOB_RETRY_ATTEMPTS",
      aliases: ["max_retries", "retries", "attempts", "max_attempts", "retry", "retry_limit"],
    },
  ),
  retry_delay: setting(duration(), "The base of the waits between runs.", {
    default: 60 * SECOND,
    variable: "JOB_RETRY_DELAY",
    aliases: ["delay", "retry_in", "backoff_delay", "retry_interval", "retry_wait"],
  }),
  retry_backoff: setting(
    backoff,
    "The wait before retry n = 0, 1, ...: `exponential` is the base times 2^n, `fixed` the base, " +
      "`sidekiq` n^4 + 15 + rand(10) * (n + 1) s, `delayed_job` 5 + (n + 1)^4 s; or a list of waits.",
    { default: "exponential", aliases: ["backoff", "backoff_type", "backoff_strategy"] },
  ),
  retry_jitter: setting(
    number({ min: 0, max: 1 }),
    "The random part of each wait, as a fraction.",
    {
      default: 0,
      aliases: ["jitter"],
    },
  ),
  retry_delay_max: setting(duration(), "No wait is longer.", {
    aliases: ["max_delay", "max_backoff", "max_retry_delay"],
  }),
  timeout: setting(
    duration({ min: 1 }),
    "After it the handler's signal fires, and after `timeout_grace` the run fails.",
    {
      default: 300 * SECOND,
      variable: "JOB_TIMEOUT",
      aliases: ["max_run_time", "max_runtime", "time_limit"],
    },
  ),
  timeout_grace: setting(duration(), "How long a handler may go on once its signal has fired.", {
    default: 5 * SECOND,
  }),
  on_timeout: setting(
    choice(["retry", "fail"]),
    "Whether a run that timed out is retried, or fails for good.",
    { default: "retry" },
  ),
  lock: setting(
    duration({ min: SECOND }),
    "A process that is silent for so long loses its jobs, which then run again.",
    { default: 30 * SECOND },
  ),
  max_stalled: setting(integer({ min: 0 }), "A job that is lost more often is dead.", {
    default: 3,
  }),
  batch_size: setting(integer({ min: 1 }), "How many jobs of a batch are enqueued at once.", {
    default: 100,
    variable: "JOB_BATCH_SIZE",
  }),
  keep_completed: setting(
    retention,
    "How long completed jobs are kept, and at most how many a queue.",
    { default: { age: DAY, count: 1_000 }, aliases: ["remove_on_complete", "retention"] },
  ),
  keep_failed: setting(retention, "How long dead jobs are kept, and at most how many a queue.", {
    default: { age: 180 * DAY, count: 10_000 },
    aliases: ["remove_on_fail"],
  }),
  priority: setting(
    integer({ min: 0, max: LAST_PRIORITY }),
    "The order inside a queue, the lowest number first; 0 unless set.",
  ),
  expires_in: setting(
    duration({ min: 1 }),
    "Once a job has been due for so long, it is not run any more: it ends as expired, and is not dead.",
    { aliases: ["expires", "expire_in", "ttl", "max_age"] },
  ),
  unique: setting(
    unique,
    "One live job of a queue for each value of the payload fields `by`: another enqueue adds nothing and " +
      "answers with its id. After `for` a job keeps others out no more; without `for`, until it is done " +
      "or dead. Recurring schedules take no part.",
    { constant: true, aliases: ["unique_by", "deduplication", "dedupe"] },
  ),
} as const;

/** `queue.jobs`. */
export const policySection = section("Defaults of every job.", policyMembers);

/** What a job may set of it for itself: the same, without defaults and variables. */
export const policyOverrides = overridesOf(policyMembers);
