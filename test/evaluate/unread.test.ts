import { expect, it } from "vitest";
import { Unread } from "../../src/evaluate/unread.js";

it("gives each syntax error to the innermost object around it, once", () => {
  const unread = new Unread([40, 3, 12, 12]);
  expect(unread.take({ start: 5, end: 10 })).toBe(false);
  expect(unread.take({ start: 11, end: 12 })).toBe(true);
  expect(unread.take({ start: 5, end: 20 })).toBe(false);
  expect(unread.isEmpty).toBe(false);
  expect(unread.take({ start: 0, end: 50 })).toBe(true);
  expect(unread.isEmpty).toBe(true);
  expect(unread.has(12)).toBe(true);
});
