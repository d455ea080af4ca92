// Why: a death is worth telling at once; a thousand deaths of one cause are worth one line with a number.

import type { Death, Logger, QueueHealth } from "../interfaces.js";
import { within } from "../within.js";
import { postEvent, type WebhookEvent, type WebhookOptions } from "./webhook.js";

/** A job class is told of at most this often, in milliseconds. */
const INTERVAL = 60_000;
/** How much of an error's text is told, in characters. */
const MESSAGE_MAX = 1_000;

/** Deaths of one job class since it was last told of. */
interface Tally {
  count: number;
  last: Death | undefined;
  readonly timer: NodeJS.Timeout;
}

export class Alerts {
  readonly #options: WebhookOptions;
  readonly #logger: Logger;
  readonly #tallies = new Map<string, Tally>();
  readonly #posts = new Set<Promise<void>>();
  readonly #closing = new AbortController();

  constructor(options: WebhookOptions, logger: Logger) {
    this.#options = options;
    this.#logger = logger;
  }

  /** The first death of a job class is told at once, those of the next minute together. */
  died(death: Death): void {
    const tally = this.#tallies.get(death.job);
    if (tally === undefined) {
      this.#post(deathEvent(death, 1));
      this.#begin(death.job);
    } else {
      tally.count++;
      tally.last = death;
    }
  }

  healthChanged({ status, queues, timestamp, error }: QueueHealth): void {
    const data = { status, queues, ...(error !== undefined && { error }) };
    const at = new Date(timestamp);
    this.#post({ id: `health:${timestamp}`, type: "health.changed", timestamp: at, data });
  }

  /** Tells what has not been told yet; takes no longer than `longest` milliseconds. */
  async close(longest: number): Promise<void> {
    for (const job of this.#tallies.keys()) this.#tell(job);
    await within(Promise.all(this.#posts), longest);
    this.#closing.abort();
    await Promise.all(this.#posts);
  }

  #begin(job: string): void {
    const timer = setTimeout(() => {
      if (this.#tell(job)) this.#begin(job);
    }, INTERVAL);
    timer.unref();
    this.#tallies.set(job, { count: 0, last: undefined, timer });
  }

  /** Answers whether there was anything to tell. */
  #tell(job: string): boolean {
    const tally = this.#tallies.get(job);
    clearTimeout(tally?.timer);
    this.#tallies.delete(job);
    if (tally?.last === undefined) return false;
    this.#post(deathEvent(tally.last, tally.count));
    return true;
  }

  #post(event: WebhookEvent): void {
    const posted = postEvent(this.#options, event, this.#closing.signal).catch((error: Error) => {
      this.#logger.error({ event: event.type, id: event.id }, `no alert sent: ${error.message}`);
    });
    this.#posts.add(posted);
    void posted.finally(() => this.#posts.delete(posted));
  }
}

/** The latest of some deaths; never with the payload, which may hold what nobody else should see. */
function deathEvent(
  { id, job, queue, error, attempts, diedAt }: Death,
  count: number,
): WebhookEvent {
  return {
    id: `dead:${queue}:${id}:${diedAt.getTime()}`,
    type: "job.dead",
    timestamp: diedAt,
    data: {
      job,
      queue,
      count,
      last: { id, attempts, error: `${error.name}: ${error.message}`.slice(0, MESSAGE_MAX) },
    },
  };
}
