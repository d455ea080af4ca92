// Why: the one list of checks, from what decides most to what decides least. A new one is a file and a line
// here.

import { checkConcurrencyPastPool } from "./concurrency-past-pool.js";
import { checkCronNeverFires } from "./cron-never-fires.js";
import { checkCronSyntax } from "./cron-syntax.js";
import { checkDuplicateName } from "./duplicate-name.js";
import { checkGroupPayload } from "./group-payload.js";
import { checkLockOutlivesTimeout } from "./lock-outlives-timeout.js";
import { checkOverruledRetries } from "./overruled-retries.js";
import { checkPlainTextSecret } from "./plain-text-secret.js";
import { checkRepeatedJob } from "./repeated-job.js";
import { checkReservedName } from "./reserved-name.js";
import type { Rule } from "./rule.js";
import { checkRunawayBackoff } from "./runaway-backoff.js";
import { checkSchedulePayload } from "./schedule-payload.js";
import { checkSharedDatabase } from "./shared-database.js";
import { checkSharedVariable } from "./shared-variable.js";
import { checkTimeoutOutlivesShutdown } from "./timeout-outlives-shutdown.js";
import { checkTimeoutPastMaxRunTime } from "./timeout-past-max-run-time.js";
import { checkUnknownJob } from "./unknown-job.js";
import { checkUnknownQueue } from "./unknown-queue.js";
import { checkUnreachableUnique } from "./unreachable-unique.js";
import { checkUnservedQueue } from "./unserved-queue.js";
import { checkWeightZero } from "./weight-zero-is-one.js";

/** Every check on the bound model. */
export const rules: readonly Rule[] = [
  checkSharedDatabase,
  checkConcurrencyPastPool,
  checkPlainTextSecret,
  checkSharedVariable,
  checkWeightZero,
  checkReservedName,
  checkDuplicateName,
  checkUnknownQueue,
  checkUnservedQueue,
  checkOverruledRetries,
  checkRunawayBackoff,
  checkTimeoutOutlivesShutdown,
  checkTimeoutPastMaxRunTime,
  checkLockOutlivesTimeout,
  checkUnreachableUnique,
  checkCronSyntax,
  checkCronNeverFires,
  checkUnknownJob,
  checkRepeatedJob,
  checkSchedulePayload,
  checkGroupPayload,
];
