// Why: how messages read is designed, not left to the renderer. These are the design's examples as data.

import type { Diagnostic } from "../../../src/diagnostics/diagnostic.js";
import { fileWith, labelAt } from "./build.js";

export interface Example {
  readonly diagnostic: Diagnostic;
  readonly text: string;
}

const path = "config/queue.tusk";

function unknownBackend(): Example {
  const source = fileWith(path, { 3: '  backend: "sidekik"  # sidekiq, delayed_job, resque' });
  const primary = labelAt(source, 3, "sidekik");
  return {
    diagnostic: {
      code: "TSK2004",
      name: "unknown-backend",
      severity: "error",
      message: "there is no backend called `sidekik`",
      primary,
      related: [],
      notes: ["backends in this build: bullmq, sidekiq, delayed_job, and resque"],
      help: "did you mean `sidekiq`?",
      fix: { title: "write `sidekiq`", safe: true, edits: [{ ...primary, insert: "sidekiq" }] },
    },
    text: `
error[TSK2004 unknown-backend]: there is no backend called \`sidekik\`
 --> config/queue.tusk:3:13
  |
3 |   backend: "sidekik"  # sidekiq, delayed_job, resque
  |             ^^^^^^^
  |
  = help: did you mean \`sidekiq\`?   [fixable]
  = note: backends in this build: bullmq, sidekiq, delayed_job, and resque
`,
  };
}

function badDedent(): Example {
  const source = fileWith(path, { 8: "      default: 1", 9: "   high: 5" });
  const primary = labelAt(
    source,
    9,
    "high",
    "columns 1, 3, 5, and 7 would each mean something; 4 does not",
  );
  const at = { start: primary.span.start, end: primary.span.start };
  return {
    diagnostic: {
      code: "TSK1003",
      name: "bad-dedent",
      severity: "error",
      message: "this line starts at column 4, where no block is open",
      primary,
      related: [labelAt(source, 8, "default", "the open block is at column 7")],
      notes: [],
      help: "add 3 spaces to make `high` a queue, next to `default`",
      fix: { title: "add 3 spaces", safe: true, edits: [{ source, span: at, insert: "   " }] },
    },
    text: `
error[TSK1003 bad-dedent]: this line starts at column 4, where no block is open
 --> config/queue.tusk:9:4
  |
8 |       default: 1
  |       ------- the open block is at column 7
9 |    high: 5
  |    ^^^^ columns 1, 3, 5, and 7 would each mean something; 4 does not
  |
  = help: add 3 spaces to make \`high\` a queue, next to \`default\`   [fixable]
`,
  };
}

function unknownQueue(): Example {
  const source = fileWith(path, { 7: "    queues:", 41: "    queue: urgent" });
  return {
    diagnostic: {
      code: "TSK5001",
      name: "unknown-queue",
      severity: "error",
      message: "job `WelcomeEmail` goes to queue `urgent`, which is not declared",
      primary: labelAt(source, 41, "urgent", "not one of them"),
      related: [labelAt(source, 7, "queues", "declared here: default, high, low, and critical")],
      notes: ["the job would be stored and no worker would ever fetch it"],
      help: "send it to `critical`, the heaviest one, or add `urgent: 1` under `queues`",
    },
    text: `
error[TSK5001 unknown-queue]: job \`WelcomeEmail\` goes to queue \`urgent\`, which is not declared
  --> config/queue.tusk:41:12
   |
 7 |     queues:
   |     ------ declared here: default, high, low, and critical
   :
41 |     queue: urgent
   |            ^^^^^^ not one of them
   |
   = note: the job would be stored and no worker would ever fetch it
   = help: send it to \`critical\`, the heaviest one, or add \`urgent: 1\` under \`queues\`
`,
  };
}

function weightZeroIsOne(): Example {
  const source = fileWith(path, { 9: "      high: 5", 10: "      low: 0" });
  return {
    diagnostic: {
      code: "TSK5004",
      name: "weight-zero-is-one",
      severity: "warning",
      message: "weight 0 does not pause a queue here; it counts as 1",
      primary: labelAt(source, 10, "0", "so this 0 is read as 1"),
      related: [labelAt(source, 9, "5", "one weight above 0 makes the whole set weighted")],
      notes: [
        "0 means strict order only when every queue has it (Sidekiq's rule, kept here)",
        "as written, the first pick is default 14%, high 71%, low 14%",
      ],
      help: "remove `low` from this worker, or give it a positive weight",
    },
    text: `
warning[TSK5004 weight-zero-is-one]: weight 0 does not pause a queue here; it counts as 1
  --> config/queue.tusk:10:12
   |
 9 |       high: 5
   |             - one weight above 0 makes the whole set weighted
10 |       low: 0
   |            ^ so this 0 is read as 1
   |
   = note: 0 means strict order only when every queue has it (Sidekiq's rule, kept here)
   = note: as written, the first pick is default 14%, high 71%, low 14%
   = help: remove \`low\` from this worker, or give it a positive weight
`,
  };
}

function runawayBackoff(): Example {
  const source = fileWith(path, { 26: "    retry_attempts: 25", 27: "    retry_delay: 60" });
  return {
    diagnostic: {
      code: "TSK5007",
      name: "runaway-backoff",
      severity: "warning",
      message: "the last retry would wait 31.9 years",
      primary: labelAt(
        source,
        26,
        "25",
        "25 retries, each waiting twice as long as the one before",
      ),
      related: [labelAt(source, 27, "60", "first wait: 1 minute")],
      notes: ["retry 5 waits 16 minutes; 10, 8.5 hours; 15, 11 days; 20, 1 year"],
      help: "with 10 retries the job is given up after 17 hours",
    },
    text: `
warning[TSK5007 runaway-backoff]: the last retry would wait 31.9 years
  --> config/queue.tusk:26:21
   |
26 |     retry_attempts: 25
   |                     ^^ 25 retries, each waiting twice as long as the one before
27 |     retry_delay: 60
   |                  -- first wait: 1 minute
   |
   = note: retry 5 waits 16 minutes; 10, 8.5 hours; 15, 11 days; 20, 1 year
   = help: with 10 retries the job is given up after 17 hours
`,
  };
}

function refusedOperator(): Example {
  const source = fileWith(path, { 5: '    redis_url: @shell("vault read redis")' });
  return {
    diagnostic: {
      code: "TSK4006",
      name: "refused-operator",
      severity: "error",
      message: "`@shell` cannot run while a file is being compiled",
      primary: labelAt(source, 5, "@shell", "would execute a command on every `tsk-gen check`"),
      related: [],
      notes: [],
      help: 'use `@env("REDIS_URL")`, which is read when the worker starts',
    },
    text: `
error[TSK4006 refused-operator]: \`@shell\` cannot run while a file is being compiled
 --> config/queue.tusk:5:16
  |
5 |     redis_url: @shell("vault read redis")
  |                ^^^^^^ would execute a command on every \`tsk-gen check\`
  |
  = help: use \`@env("REDIS_URL")\`, which is read when the worker starts
`,
  };
}

function handlerPayload(): Example {
  const handler = fileWith("handlers/welcome-email.ts", {
    4: "export default async function ({ userId }: { userId: string }) {",
  });
  const config = fileWith(path, { 43: "      user_id: int" });
  return {
    diagnostic: {
      code: "TSK7002",
      name: "handler-payload",
      severity: "error",
      message: "handler `welcomeEmail` does not accept what queue.tusk sends",
      primary: {
        ...labelAt(handler, 4, "userId: string", "expects text"),
      },
      related: [labelAt(config, 43, "int", "so the payload has `userId: number`")],
      notes: [],
      help: "change one of the two; the payload type is generated from queue.tusk",
    },
    text: `
error[TSK7002 handler-payload]: handler \`welcomeEmail\` does not accept what queue.tusk sends
  --> handlers/welcome-email.ts:4:46
   |
 4 | export default async function ({ userId }: { userId: string }) {
   |                                              ^^^^^^^^^^^^^^ expects text
  ::: config/queue.tusk:43:16
   |
43 |       user_id: int
   |                --- so the payload has \`userId: number\`
   |
   = help: change one of the two; the payload type is generated from queue.tusk
`,
  };
}

export const examples: readonly Example[] = [
  unknownBackend(),
  badDedent(),
  unknownQueue(),
  weightZeroIsOne(),
  runawayBackoff(),
  refusedOperator(),
  handlerPayload(),
];
