// Why: a variable whose number would lose digits holds another number than the one that was meant.

/** Whole numbers are exact up to here. */
const LARGEST = 2 ** 53;

/** Whether `written` reads as the number that it says; fractions below 2^53 are rounded. */
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
