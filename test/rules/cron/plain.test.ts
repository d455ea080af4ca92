import fc from "fast-check";
import { expect, it } from "vitest";
import { everFires, isReadable } from "../../../src/rules/cron/parser.js";
import { isPlain } from "../../../src/rules/cron/plain.js";

it.each([["0 3 * * *"], ["*/5 * * * *"], ["0 2 * * 0"], ["30 1,13 1-15 6 1-5"], ["0 0 0 1 1 *"]])(
  "needs no library for %s",
  (expression) => expect(isPlain(expression)).toBe(true),
);

it.each([
  ["0 0 30 2 *"],
  ["0 0 L * *"],
  ["H * * * *"],
  ["60 * * * *"],
  ["0  3 * * *"],
  ["* * * *"],
])("leaves %s to the library", (expression) => expect(isPlain(expression)).toBe(false));

it("takes nothing that the library refuses or that never fires", () => {
  const number = fc.integer({ min: 0, max: 70 }).map(String);
  const part = fc.oneof(
    number,
    fc.tuple(number, number).map(([from, to]) => `${from}-${to}`),
  );
  const field = fc.oneof(
    fc.constant("*"),
    number.map((step) => `*/${step}`),
    fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(",")),
  );
  const expression = fc.array(field, { minLength: 5, maxLength: 6 }).map((all) => all.join(" "));
  let plain = 0;
  fc.assert(
    fc.property(expression, (text) => {
      if (!isPlain(text)) return;
      plain++;
      expect([text, isReadable(text), everFires(text)]).toEqual([text, true, true]);
    }),
    { numRuns: 10_000 },
  );
  expect(plain).toBeGreaterThan(50);
});
