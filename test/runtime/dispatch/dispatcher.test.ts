import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Dispatcher } from "../../../src/runtime/dispatch/dispatcher.js";
import { modes } from "../../../src/runtime/dispatch/modes.js";
import { StrictShare } from "../../../src/runtime/dispatch/strict.js";
import { WeightedShare } from "../../../src/runtime/dispatch/weighted.js";

const weights = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 });
const slots = fc.integer({ min: 1, max: 12 });
/** Decides which of the busy slots ends next. */
const choices = fc.infiniteStream(fc.nat());

/** Always the first of the busy slots. */
function* firstSlot(): Generator<number> {
  for (;;) yield 0;
}

function weighted(of: readonly number[], budget: number): Dispatcher {
  return new Dispatcher(of.length, budget, new WeightedShare(of));
}

/** Fills all slots, then ends one after the other; yields every pick. */
function* picks(dispatcher: Dispatcher, order: Iterator<number>): Generator<number> {
  const busy: number[] = [];
  for (let queue = dispatcher.start(); queue !== undefined; queue = dispatcher.start()) {
    busy.push(queue);
    yield queue;
  }
  while (busy.length > 0) {
    const slot = Number(order.next().value) % busy.length;
    const queue = dispatcher.next(busy[slot]);
    if (queue === undefined) busy.splice(slot, 1);
    else {
      busy[slot] = queue;
      yield queue;
    }
  }
}

function take(source: Iterator<number>, amount: number): number[] {
  return Array.from({ length: amount }, () => Number(source.next().value));
}

function countOf(picked: readonly number[], queue: number): number {
  return picked.filter((candidate) => candidate === queue).length;
}

describe("weighted", () => {
  test("gives backlogged queues exactly their weights in every round", () => {
    fc.assert(
      fc.property(
        weights,
        slots,
        choices,
        fc.integer({ min: 1, max: 5 }),
        (of, budget, order, rounds) => {
          const total = of.reduce((sum, weight) => sum + weight, 0);
          const picked = take(picks(weighted(of, budget), order), rounds * total);
          for (const [queue, weight] of of.entries()) {
            expect(countOf(picked, queue)).toBe(rounds * weight);
          }
        },
      ),
    );
  });

  test("is never off by more than a round, wherever one stops counting", () => {
    fc.assert(
      fc.property(weights, slots, choices, fc.nat({ max: 200 }), (of, budget, order, amount) => {
        const total = of.reduce((sum, weight) => sum + weight, 0);
        const picked = take(picks(weighted(of, budget), order), amount);
        for (const [queue, weight] of of.entries()) {
          expect(Math.abs(countOf(picked, queue) - (amount * weight) / total)).toBeLessThanOrEqual(
            weight,
          );
        }
      }),
    );
  });

  test("leaves no backlogged queue waiting for longer than two rounds", () => {
    fc.assert(
      fc.property(weights, slots, choices, (of, budget, order) => {
        const total = of.reduce((sum, weight) => sum + weight, 0);
        const picked = take(picks(weighted(of, budget), order), 6 * total);
        for (const queue of of.keys()) {
          const times = picked.flatMap((candidate, time) => (candidate === queue ? [time] : []));
          const gaps = times.map((time, index) => time - (times[index - 1] ?? 0));
          expect(Math.max(...gaps)).toBeLessThanOrEqual(2 * total);
        }
      }),
    );
  });

  test("keeps the shares exact while another queue is woken for nothing again and again", () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })),
        choices,
        ([a, b], order) => {
          const dispatcher = weighted([a, b, 4], 1);
          const found: [number, number] = [0, 0];
          let queue = dispatcher.start();
          while (found[0] + found[1] < 5 * (a + b) && queue !== undefined) {
            if (queue === 2) {
              dispatcher.missed(queue, dispatcher.beforeLook(queue));
              queue = dispatcher.next();
            } else {
              found[queue === 0 ? 0 : 1]++;
              if (Number(order.next().value) % 3 === 0) dispatcher.wake(2);
              queue = dispatcher.next(queue);
            }
          }
          expect(found).toEqual([5 * a, 5 * b]);
        },
      ),
    );
  });

  test("keeps a slot with its queue while the queue has credit", () => {
    const picked = take(picks(weighted([10, 5, 1, 1], 1), firstSlot()), 17);
    expect(picked.join("")).toBe("00000000001111123");
  });

  test("keeps a slot with its queue at the start of a round too", () => {
    const dispatcher = weighted([1, 1], 1);
    expect([
      dispatcher.start(),
      dispatcher.next(0),
      dispatcher.next(1),
      dispatcher.next(1),
    ]).toEqual([0, 1, 1, 0]);
  });

  test("gives an idle queue no burst for the time it was idle", () => {
    const dispatcher = weighted([3, 1], 1);
    dispatcher.start();
    dispatcher.missed(0, dispatcher.beforeLook(0));
    let queue = dispatcher.next();
    for (let run = 0; run < 50; run++) queue = dispatcher.next(queue);
    dispatcher.wake(0);
    const picked: number[] = [];
    for (let run = 0; run < 8; run++) {
      queue = dispatcher.next(queue);
      picked.push(Number(queue));
    }
    expect(countOf(picked, 0)).toBe(6);
  });
});

/** Drives a dispatcher over queues that fill and empty at random, as the slot loop does. */
function simulate(
  dispatcher: Dispatcher,
  budget: number,
  max: readonly number[],
  order: Iterator<number>,
): void {
  const queues = max.length;
  const jobs = Array.from({ length: queues }, () => 0);
  const ready = Array.from({ length: queues }, () => true);
  const busy: number[] = [];
  /** The ready queues that may have one more slot. */
  const servable = () =>
    max.flatMap((most, queue) => (ready[queue] && countOf(busy, queue) < most ? [queue] : []));
  const settle = (slot: number, pick: number | undefined) => {
    let queue = pick;
    while (queue !== undefined && jobs[queue] === 0) {
      dispatcher.missed(queue, dispatcher.beforeLook(queue));
      ready[queue] = false;
      queue = dispatcher.next();
    }
    if (queue === undefined) {
      busy.splice(slot, 1);
      expect(servable()).toEqual([]);
    } else {
      jobs[queue] = (jobs[queue] ?? 0) - 1;
      busy[slot] = queue;
    }
  };
  const fill = () => {
    while (dispatcher.hasFreeSlot) {
      const queue = dispatcher.start();
      if (queue === undefined) break;
      busy.push(queue);
      settle(busy.length - 1, queue);
    }
    expect(dispatcher.busy).toBe(busy.length);
    expect(dispatcher.busy).toBeLessThanOrEqual(budget);
    for (const [queue, most] of max.entries()) {
      expect(countOf(busy, queue)).toBeLessThanOrEqual(most);
      const hasRoom = busy.length < budget && countOf(busy, queue) < most;
      expect(dispatcher.hasRoom(queue)).toBe(hasRoom);
    }
    if (dispatcher.hasFreeSlot) expect(servable()).toEqual([]);
  };
  for (let step = 0; step < 60; step++) {
    const action = Number(order.next().value);
    if (action % 2 === 0) {
      const queue = action % queues;
      jobs[queue] = (jobs[queue] ?? 0) + (action % 5);
      ready[queue] = true;
      dispatcher.wake(queue);
    } else if (busy.length > 0) {
      const slot = action % busy.length;
      settle(slot, dispatcher.next(busy[slot]));
    }
    fill();
  }
}

describe("every mode", () => {
  const shares = fc.constantFrom("weighted", "fair", "strict");

  test("leaves no slot without work while a queue may have some, and never exceeds the budget", () => {
    fc.assert(
      fc.property(weights, slots, choices, shares, (of, budget, order, mode) => {
        const max = of.map(() => Infinity);
        simulate(new Dispatcher(of.length, budget, modes[mode](of)), budget, max, order);
      }),
    );
  });

  test("leaves no slot without work that a queue below its limit may have, and never exceeds a limit", () => {
    const limited = fc.array(
      fc.record({ weight: fc.integer({ min: 1, max: 12 }), max: fc.integer({ min: 1, max: 5 }) }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(limited, slots, choices, shares, (queues, budget, order, mode) => {
        const share = modes[mode](queues.map(({ weight }) => weight));
        const max = queues.map((queue) => queue.max);
        simulate(new Dispatcher(max.length, budget, share, max), budget, max, order);
      }),
    );
  });

  test("picks the same with limits that do not bind as without any", () => {
    fc.assert(
      fc.property(
        weights,
        slots,
        choices,
        fc.constantFrom("weighted", "strict"),
        (of, budget, order, mode) => {
          const ends = take(order, 100);
          const picked = (max?: readonly number[]) => {
            const dispatcher = new Dispatcher(of.length, budget, modes[mode](of), max);
            return take(picks(dispatcher, ends.values()), 100);
          };
          expect(picked(of.map(() => budget))).toEqual(picked());
        },
      ),
    );
  });

  test("gives the slots that a limit leaves to the other queues, by their weights", () => {
    const dispatcher = new Dispatcher(3, 10, new WeightedShare([10, 2, 1]), [1]);
    const held: number[] = [];
    for (let queue = dispatcher.start(); queue !== undefined; queue = dispatcher.start())
      held.push(queue);
    expect([0, 1, 2].map((queue) => countOf(held, queue))).toEqual([1, 6, 3]);
  });

  test("does not take a queue for empty that was woken during the look", () => {
    const dispatcher = weighted([1], 2);
    expect(dispatcher.start()).toBe(0);
    const before = dispatcher.beforeLook(0);
    dispatcher.wake(0);
    dispatcher.missed(0, before);
    expect(dispatcher.next()).toBe(0);
  });

  test("hands out nothing after stop and takes slots back", () => {
    const dispatcher = weighted([1, 1], 2);
    dispatcher.start();
    dispatcher.stop();
    expect([dispatcher.start(), dispatcher.next(0), dispatcher.busy]).toEqual([
      undefined,
      undefined,
      0,
    ]);
  });
});

describe("strict", () => {
  test("serves a queue only while all before it are empty", () => {
    const dispatcher = new Dispatcher(3, 1, new StrictShare());
    expect(dispatcher.start()).toBe(0);
    dispatcher.missed(0, dispatcher.beforeLook(0));
    expect(dispatcher.next()).toBe(1);
    expect(dispatcher.next(1)).toBe(1);
    dispatcher.wake(0);
    expect(dispatcher.next(1)).toBe(0);
  });
});
