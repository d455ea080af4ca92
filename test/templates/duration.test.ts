import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDuration } from "../../src/runtime/settings/duration.js";
import { durationText, readableDuration } from "../../templates/duration.js";

describe("durationText", () => {
  it("is read by the runtime as the same time", () => {
    const times = fc.oneof(
      fc.nat(),
      fc.nat(1000).map((days) => days * 86_400_000),
    );
    fc.assert(
      fc.property(times, (time) => {
        expect(parseDuration(durationText(time))).toBe(time);
      }),
    );
  });

  it.each([
    [0, "0s"],
    [500, "500ms"],
    [1500, "1500ms"],
    [60_000, "1m"],
    [90_000, "90s"],
    [5_400_000, "90m"],
    [604_800_000, "7d"],
  ])("writes %d as %s", (time, text) => expect(durationText(time)).toBe(text));
});

describe("readableDuration", () => {
  it.each([
    [0, "0s"],
    [1, "1ms"],
    [1500, "1s 500ms"],
    [22_500, "23s"],
    [3_600_000, "1h"],
    [5_430_000, "1h 30m"],
    [90_061_000, "1d 1h"],
  ])("writes %d as %s", (time, text) => expect(readableDuration(time)).toBe(text));
});
