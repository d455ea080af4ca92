// Why: Delayed Job's semantics: jobs in PostgreSQL, executions counted rather than retries.

import { section, setting } from "../schema/define.js";
import { duration } from "../schema/types/duration.js";
import { integer } from "../schema/types/numbers.js";
import { onOff } from "../schema/types/switch.js";
import { variableForm } from "../schema/types/text.js";
import type { Backend } from "./define.js";
import { concurrency, fetchMode, postgresUrl, weightedQueues } from "./settings.js";

const schemaName = variableForm(
  "the name of a schema: lower-case letters, digits, and `_`",
  /^[a-z_][a-z0-9_]{0,62}$/,
);

export const delayedJob = {
  name: "delayed_job",
  doc: "Jobs in PostgreSQL, the lowest priority number first, as Delayed Job has them.",
  variablePrefix: "DELAYED_JOB",
  section: section("The profile `delayed_job`.", {
    database_url: setting(postgresUrl, "The PostgreSQL server and database.", {
      variable: "DATABASE_URL",
    }),
    listen_url: setting(
      postgresUrl,
      "The server itself, where `database_url` is a transaction pooler.",
    ),
    schema: setting(schemaName, "The schema of the jobs' tables.", { default: "bullmq" }),
    pool: setting(integer({ min: 1, max: 1_000 }), "Connections of a process.", { default: 10 }),
    concurrency: concurrency(1, "DELAYED_JOB_CONCURRENCY"),
    queues: weightedQueues,
    fetch: fetchMode("DELAYED_JOB_FETCH"),
    max_attempts: setting(
      integer({ min: 1 }),
      "Runs in all, of jobs that set no retry of their own; the wait after the n-th failure is 5 + n^4 s.",
      { default: 3, variable: "DELAYED_JOB_MAX_ATTEMPTS" },
    ),
    delay_jobs: setting(
      onOff,
      "False: jobs run in the call that enqueues them, and what they throw is thrown there.",
      {
        default: true,
        variable: "DELAYED_JOB_DELAY_JOBS",
      },
    ),
    sleep_delay: setting(
      duration({ min: 1 }),
      "The longest idle time between looks, where no notification comes.",
      {
        default: 5_000,
        variable: "DELAYED_JOB_SLEEP_DELAY",
      },
    ),
    max_run_time: setting(duration({ min: 1 }), "No job's timeout is longer.", {
      default: 4 * 3_600_000,
    }),
  }),
} satisfies Backend;
