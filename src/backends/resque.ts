// Why: Resque's semantics: queues in strict order, one job at a time.

import { later, raw, section, setting } from "../schema/define.js";
import { variableForm } from "../schema/types/text.js";
import type { Backend } from "./define.js";
import { redisUrl, tls } from "./settings.js";

const namespace = variableForm("a namespace without spaces", /^[^\s\p{Cc}]{1,100}$/u);

export const resque = {
  name: "resque",
  doc: "Queues in strict order on Redis, one job at a time, as Resque has them.",
  fetch: "strict",
  section: section("The profile `resque`.", {
    redis_url: setting(redisUrl, "The Redis server and database.", {
      default: "redis://localhost:6379/4",
      variable: "RESQUE_REDIS_URL",
    }),
    namespace: setting(namespace, "What every key in Redis begins with.", {
      default: "resque:tusk",
      variable: "RESQUE_NAMESPACE",
    }),
    queues: raw("A list of queues, in order."),
    isolate: later("Runs each job in a process of its own."),
    tls,
  }),
} satisfies Backend;
