// Why: the program that test processes run; see processes.ts.

import { createInterface } from "node:readline";
import { type PgPool, Worker } from "bullmq";
import { openEmbeddedStore } from "../../../../src/runtime/stores/embedded/index.js";
import { openQueue } from "../../../../src/runtime/stores/queue.js";
import { type Store, StoreDownError, type WakeUp } from "../../../../src/runtime/stores/store.js";
import type { Order } from "./processes.js";

let opened: Store | undefined;
let wakeUp: WakeUp | undefined;
let worker: Worker | undefined;
let load: { stop: boolean; done: Promise<unknown> } | undefined;

for await (const line of createInterface(process.stdin)) {
  const order: Order = JSON.parse(line);
  try {
    say({ answer: (await obey(order)) ?? null });
  } catch (error) {
    say({ error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
  }
}

function say(message: unknown): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

function store(): Store {
  if (opened === undefined) throw new Error("no store is open");
  return opened;
}

async function obey(order: Order): Promise<unknown> {
  switch (order.do) {
    case "open":
      opened = await openEmbeddedStore({
        directory: order.directory,
        log: (said) => say({ said }),
      });
      return undefined;
    case "ready":
      return store().ready(order.timeout);
    case "query":
      return (await poolOf(order.as).query(order.sql)).rows;
    case "add":
      return add(order.queue, order.count);
    case "work":
      return work(order);
    case "load":
      load = startLoad(order.sql);
      return undefined;
    case "unload":
      if (load !== undefined) load.stop = true;
      return load?.done;
    case "listen":
      wakeUp = await store().listen(order.queues);
      return undefined;
    case "next":
      return wakeUp?.next(order.timeout);
    case "close":
      return close();
  }
}

function poolOf(as: "jobs" | "enqueue" = "jobs"): PgPool {
  return as === "jobs" ? store().bullmq.connection : store().producer.connection;
}

/** Adds jobs as an application does: with ids of its own, and again when the connection was lost. */
async function add(name: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  let queue = openQueue(name, store().bullmq);
  for (let number = 0; number < count; number += 1) {
    const jobId = `${process.pid}-${Date.now()}-${number}`;
    while (ids.length === number) {
      try {
        await queue.add("job", { number }, { jobId });
        ids.push(jobId);
      } catch (error) {
        if (!(error instanceof StoreDownError)) throw error;
        await queue.close();
        queue = openQueue(name, store().bullmq);
      }
    }
  }
  await queue.close();
  return ids;
}

async function work(order: Extract<Order, { do: "work" }>): Promise<void> {
  const { factory, ...options } = store().bullmq;
  const handler = () => new Promise((resolve) => setTimeout(resolve, order.milliseconds));
  worker = new Worker(
    order.queue,
    handler,
    {
      ...options,
      concurrency: order.concurrency,
      lockDuration: 10_000,
      // As the runtime has it: the default of 15 s outlasts the locks.
      runRetryDelay: 500,
      stalledInterval: 1000,
      maxStalledCount: 5,
    },
    factory as never,
  );
  worker.on("error", (error) => say({ said: `worker: ${error.message}` }));
  worker.on("active", (job) => say({ said: `active ${job.id}` }));
  worker.on("completed", (job) => say({ said: `completed ${job.id}` }));
  await worker.waitUntilReady();
}

function startLoad(sql: string): { stop: boolean; done: Promise<unknown> } {
  const state = { stop: false, done: Promise.resolve<unknown>(undefined) };
  const run = async () => {
    let ran = 0;
    const failures: string[] = [];
    while (!state.stop) {
      try {
        await poolOf().query(sql);
        ran += 1;
      } catch (error) {
        failures.push(error instanceof Error ? error.message : String(error));
      }
    }
    return { ran, failures };
  };
  state.done = run();
  return state;
}

async function close(): Promise<void> {
  if (load !== undefined) load.stop = true;
  await worker?.close(true);
  await wakeUp?.close();
  await opened?.close();
  load = undefined;
  worker = undefined;
  wakeUp = undefined;
  opened = undefined;
}
