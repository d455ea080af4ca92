import { expect, test } from "vitest";
import type { NewJob } from "../../../src/runtime/queues/backlog.js";
import { enqueueBatch } from "../../../src/runtime/queues/batch.js";
import { resolveConfig } from "../../../src/runtime/settings/resolve.js";
import { testConfig } from "../../support/projects.js";

const { defaults: policy } = resolveConfig(testConfig({ url: "redis://h", queues: ["a"] }), {});
const definition = { name: "Job", key: "job", version: 1, queue: "a" };

test("goes out in slices, and a slice that fails does not stop the next", async () => {
  const sizes: number[] = [];
  const addAll = async (_queue: string, jobs: readonly NewJob[]) => {
    sizes.push(jobs.length);
    if (sizes.length === 2) throw new Error("lost");
    return jobs.map(({ opts }) => opts.jobId);
  };
  const items = Array.from({ length: 7 }, () => undefined);
  const target = { definition, policy, options: {}, queue: "a", backlog: { addAll } as never };
  const { ids, errors } = await enqueueBatch(target, items, 3);
  expect(sizes).toEqual([3, 3, 1]);
  expect(ids.map((id) => id !== undefined)).toEqual([true, true, true, false, false, false, true]);
  expect(new Set(ids.filter(Boolean)).size).toBe(4);
  expect(errors.map(({ index, error }) => [index, error.message])).toEqual([
    [3, "lost"],
    [4, "lost"],
    [5, "lost"],
  ]);
});
