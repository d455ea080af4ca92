// Why: the native profile: nothing is imitated and everything can be set.

import { section, setting } from "../schema/define.js";
import { storeUrl } from "../schema/types/url.js";
import type { Backend } from "./define.js";
import { concurrency, fetchMode, prefix, tls, weightedQueues } from "./settings.js";

const url = storeUrl(
  ["redis", "rediss", "postgres", "postgresql", "embedded"],
  ["redis+sentinel", "redis+cluster"],
);

export const bullmq = {
  name: "bullmq",
  doc: "BullMQ on Redis, PostgreSQL, or the embedded store.",
  variablePrefix: "QUEUE",
  section: section("The profile `bullmq`.", {
    url: setting(url, "The store: a Redis or PostgreSQL server, or `embedded:` and a directory.", {
      default: "redis://localhost:6379",
      variable: "QUEUE_URL",
    }),
    prefix: prefix("bull", "QUEUE_PREFIX"),
    concurrency: concurrency(10, "QUEUE_CONCURRENCY"),
    queues: weightedQueues,
    fetch: fetchMode("QUEUE_FETCH"),
    tls,
  }),
} satisfies Backend;
