// Why: a stopping process owes its jobs an orderly end, and its platform an end in time, whatever the
// handlers and the store do. Every wait here is bounded.
//
//   wait for running jobs -> signal their handlers -> wait for the grace -> give back what is left

import { fires, within } from "../within.js";
import type { SlotWorker } from "./bullmq.js";
import { ShutdownError } from "./failures.js";
import type { Run } from "./run.js";
import type { Runner } from "./runner.js";
import type { SlotPool } from "./slot-pool.js";

/** How long the store may take to take jobs back, and to record the last outcomes, in milliseconds. */
const RECORD_MAX = 1000;

export interface ShutdownOptions {
  readonly pool: SlotPool;
  readonly runner: Runner;
  readonly workers: readonly SlotWorker[];
  /** How long running jobs may go on, in milliseconds. */
  readonly patience: number;
  /** How long handlers may take to obey their signals, in milliseconds. */
  readonly grace: number;
  /** Fires when there is no time left for either. */
  readonly hurry: AbortSignal;
}

/** Ends all runs of a stopped pool; answers how many jobs could be neither ended nor given back. */
export async function endRuns(options: ShutdownOptions): Promise<number> {
  const { pool, runner, patience, grace, hurry } = options;
  await outcomes(runner, patience, hurry);
  for (const run of runner.unfinished) run.abort(new ShutdownError());
  await outcomes(runner, grace, hurry);
  const kept = await giveBackAll(options, runner.unfinished);
  await settleCalls(pool, runner);
  const unrecorded = pool.pending(runner).filter(({ job }) => job !== undefined);
  return kept + unrecorded.length;
}

/** Waits for fetches and records under way, and for what follows from them. */
async function settleCalls(pool: SlotPool, runner: Runner): Promise<void> {
  const deadline = performance.now() + RECORD_MAX;
  const left = () => deadline - performance.now();
  for (
    let calls = pool.pending(runner);
    calls.length > 0 && left() > 0;
    calls = pool.pending(runner)
  ) {
    await within(Promise.allSettled(calls.map(({ call }) => call)), left());
  }
}

/** Waits until no handler is running that could still end in time. */
async function outcomes(runner: Runner, timeout: number, hurry: AbortSignal): Promise<void> {
  const ended = Promise.allSettled(runner.unfinished.map((run) => run.outcome));
  await within(Promise.race([ended, fires(hurry)]), timeout);
}

/** Answers how many jobs the store did not take back. */
async function giveBackAll({ workers }: ShutdownOptions, runs: readonly Run[]): Promise<number> {
  const given = await Promise.all(
    runs.map(async (run) => {
      run.abandon();
      const worker = workers.find(({ name }) => name === run.queue);
      const taken =
        worker && (await within(worker.giveBack(run.job), RECORD_MAX).catch(() => undefined));
      return taken?.settled === true;
    }),
  );
  return given.filter((taken) => !taken).length;
}
