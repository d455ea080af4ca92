import { expect, test } from "vitest";
import { WeightedShare } from "../../../src/runtime/dispatch/weighted.js";

function choose(share: WeightedShare, amount: number): string {
  const picked = Array.from({ length: amount }, () => share.choose([true, true], undefined));
  return [...picked].sort().join("");
}

test("takes back the charge of a pick that found nothing", () => {
  const share = new WeightedShare([4, 4]);
  for (let look = 0; look < 3; look++) {
    expect(share.choose([true, false], undefined)).toBe(0);
    share.refund(0);
  }
  expect(choose(share, 8)).toBe("00001111");
});

test("gives no more than a full round for charges of an earlier round", () => {
  const share = new WeightedShare([2, 2]);
  choose(share, 5);
  for (let late = 0; late < 3; late++) share.refund(0);
  expect(choose(share, 4)).toBe("0011");
});
