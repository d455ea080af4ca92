import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Dispatcher } from "../../../src/runtime/dispatch/dispatcher.js";
import { StrictShare } from "../../../src/runtime/dispatch/strict.js";
import type { Fetched, SlotWorker } from "../../../src/runtime/worker/bullmq.js";
import { Counters } from "../../../src/runtime/worker/counters.js";
import { SlotPool } from "../../../src/runtime/worker/slot-pool.js";
import { memoryLogger } from "../../support/projects.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A pool of one slot on a queue in which every look finds the same; nothing is ever heard of it. */
function poolOf(found: () => Fetched, idleLook: number) {
  const looks: number[] = [];
  const start = Date.now();
  const worker = {
    id: "worker",
    name: "default",
    async fetch() {
      looks.push(Date.now() - start);
      return found();
    },
  };
  const pool = new SlotPool({
    workers: [worker as unknown as SlotWorker],
    dispatcher: new Dispatcher(1, 1, new StrictShare()),
    wakeUp: {
      next: () => new Promise(() => {}),
      cancel() {},
      async giveBack() {},
      async close() {},
    },
    counters: new Counters(),
    logger: memoryLogger(),
    runner: { zombies: 0, zombieOf: () => undefined },
    idleLook,
  });
  return { pool, looks };
}

const nothing: Fetched = { job: undefined, limit: 0, until: 0 };

test("looks into an empty queue as often as the profile says, though nothing is heard", async () => {
  const { pool, looks } = poolOf(() => nothing, 2000);
  pool.start();
  await vi.advanceTimersByTimeAsync(7000);
  pool.stop();
  expect(looks).toEqual([0, 2000, 4000, 6000]);
});

test("looks earlier where a delayed job is due or a limit ends before that", async () => {
  const due = Date.now() + 700;
  const { pool, looks } = poolOf(() => ({ ...nothing, until: Date.now() < due ? due : 0 }), 2000);
  pool.start();
  await vi.advanceTimersByTimeAsync(3000);
  pool.stop();
  expect(looks).toEqual([0, 700, 2700]);
  const limited = poolOf(() => ({ ...nothing, limit: 1500 }), 2000);
  limited.pool.start();
  await vi.advanceTimersByTimeAsync(3000);
  limited.pool.stop();
  expect(limited.looks).toEqual([0, 1500, 3000]);
});

test("waits for weeks where it is told to, past what a timer can count to", async () => {
  const weeks = 5 * 7 * 86_400_000;
  const { pool, looks } = poolOf(() => nothing, weeks);
  pool.start();
  await vi.advanceTimersByTimeAsync(weeks);
  pool.stop();
  expect(looks).toEqual([0, weeks]);
});
