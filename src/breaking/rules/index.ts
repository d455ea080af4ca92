// Why: the one list of checks on a change. A new one is a file and a line here.

import type { BreakingRule } from "../rule.js";
import { checkChangedBackend } from "./changed-backend.js";
import { checkChangedDatabase } from "./changed-database.js";
import { checkChangedDefault } from "./changed-default.js";
import { checkChangedPrefix } from "./changed-prefix.js";
import { checkChangedType } from "./changed-type.js";
import { checkChangedUnique } from "./changed-unique.js";
import { checkFewerLosses } from "./fewer-losses.js";
import { checkFewerRetries } from "./fewer-retries.js";
import { checkFinalTimeout } from "./final-timeout.js";
import { checkLoweredVersion } from "./lowered-version.js";
import { checkMovedJob } from "./moved-job.js";
import { checkNarrowedBounds } from "./narrowed-bounds.js";
import { checkNeedlessVersion } from "./needless-version.js";
import { checkRemovedChoice } from "./removed-choice.js";
import { checkRemovedField } from "./removed-field.js";
import { checkRemovedJob } from "./removed-job.js";
import { checkRemovedNull } from "./removed-null.js";
import { checkRemovedQueue } from "./removed-queue.js";
import { checkRemovedSchedule } from "./removed-schedule.js";
import { checkRenamedJob } from "./renamed-job.js";
import { checkRenamedSchedule } from "./renamed-schedule.js";
import { checkRequiredField } from "./required-field.js";
import { checkShorterTimeout } from "./shorter-timeout.js";
import { checkSoonerExpiry } from "./sooner-expiry.js";
import { checkUpcastNeeded } from "./upcast-needed.js";

/** Every check on a change, by category. */
export const breakingRules: readonly BreakingRule[] = [
  checkRequiredField,
  checkRemovedField,
  checkChangedType,
  checkNarrowedBounds,
  checkRemovedChoice,
  checkRemovedNull,
  checkChangedDefault,
  checkLoweredVersion,
  checkNeedlessVersion,
  checkUpcastNeeded,
  checkRemovedJob,
  checkRenamedJob,
  checkMovedJob,
  checkChangedUnique,
  checkRemovedQueue,
  checkFewerRetries,
  checkShorterTimeout,
  checkFinalTimeout,
  checkFewerLosses,
  checkSoonerExpiry,
  checkChangedBackend,
  checkChangedDatabase,
  checkChangedPrefix,
  checkRemovedSchedule,
  checkRenamedSchedule,
];
