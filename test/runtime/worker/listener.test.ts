import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { WakeUp } from "../../../src/runtime/stores/store.js";
import { Listener } from "../../../src/runtime/worker/listener.js";
import { memoryLogger } from "../../support/projects.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A wake-up that says what the test tells it, and a listener on it. */
function listening(free: boolean) {
  const given: string[] = [];
  const heard: string[] = [];
  const slot = { free };
  let tell: (answer: string | undefined | Error) => void = () => {};
  let waits = 0;
  const wakeUp: WakeUp = {
    next: () => {
      waits++;
      return new Promise((resolve, reject) => {
        tell = (answer) => (answer instanceof Error ? reject(answer) : resolve(answer));
      });
    },
    cancel: () => tell(undefined),
    giveBack: async (queue) => void given.push(queue),
    close: async () => {},
  };
  const logger = memoryLogger();
  const listener = new Listener({
    wakeUp,
    logger,
    withRoom: () => (slot.free ? ["a", "b"] : []),
    heard: (queue) => {
      heard.push(queue);
      return slot.free;
    },
  });
  const told = async (answer: string | undefined | Error) => {
    tell(answer);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { listener, logger, slot, given, heard, told, waits: () => waits };
}

test("follows what it hears, and listens on", async () => {
  const { listener, heard, given, told, waits } = listening(true);
  listener.start();
  await told("a");
  await told(undefined);
  await told("b");
  expect([heard, given, waits()]).toEqual([["a", "b"], [], 4]);
  listener.stop();
});

test("takes no wake-up while no slot is free", async () => {
  const { listener, slot, heard, told, waits } = listening(false);
  listener.start();
  await told("lost");
  expect([waits(), heard]).toEqual([0, []]);
  slot.free = true;
  listener.slotFreed();
  await told("a");
  await told("b");
  expect(heard).toContain("b");
  listener.stop();
});

test("hands on what it heard when the last slot was taken meanwhile", async () => {
  const { listener, slot, given, told } = listening(true);
  listener.start();
  slot.free = false;
  await told("a");
  expect(given).toEqual(["a"]);
  listener.stop();
});

test("pauses after an error, whatever slots do, and goes on", async () => {
  const { listener, logger, told, waits } = listening(true);
  listener.start();
  await told(new Error("no right to block"));
  listener.slotFreed();
  await vi.advanceTimersByTimeAsync(999);
  expect([waits(), logger.lines.map(({ message }) => message)]).toEqual([
    1,
    ["could not wait for jobs"],
  ]);
  await vi.advanceTimersByTimeAsync(1);
  expect(waits()).toBe(2);
  listener.stop();
});

test("stops at once, also in the middle of a pause", async () => {
  const { listener, told, waits } = listening(true);
  listener.start();
  await told(new Error("x"));
  listener.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect([waits(), vi.getTimerCount()]).toEqual([1, 0]);
});
