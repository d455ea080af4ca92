import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Deadlines } from "../../../src/runtime/worker/deadlines.js";
import { ProbeTimers } from "../../../src/runtime/worker/probe-timers.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("Deadlines", () => {
  test("call back for each entry when its time is over, with one timer for all", () => {
    const expired: string[] = [];
    const deadlines = new Deadlines<string>((entry) => expired.push(entry));
    deadlines.set("late", 300);
    deadlines.set("early", 100);
    deadlines.set("gone", 200);
    deadlines.delete("gone");
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(99);
    expect(expired).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(expired).toEqual(["early"]);
    vi.advanceTimersByTime(200);
    expect(expired).toEqual(["early", "late"]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("can be set again, also by the one who is called back", () => {
    const expired: string[] = [];
    const deadlines = new Deadlines<string>((entry) => {
      expired.push(entry);
      if (expired.length === 1) deadlines.set(entry, 50);
    });
    deadlines.set("a", 100);
    deadlines.set("a", 10);
    vi.advanceTimersByTime(59);
    expect(expired).toEqual(["a"]);
    vi.advanceTimersByTime(1);
    expect(expired).toEqual(["a", "a"]);
  });

  test("may lie further away than a timer can count", () => {
    const expired: string[] = [];
    const deadlines = new Deadlines<string>((entry) => expired.push(entry));
    deadlines.set("far", 30 * 86_400_000);
    vi.advanceTimersByTime(29 * 86_400_000);
    expect(expired).toEqual([]);
    vi.advanceTimersByTime(86_400_000);
    expect(expired).toEqual(["far"]);
  });

  test("leave no timer behind when they are stopped", () => {
    const deadlines = new Deadlines<string>(() => {});
    deadlines.set("a", 100);
    deadlines.stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("ProbeTimers", () => {
  test("call back for each queue when it is due, the latest setting counting", () => {
    const probed: number[] = [];
    const probes = new ProbeTimers(3, (queue) => probed.push(queue));
    probes.set(0, 5000);
    probes.set(1, 200);
    probes.set(2, 100);
    probes.set(2, 300);
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(299);
    expect(probed).toEqual([1]);
    vi.advanceTimersByTime(1);
    expect(probed).toEqual([1, 2]);
    vi.advanceTimersByTime(10_000);
    expect(probed).toEqual([1, 2, 0]);
  });

  test("leave no timer behind when they are stopped", () => {
    const probes = new ProbeTimers(1, () => {});
    probes.set(0, 100);
    probes.stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});
