import { describe, expect, test } from "vitest";
import { formatDuration, parseDuration } from "../../../src/runtime/settings/duration.js";

describe("parseDuration", () => {
  test.each([
    [0, 0],
    [5, 5000],
    [0.25, 250],
    ["300", 300_000],
    ["500ms", 500],
    ["30s", 30_000],
    ["5m", 300_000],
    ["2h", 7_200_000],
    ["7d", 604_800_000],
    ["1w", 604_800_000],
  ])("reads %j as %d ms", (value, milliseconds) => {
    expect(parseDuration(value)).toBe(milliseconds);
  });

  test.each([
    -1,
    Number.NaN,
    Infinity,
    "",
    "5 m",
    "1.5h",
    "h",
    "5y",
    "-5s",
    "1h30m",
    "9999999999999w",
    true,
    null,
  ])("refuses %j", (value) => {
    expect(parseDuration(value)).toBeUndefined();
  });
});

test.each([
  [0, "0ms"],
  [250, "250ms"],
  [90_000, "1m30s"],
  [86_400_000, "1d"],
  [90_061_000, "1d1h1m1s"],
])("formatDuration writes %d ms as %s", (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});
