// Why: how a number is written is asked of files, of text in quotes, and of variables. It is the grammar of
// JSON for all of them, and a number that would lose digits on the way is refused by all of them.

import { matchEnd } from "./characters.js";

/** The number at a place, as JSON writes it. */
export const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;

/** Whole numbers are exact up to here. */
const LARGEST = 2 ** 53;

/** Whether the whole of a text is a number. */
export function isNumber(text: string): boolean {
  return matchEnd(NUMBER, text, 0) === text.length;
}

/**
 * Whether a number reads as what it says: it is neither too large nor too close to 0, and keeps its digits
 * where it is past 2^53. A longer row of whole digits never does; fractions below are rounded.
 */
export function isExact(written: string, value: number): boolean {
  if (!Number.isFinite(value)) return false;
  if (value === 0) return significantDigits(written) === "";
  if (Math.abs(value) < LARGEST) return true;
  if (Math.abs(value) > LARGEST && !/[.eE]/.test(written)) return false;
  return significantDigits(written) === significantDigits(value.toExponential());
}

/** The digits of a number without the zeros around them. */
function significantDigits(written: string): string {
  const mantissa = /^[^eE]*/.exec(written)?.[0] ?? "";
  const digits = mantissa.replace(/\D/g, "");
  let start = 0;
  let end = digits.length;
  while (digits[start] === "0") start += 1;
  while (end > start && digits[end - 1] === "0") end -= 1;
  return digits.slice(start, end);
}
