// Why: a run costs a few additions; what Prometheus wants is made from them only when it asks.

/** Upper bounds of the buckets, in seconds. */
export const BUCKETS = [0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 900, 3600] as const;

/** Durations counted by size. */
export class Timings {
  /** Of each bucket; the last is everything longer. */
  readonly counts: number[] = Array.from({ length: BUCKETS.length + 1 }, () => 0);
  /** Seconds. */
  sum = 0;

  observe(seconds: number): void {
    const bucket = BUCKETS.findIndex((bound) => seconds <= bound);
    const index = bucket < 0 ? BUCKETS.length : bucket;
    this.counts[index] = (this.counts[index] ?? 0) + 1;
    this.sum += seconds;
  }
}

/** What happened to the jobs of one name in one queue. */
export class JobCounters {
  /** From being due to the start of the first run. */
  readonly wait = new Timings();
  readonly run = new Timings();
  retries = 0;
  deaths = 0;
  expired = 0;
  /** At present. */
  zombies = 0;
}

/** What happened in one queue. */
export class QueueCounters {
  /** Looks that found a job. */
  picks = 0;
  /** Slots that serve the queue at present. */
  busy = 0;
  readonly jobs = new Map<string, JobCounters>();
}

/** Everything that a process counts. */
export class Counters {
  readonly queues = new Map<string, QueueCounters>();

  queue(name: string): QueueCounters {
    const known = this.queues.get(name);
    if (known !== undefined) return known;
    const fresh = new QueueCounters();
    this.queues.set(name, fresh);
    return fresh;
  }

  job(queue: string, name: string): JobCounters {
    const { jobs } = this.queue(queue);
    const known = jobs.get(name);
    if (known !== undefined) return known;
    const fresh = new JobCounters();
    jobs.set(name, fresh);
    return fresh;
  }
}
