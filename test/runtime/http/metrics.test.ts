import { expect, test } from "vitest";
import { fillRegistry } from "../../../src/runtime/http/metrics.js";
import { Counters } from "../../../src/runtime/worker/counters.js";

const queue = {
  name: 'a "b"',
  size: 3,
  waiting: 2,
  active: 1,
  delayed: 4,
  failed: 5,
  oldestAge: 1500,
  paused: true,
  healthy: true,
};

function samples(text: string, name: string): string[] {
  return text.split("\n").filter((line) => line.startsWith(name));
}

test("queues are measured by name, whatever the name holds", async () => {
  const registry = fillRegistry({ counters: undefined, slots: 10, queues: [queue] });
  const text = await registry.metrics();
  const labels = '{queue="a \\"b\\""}';
  expect(samples(text, "tsk_queue")).toEqual([
    `tsk_queue_size${labels} 3`,
    `tsk_queue_active${labels} 1`,
    `tsk_queue_delayed${labels} 4`,
    `tsk_queue_dead${labels} 5`,
    `tsk_queue_paused${labels} 1`,
    `tsk_queue_oldest_age_seconds${labels} 1.5`,
  ]);
  expect(samples(text, "tsk_s")).toEqual(["tsk_store_up 1", "tsk_slots 10"]);
  expect(samples(text, "tsk_picks")).toEqual([]);
});

test("a store that does not answer is down, and queues are left out rather than 0", async () => {
  const text = await fillRegistry({ counters: undefined, slots: 1, queues: undefined }).metrics();
  expect(samples(text, "tsk_store_up")).toEqual(["tsk_store_up 0"]);
  expect(samples(text, "tsk_queue")).toEqual([]);
});

test("jobs are counted by queue and name, durations in buckets that add up", async () => {
  const counters = new Counters();
  counters.queue("a").picks = 7;
  counters.queue("a").busy = 2;
  const job = counters.job("a", "J");
  job.retries = 1;
  job.deaths = 2;
  job.expired = 3;
  job.zombies = 4;
  for (const seconds of [0.001, 0.005, 0.02, 0.7, 5000]) job.run.observe(seconds);
  const text = await fillRegistry({ counters, slots: 10, queues: [] }).metrics();
  expect(samples(text, "tsk_slots_busy")).toEqual(['tsk_slots_busy{queue="a"} 2']);
  expect(samples(text, "tsk_picks")).toEqual(['tsk_picks_total{queue="a"} 7']);
  const labels = 'queue="a",job="J"';
  expect(samples(text, "tsk_job_retries")).toEqual([`tsk_job_retries_total{${labels}} 1`]);
  expect(samples(text, "tsk_job_deaths")).toEqual([`tsk_job_deaths_total{${labels}} 2`]);
  expect(samples(text, "tsk_job_expired")).toEqual([`tsk_job_expired_total{${labels}} 3`]);
  expect(samples(text, "tsk_job_zombies")).toEqual([`tsk_job_zombies{${labels}} 4`]);
  expect(text).toContain("# TYPE tsk_job_run_seconds histogram");
  const buckets = samples(text, "tsk_job_run_seconds_bucket").map((line) =>
    line.replace(`${labels},`, ""),
  );
  expect(buckets).toEqual([
    'tsk_job_run_seconds_bucket{le="0.005"} 2',
    'tsk_job_run_seconds_bucket{le="0.01"} 2',
    'tsk_job_run_seconds_bucket{le="0.05"} 3',
    'tsk_job_run_seconds_bucket{le="0.1"} 3',
    'tsk_job_run_seconds_bucket{le="0.5"} 3',
    'tsk_job_run_seconds_bucket{le="1"} 4',
    'tsk_job_run_seconds_bucket{le="5"} 4',
    'tsk_job_run_seconds_bucket{le="10"} 4',
    'tsk_job_run_seconds_bucket{le="30"} 4',
    'tsk_job_run_seconds_bucket{le="60"} 4',
    'tsk_job_run_seconds_bucket{le="300"} 4',
    'tsk_job_run_seconds_bucket{le="900"} 4',
    'tsk_job_run_seconds_bucket{le="3600"} 4',
    'tsk_job_run_seconds_bucket{le="+Inf"} 5',
  ]);
  expect(samples(text, "tsk_job_run_seconds_count")).toEqual([
    `tsk_job_run_seconds_count{${labels}} 5`,
  ]);
  expect(samples(text, "tsk_job_run_seconds_sum")).toEqual([
    `tsk_job_run_seconds_sum{${labels}} 5000.726`,
  ]);
});
