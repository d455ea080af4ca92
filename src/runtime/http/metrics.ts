// Why: Prometheus is served from the plain counters of the process and one look at the queues, at the
// moment it asks and not before.

import { Counter, Gauge, type Metric, Registry } from "prom-client";
import type { QueueStats } from "../interfaces.js";
import { BUCKETS, Counters, type JobCounters, type Timings } from "../worker/counters.js";

/** What is known at a scrape. */
export interface Snapshot {
  /** `undefined` before the worker has started. */
  readonly counters: Counters | undefined;
  /** Slots of the process. */
  readonly slots: number;
  /** `undefined` when the store does not answer. */
  readonly queues: readonly QueueStats[] | undefined;
}

/** A registry filled from a snapshot. */
export function fillRegistry({ counters, slots, queues }: Snapshot): Registry {
  const registry = new Registry();
  gauge(registry, "tsk_store_up", "Whether the store answers", [
    [{}, queues === undefined ? 0 : 1],
  ]);
  gauge(registry, "tsk_slots", "Slots of the process", [[{}, slots]]);
  fillQueues(registry, queues ?? []);
  fillSlots(registry, counters ?? new Counters());
  fillJobs(registry, counters ?? new Counters());
  return registry;
}

type Labels = Record<string, string>;
type Samples = readonly (readonly [labels: Labels, value: number])[];

function fillQueues(registry: Registry, queues: readonly QueueStats[]): void {
  const each = (name: string, help: string, value: (queue: QueueStats) => number) =>
    gauge(
      registry,
      name,
      help,
      queues.map((queue) => [{ queue: queue.name }, value(queue)]),
    );
  each("tsk_queue_size", "Jobs ready to run", (queue) => queue.size);
  each("tsk_queue_active", "Jobs that run, in the whole fleet", (queue) => queue.active);
  each("tsk_queue_delayed", "Jobs that wait for their time", (queue) => queue.delayed);
  each("tsk_queue_dead", "Jobs that failed for good and are kept", (queue) => queue.failed);
  each("tsk_queue_paused", "Whether the queue is paused", (queue) => Number(queue.paused));
  each(
    "tsk_queue_oldest_age_seconds",
    "How long the job that runs next has been ready",
    (queue) => queue.oldestAge / 1000,
  );
}

function fillSlots(registry: Registry, counters: Counters): void {
  const queues = [...counters.queues];
  const busy = queues.map(([queue, { busy }]): Samples[number] => [{ queue }, busy]);
  const picks = queues.map(([queue, { picks }]): Samples[number] => [{ queue }, picks]);
  gauge(registry, "tsk_slots_busy", "Slots that serve the queue", busy);
  counter(registry, "tsk_picks_total", "Jobs taken from the queue", picks);
}

function fillJobs(registry: Registry, counters: Counters): void {
  const jobs = [...counters.queues].flatMap(([queue, { jobs }]) =>
    [...jobs].map(([job, counted]) => ({ labels: { queue, job }, counted })),
  );
  const samples = (value: (counted: JobCounters) => number): Samples =>
    jobs.map(({ labels, counted }) => [labels, value(counted)]);
  counter(
    registry,
    "tsk_job_retries_total",
    "Runs that failed and are retried",
    samples((c) => c.retries),
  );
  counter(
    registry,
    "tsk_job_deaths_total",
    "Jobs that failed for good",
    samples((c) => c.deaths),
  );
  counter(
    registry,
    "tsk_job_expired_total",
    "Jobs too old to run",
    samples((c) => c.expired),
  );
  gauge(
    registry,
    "tsk_job_zombies",
    "Timed-out handlers that go on",
    samples((c) => c.zombies),
  );
  const timings = (value: (counted: JobCounters) => Timings) =>
    jobs.map(({ labels, counted }) => ({ labels, timings: value(counted) }));
  histogram(
    registry,
    "tsk_job_wait_seconds",
    "From being due to the first run",
    timings((c) => c.wait),
  );
  histogram(
    registry,
    "tsk_job_run_seconds",
    "How long runs take",
    timings((c) => c.run),
  );
}

function gauge(registry: Registry, name: string, help: string, samples: Samples): void {
  const metric = new Gauge({ name, help, labelNames: labelNames(samples), registers: [] });
  for (const [labels, value] of samples) metric.set(labels, value);
  register(registry, metric, samples);
}

function counter(registry: Registry, name: string, help: string, samples: Samples): void {
  const metric = new Counter({ name, help, labelNames: labelNames(samples), registers: [] });
  for (const [labels, value] of samples) metric.inc(labels, value);
  register(registry, metric, samples);
}

/** A metric without samples would be shown as 0, which is more than is known. */
function register(registry: Registry, metric: Metric, samples: Samples): void {
  if (samples.length > 0) registry.registerMetric(metric);
}

function labelNames(samples: Samples): string[] {
  return Object.keys(samples[0]?.[0] ?? {});
}

/** Prom-client's own histogram takes observations, one by one; ours are counted already. */
function histogram(
  registry: Registry,
  name: string,
  help: string,
  series: readonly { readonly labels: Labels; readonly timings: Timings }[],
): void {
  const values = series.flatMap(({ labels, timings }) => histogramValues(name, labels, timings));
  const metric = {
    name,
    help,
    type: "histogram",
    get: async () => ({ name, help, type: "histogram", values }),
  };
  registry.registerMetric(metric as unknown as Metric);
}

interface HistogramValue {
  readonly metricName: string;
  readonly labels: Record<string, string | number>;
  readonly value: number;
}

function histogramValues(name: string, labels: Labels, { counts, sum }: Timings): HistogramValue[] {
  let total = 0;
  const buckets = counts.map((count, index) => {
    total += count;
    const le = BUCKETS[index] ?? "+Inf";
    return { metricName: `${name}_bucket`, labels: { ...labels, le }, value: total };
  });
  return [
    ...buckets,
    { metricName: `${name}_sum`, labels, value: sum },
    { metricName: `${name}_count`, labels, value: total },
  ];
}
