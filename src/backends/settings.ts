// Why: settings that several profiles share, each with variables of its own.

import { raw, section, setting } from "../schema/define.js";
import { choice } from "../schema/types/choice.js";
import { integer } from "../schema/types/numbers.js";
import { text, variableForm } from "../schema/types/text.js";
import { storeUrl } from "../schema/types/url.js";
import { fetchModes } from "./define.js";

const keyPrefix = variableForm("a key prefix without spaces", /^[^\s\p{Cc}]{1,100}$/u);

/** The url of a Redis server. */
export const redisUrl = storeUrl(["redis", "rediss"], ["redis+sentinel", "redis+cluster"]);

/** The url of a PostgreSQL server. */
export const postgresUrl = storeUrl(["postgres", "postgresql"]);

/** `concurrency`: one budget of slots for all queues of a process. */
export function concurrency(slots: number, variable: string) {
  return setting(
    integer({ min: 1, max: 1_000 }),
    "How many jobs a process runs at once, all its queues together.",
    { default: slots, variable, aliases: ["threads", "workers", "max_concurrency"] },
  );
}

/** `prefix`: what every key in Redis begins with. */
export function prefix(fallback: string, variable: string) {
  return setting(keyPrefix, "What every key in Redis begins with.", {
    default: fallback,
    variable,
  });
}

/** `fetch`: how a free slot picks its queue. Its default follows from the queues. */
export function fetchMode(variable: string) {
  return setting(
    choice(fetchModes),
    "How a free slot picks its queue: by weight, by weighted time, or the first that has a job.",
    { variable },
  );
}

/** `queues` with weights. */
export const weightedQueues = raw(
  "Queues and their weights, each a share of picks; a list, or all 0: strict order.",
);

/** `tls`: files are read when a process starts. */
export const tls = section("Files for `rediss://`, in PEM format.", {
  ca_file: setting(
    text,
    "Certificates of the authorities to trust, instead of those of the system.",
  ),
  cert_file: setting(text, "The certificate that a process shows of itself."),
  key_file: setting(text, "The private key of that certificate."),
});
