// Why: Sidekiq's semantics: weighted queues on Redis.

import { section, setting } from "../schema/define.js";
import type { Backend } from "./define.js";
import { concurrency, fetchMode, prefix, redisUrl, tls, weightedQueues } from "./settings.js";

export const sidekiq = {
  name: "sidekiq",
  doc: "Weighted queues on Redis, as Sidekiq has them.",
  variablePrefix: "SIDEKIQ",
  section: section("The profile `sidekiq`.", {
    redis_url: setting(redisUrl, "The Redis server and database.", {
      default: "redis://localhost:6379/3",
      variable: "SIDEKIQ_REDIS_URL",
    }),
    prefix: prefix("bull", "SIDEKIQ_PREFIX"),
    concurrency: concurrency(10, "SIDEKIQ_CONCURRENCY"),
    queues: weightedQueues,
    fetch: fetchMode("SIDEKIQ_FETCH"),
    tls,
  }),
} satisfies Backend;
