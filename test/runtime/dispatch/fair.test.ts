import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Dispatcher } from "../../../src/runtime/dispatch/dispatcher.js";
import { FairShare } from "../../../src/runtime/dispatch/fair.js";

/** A queue whose jobs take `length` milliseconds each, and that has some from `from` until `until`. */
interface Line {
  readonly weight: number;
  readonly length: number;
  readonly from?: number;
  readonly until?: number;
  readonly max?: number;
}

/** Runs slots over queues on a clock of its own; answers the slot time of each queue between two moments. */
function slotTime(lines: readonly Line[], slots: number, begin: number, end: number): number[] {
  let now = 0;
  const share = new FairShare(
    lines.map(({ weight }) => weight),
    () => now,
  );
  const max = lines.map((line) => line.max);
  const dispatcher = new Dispatcher(lines.length, slots, share, max);
  const runs: { readonly queue: number; readonly start: number; readonly over: number }[] = [];
  const times = lines.map(() => 0);
  const has = ({ from = 0, until = Number.POSITIVE_INFINITY }: Line) => from <= now && now < until;
  const settle = (pick: number | undefined): void => {
    let queue = pick;
    for (let line = at(queue); queue !== undefined && line && !has(line); line = at(queue)) {
      dispatcher.missed(queue, dispatcher.beforeLook(queue));
      queue = dispatcher.next();
    }
    const length = at(queue)?.length;
    if (queue !== undefined && length !== undefined)
      runs.push({ queue, start: now, over: now + length });
  };
  const at = (queue: number | undefined) => (queue === undefined ? undefined : lines[queue]);
  const changes = lines.flatMap(({ from = 0 }) => from);
  for (;;) {
    for (const [queue, line] of lines.entries()) if (line.from === now) dispatcher.wake(queue);
    for (let pick = dispatcher.start(); pick !== undefined; pick = dispatcher.start()) settle(pick);
    const moments = [...runs.map(({ over }) => over), ...changes.filter((from) => from > now)];
    now = Math.min(...moments);
    if (now >= end) break;
    for (const run of runs.filter(({ over }) => over === now)) {
      runs.splice(runs.indexOf(run), 1);
      times[run.queue] = (times[run.queue] ?? 0) + Math.max(now - Math.max(run.start, begin), 0);
      settle(dispatcher.next(run.queue));
    }
  }
  for (const { queue, start } of runs)
    times[queue] = (times[queue] ?? 0) + end - Math.max(start, begin);
  return times;
}

function shares(times: readonly number[]): number[] {
  const sum = times.reduce((total, time) => total + time, 0);
  return times.map((time) => time / sum);
}

describe("fair", () => {
  test("gives a light queue whose jobs take 200 times longer its share of time, from the start", () => {
    const lines = [
      { weight: 10, length: 10 },
      { weight: 5, length: 10 },
      { weight: 1, length: 10 },
      { weight: 1, length: 2000 },
    ];
    const [critical, high, normal, low] = shares(slotTime(lines, 10, 0, 10_000));
    expect(critical).toBeCloseTo(10 / 17, 2);
    expect(high).toBeCloseTo(5 / 17, 2);
    expect(normal).toBeCloseTo(1 / 17, 2);
    expect(low).toBeCloseTo(1 / 17, 2);
  });

  test("divides slot time by the weights, whatever the jobs take", () => {
    const line = fc.record({
      weight: fc.integer({ min: 1, max: 12 }),
      length: fc.integer({ min: 1, max: 300 }),
    });
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 2, maxLength: 6 }),
        fc.integer({ min: 1, max: 12 }),
        (lines, slots) => {
          const end = 60_000;
          const total = lines.reduce((sum, { weight }) => sum + weight, 0);
          const longest = Math.max(...lines.map(({ length }) => length));
          for (const [queue, time] of slotTime(lines, slots, 0, end).entries()) {
            const { weight = 0 } = lines[queue] ?? {};
            const ideal = (slots * end * weight) / total;
            // Runs that began when it was not their turn any more, and what a slot stays with its queue for.
            const most = (slots + 1) * longest + 20 * weight;
            expect(Math.abs(time - ideal)).toBeLessThanOrEqual(most);
          }
        },
      ),
    );
  });

  test("gives a queue that was idle no burst, and one that was alone no debt", () => {
    const lines = [
      { weight: 1, length: 10 },
      { weight: 1, length: 10, from: 30_000 },
    ];
    const [busy, idle] = shares(slotTime(lines, 4, 30_000, 31_000));
    expect(busy).toBeCloseTo(0.5, 1);
    expect(idle).toBeCloseTo(0.5, 1);
  });

  test("lets a queue that comes back after all were idle start level with the others", () => {
    const lines = [
      { weight: 1, length: 10, until: 30_000 },
      { weight: 1, length: 10, from: 40_000 },
      { weight: 1, length: 10, from: 40_000 },
    ];
    const [, second, third] = shares(slotTime(lines, 4, 40_000, 41_000));
    expect(second).toBeCloseTo(0.5, 1);
    expect(third).toBeCloseTo(0.5, 1);
  });

  test("divides what a limit leaves by the weights, and lets nobody make up for a limit", () => {
    const lines = [
      { weight: 10, length: 10, max: 1 },
      { weight: 2, length: 10 },
      { weight: 1, length: 10, from: 30_000 },
    ];
    const [limited, second, third] = slotTime(lines, 10, 30_000, 31_000);
    expect(limited).toBeCloseTo(1000, -2);
    expect((second ?? 0) / 9000).toBeCloseTo(2 / 3, 1);
    expect((third ?? 0) / 9000).toBeCloseTo(1 / 3, 1);
  });

  test("keeps a slot with its queue while that is little ahead", () => {
    let now = 0;
    const share = new FairShare([1, 1], () => now);
    const ready = [true, true];
    const served = [share.choose(ready, undefined)];
    for (let run = 0; run < 60; run++) {
      now++;
      share.ended(served.at(-1) ?? 0);
      served.push(share.choose(ready, served.at(-1)));
    }
    const changes = served.filter((queue, run) => queue !== served[run - 1]).length;
    expect(changes).toBeGreaterThan(1);
    expect(changes).toBeLessThan(7);
  });
});
