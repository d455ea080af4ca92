// Why: a batch goes out in slices, and what fails fails by item: one bad payload does not keep the
// others from being enqueued.

import { randomUUID } from "node:crypto";
import type {
  BatchEnqueued,
  BatchError,
  BatchProcessed,
  EnqueueOptions,
  JobDefinition,
} from "../interfaces.js";
import { storedOptions } from "../jobs/options.js";
import { checkInput } from "../jobs/payload.js";
import { deduplicationOf } from "../jobs/unique.js";
import type { ResolvedPolicy } from "../settings/policy.js";
import { toError } from "../to-error.js";
import type { Backlog } from "./backlog.js";

interface BatchTarget {
  readonly definition: JobDefinition;
  readonly policy: ResolvedPolicy;
  readonly options: Omit<EnqueueOptions, "id">;
  readonly queue: string;
  readonly backlog: Backlog;
}

interface Entry<Item> {
  readonly index: number;
  readonly item: Item;
  readonly id: string;
  readonly data: unknown;
}

/** Enqueues one job an item, in slices of `size`. */
export async function enqueueBatch<Item>(
  target: BatchTarget,
  items: readonly Item[],
  size: number,
): Promise<BatchEnqueued<Item>> {
  const ids: (string | undefined)[] = items.map(() => undefined);
  const errors: BatchError<Item>[] = [];
  const entries = checkItems(target.definition, items, errors);
  for (const slice of slices(entries, size)) {
    try {
      const outcomes = await addSlice(target, slice);
      for (const [position, { index, item }] of slice.entries()) {
        const outcome = outcomes[position];
        if (outcome instanceof Error) errors.push({ index, item, error: outcome });
        else ids[index] = outcome;
      }
    } catch (error) {
      errors.push(...slice.map(({ index, item }) => ({ index, item, error: toError(error) })));
    }
  }
  return { ids, errors: errors.sort((a, b) => a.index - b.index) };
}

/** Runs a function over items, those of a slice side by side; what it throws is kept by item. */
export async function processBatch<Item, Result>(
  items: readonly Item[],
  work: (item: Item, index: number) => Result | PromiseLike<Result>,
  size: number,
): Promise<BatchProcessed<Item, Result>> {
  const succeeded: { index: number; item: Item; result: Result }[] = [];
  const failed: BatchError<Item>[] = [];
  const numbered = items.map((item, index) => ({ item, index }));
  for (const slice of slices(numbered, size)) {
    const outcomes = await Promise.allSettled(
      slice.map(async ({ item, index }) => work(item, index)),
    );
    for (const [position, outcome] of outcomes.entries()) {
      const entry = slice[position];
      if (entry === undefined) continue;
      if (outcome.status === "fulfilled") succeeded.push({ ...entry, result: outcome.value });
      else failed.push({ ...entry, error: toError(outcome.reason) });
    }
  }
  return { succeeded, failed };
}

function checkItems<Item>(
  definition: JobDefinition,
  items: readonly Item[],
  errors: BatchError<Item>[],
): Entry<Item>[] {
  const entries: Entry<Item>[] = [];
  for (const [index, item] of items.entries()) {
    try {
      entries.push({ index, item, id: randomUUID(), data: checkInput(definition, item) });
    } catch (error) {
      errors.push({ index, item, error: toError(error) });
    }
  }
  return entries;
}

/** The ids are ours, so adding a slice again after a lost connection adds nothing twice. */
async function addSlice<Item>(
  target: BatchTarget,
  slice: readonly Entry<Item>[],
): Promise<readonly (string | Error)[]> {
  const { definition, policy, options } = target;
  const jobs = slice.map(({ id, data }) => ({
    name: definition.name,
    data,
    opts: storedOptions(policy, {
      id,
      version: definition.version,
      delay: 0,
      deduplication: deduplicationOf(definition.name, policy, data),
      ...options,
    }),
  }));
  return target.backlog.addAll(target.queue, jobs);
}

function* slices<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
