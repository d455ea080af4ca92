import { describe, expect, it } from "vitest";
import { counted, describeDuration, quoted } from "../../src/schema/wording.js";

describe("a length of time", () => {
  it.each([
    [0, "0 milliseconds"],
    [1, "1 millisecond"],
    [500, "500 milliseconds"],
    [1_000, "1 second"],
    [1_500, "1.5 seconds"],
    [60_000, "1 minute"],
    [960_000, "16 minutes"],
    [30_720_000, "8.5 hours"],
    [61_380_000, "17 hours"],
    [86_400_000, "1 day"],
    [983_040_000, "11 days"],
    [31_457_280_000, "1 year"],
    [1_006_632_960_000, "31.9 years"],
    [Number.POSITIVE_INFINITY, "more than a million years"],
  ])("of %i milliseconds is %s", (milliseconds, words) => {
    expect(describeDuration(milliseconds)).toBe(words);
  });
});

describe("the user's text", () => {
  it("is cut where it is long, and shows no password of a url", () => {
    expect(quoted("x".repeat(50))).toBe(`\`${"x".repeat(37)}...\``);
    expect(quoted("redis://me:hunter2@host/1")).toBe("`redis://***@host/1`");
  });
});

describe("a count", () => {
  it("agrees with its noun", () => {
    expect([counted(1, "retry"), counted(2, "retry"), counted(2, "day")]).toEqual([
      "1 retry",
      "2 retries",
      "2 days",
    ]);
  });
});
