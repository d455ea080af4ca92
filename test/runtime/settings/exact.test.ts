import fc from "fast-check";
import { expect, test } from "vitest";
import { isExact as isExactInFile } from "../../../grammar/numbers.js";
import { isExact } from "../../../src/runtime/settings/exact.js";

/** The two may not share code, so they are held to one verdict. */
test("a variable keeps its digits exactly where the same number in a file does", () => {
  const whole = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }).map(String);
  const fraction = fc.double({ noNaN: true, noDefaultInfinity: true }).map(String);
  const scaled = fc.tuple(whole, fc.integer({ min: -400, max: 400 })).map(([n, e]) => `${n}e${e}`);
  fc.assert(
    fc.property(fc.oneof(whole, fraction, scaled), (written) => {
      expect(isExact(written, Number(written))).toBe(isExactInFile(written, Number(written)));
    }),
    { numRuns: 2_000 },
  );
});
