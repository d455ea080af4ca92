// Why: the one list of backends. A new one is a file and a line here.

import { bullmq } from "./bullmq.js";
import type { Backend } from "./define.js";
import { delayedJob } from "./delayed-job.js";
import { resque } from "./resque.js";
import { sidekiq } from "./sidekiq.js";

/** Every backend, the native one first, in the order in which messages name them. */
export const backends: readonly Backend[] = [bullmq, sidekiq, delayedJob, resque];
