// Why: counts and fractions, with their bounds in words.

import { isNumber } from "../../../grammar/numbers.js";
import type { Place, Type, WrittenNode } from "../define.js";
import { reportNotAccepted, reportWrongLiteral, reportWrongType } from "../mismatch.js";

/** Both inclusive; without them any number goes. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/** A whole number. */
export function integer(bounds: Bounds = {}): Type<number> {
  const expected = withBounds("a whole number", bounds);
  return {
    expected,
    variable: { kind: "integer", ...bounds },
    read: (node, place) => readNumber(node, place, { expected, bounds, accepts: Number.isInteger }),
  };
}

/** A number that may have decimals. */
export function number(bounds: Bounds = {}): Type<number> {
  const expected = withBounds("a number", bounds);
  return {
    expected,
    variable: { kind: "number", ...bounds },
    read: (node, place) => readNumber(node, place, { expected, bounds, accepts: Number.isFinite }),
  };
}

/** Whether a value lies within bounds. */
export function within(value: number, { min = -Infinity, max = Infinity }: Bounds): boolean {
  return value >= min && value <= max;
}

interface NumberRules {
  readonly expected: string;
  readonly bounds: Bounds;
  readonly accepts: (value: number) => boolean;
}

function readNumber(node: WrittenNode, place: Place, rules: NumberRules): number | undefined {
  const fits = (value: number) => rules.accepts(value) && within(value, rules.bounds);
  if (node.kind === "string" && isNumber(node.value) && fits(Number(node.value))) {
    return reportWrongLiteral(node, rules.expected, node.value, place);
  }
  if (node.kind !== "number") return reportWrongType(node, rules.expected, place);
  return fits(node.value) ? node.value : reportNotAccepted(node, rules.expected, place);
}

function withBounds(noun: string, { min, max }: Bounds): string {
  if (min !== undefined && max !== undefined) return `${noun} from ${min} to ${max}`;
  if (min !== undefined) return `${noun}, ${min} or more`;
  return max === undefined ? noun : `${noun}, at most ${max}`;
}
