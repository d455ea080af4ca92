import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { waitBefore as seriesWait } from "../../../src/rules/backoff/series.js";
import { waitBefore } from "../../../src/runtime/jobs/backoff.js";
import type { Backoff } from "../../../src/runtime/settings/policy.js";

const never = () => {
  throw new Error("no randomness expected");
};

function series(backoff: Partial<Backoff>, length: number, random: () => number = never): number[] {
  return Array.from({ length }, (_, retry) =>
    waitBefore(retry, { kind: "exponential", delay: 60_000, jitter: 0, ...backoff }, random),
  );
}

describe("waitBefore", () => {
  test("doubles under exponential", () => {
    expect(series({}, 4)).toEqual([60_000, 120_000, 240_000, 480_000]);
  });

  test("stays the same under fixed", () => {
    expect(series({ kind: "fixed" }, 3)).toEqual([60_000, 60_000, 60_000]);
  });

  test("is n^4 + 15 s and a random part under sidekiq", () => {
    expect(series({ kind: "sidekiq" }, 3, () => 0)).toEqual([15_000, 16_000, 31_000]);
    expect(series({ kind: "sidekiq" }, 3, () => 0.999)).toEqual([24_000, 34_000, 58_000]);
  });

  test("is 6, 21, and 86 s under delayed_job", () => {
    expect(series({ kind: "delayed_job" }, 3)).toEqual([6000, 21_000, 86_000]);
  });

  test("takes a list as it is and repeats its last wait", () => {
    expect(series({ kind: "list", delays: [1000, 5000] }, 4)).toEqual([1000, 5000, 5000, 5000]);
  });

  test("is what the compiler computes for its tables and warnings", () => {
    const delays = [0, 1500, 60_000];
    const longest = 365 * 86_400_000;
    for (const kind of ["exponential", "fixed", "sidekiq", "delayed_job", "list"] as const)
      for (const delay of delays) {
        const backoff = kind === "list" ? [1000, 5000] : kind;
        const policy = { retries: 2000, delay, backoff, longest };
        const computed = Array.from({ length: 2000 }, (_, retry) => seriesWait(retry, policy));
        const own = { kind, delay, ...(kind === "list" && { delays: [1000, 5000] }) };
        expect(series(own, 2000, () => 0)).toEqual(computed);
      }
  });

  test("never exceeds its cap, nor a year without one", () => {
    expect(series({ max: 100_000 }, 3)).toEqual([60_000, 100_000, 100_000]);
    expect(series({}, 2000).at(-1)).toBe(365 * 86_400_000);
  });

  test("strays from its length by no more than the jitter, cap included", () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 40 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (retry, jitter, random) => {
          const backoff: Backoff = { kind: "exponential", delay: 1000, jitter: 0, max: 3_600_000 };
          const plain = waitBefore(retry, { ...backoff, max: Infinity }, never);
          const wait = waitBefore(retry, { ...backoff, jitter }, () => random);
          expect(wait).toBeGreaterThanOrEqual(
            Math.floor(Math.min(plain * (1 - jitter), 3_600_000)),
          );
          expect(wait).toBeLessThanOrEqual(Math.ceil(Math.min(plain * (1 + jitter), 3_600_000)));
        },
      ),
    );
  });
});
