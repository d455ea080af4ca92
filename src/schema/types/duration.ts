// Why: how long something takes is written as people say it, and is milliseconds from here on.

import { isNumber } from "../../../grammar/numbers.js";
import { editAt } from "../../diagnostics/diagnostic.js";
import type { Place, Type, WrittenNode } from "../define.js";
import { reportNotAccepted, reportWrongLiteral, reportWrongType } from "../mismatch.js";
import { describeDuration } from "../wording.js";
import { type Bounds, within } from "./numbers.js";

const UNITS: ReadonlyMap<string, number> = new Map([
  ["ms", 1],
  ["s", 1_000],
  ["m", 60_000],
  ["h", 3_600_000],
  ["d", 86_400_000],
  ["w", 604_800_000],
]);

const HOW =
  "a number is seconds; text is a whole number and a unit: `500ms`, `30s`, `5m`, `2h`, `7d`, or `1w`";

/** A length of time; the bounds and the value are milliseconds. */
export function duration(bounds: Bounds = { min: 0 }): Type<number> {
  const expected = withBounds(bounds);
  return {
    expected,
    variable: { kind: "duration", ...bounds },
    read: (node, place) => readDuration(node, place, expected, bounds),
  };
}

/** The milliseconds of text such as `30s`; undefined for other text. */
export function parseDuration(text: string): number | undefined {
  const [, amount, unit] = /^(\d{1,15})(ms|s|m|h|d|w)$/.exec(text) ?? [];
  const factor = UNITS.get(unit ?? "");
  if (amount === undefined || factor === undefined) return undefined;
  const milliseconds = Number(amount) * factor;
  return Number.isSafeInteger(milliseconds) ? milliseconds : undefined;
}

/** A length of time as a file may say it, in the largest unit that it is a whole number of. */
export function writtenDuration(milliseconds: number): string {
  const [unit, size] = [...UNITS].findLast(([, size]) => milliseconds % size === 0) ?? ["ms", 1];
  return `${milliseconds / size}${unit}`;
}

function readDuration(
  node: WrittenNode,
  place: Place,
  expected: string,
  bounds: Bounds,
): number | undefined {
  const fits = (milliseconds: number | undefined): milliseconds is number =>
    milliseconds !== undefined && within(milliseconds, bounds);
  if (node.kind === "number") {
    const milliseconds = fromSeconds(node.value);
    return fits(milliseconds) ? milliseconds : reportNotAccepted(node, expected, place);
  }
  if (node.kind !== "string") return reportWrongType(node, expected, place);
  if (isNumber(node.value) && fits(fromSeconds(Number(node.value)))) {
    return reportWrongLiteral(node, expected, node.value, place);
  }
  const milliseconds = parseDuration(node.value);
  if (fits(milliseconds)) return milliseconds;
  const meant = milliseconds === undefined ? spelledOut(node.value) : undefined;
  return reportNotAccepted(node, expected, place, {
    notes: milliseconds === undefined ? [HOW] : [],
    ...(fits(meant) && writing(meant, node)),
  });
}

/** An amount and a unit as people write them: `5 minutes`, `1.5h`, `10sec`. */
const AMOUNT =
  /(\d{1,9}(?:\.\d{1,3})?)[ \t]?(ms|millis(?:econds?)?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)(?![a-z])/gi;

/** The milliseconds of text such as `5 minutes` and `1h30m`; undefined for other text. */
function spelledOut(text: string): number | undefined {
  if (text.length > LONGEST || text.replace(AMOUNT, "").trim() !== "") return undefined;
  let sum = 0;
  for (const [, amount, unit = ""] of text.matchAll(AMOUNT)) {
    const name = /^m(?:s|il)/i.test(unit) ? "ms" : unit.slice(0, 1).toLowerCase();
    sum += Number(amount) * (UNITS.get(name) ?? 0);
  }
  return Number.isSafeInteger(sum) ? sum : undefined;
}

/** Longer text is no duration. */
const LONGEST = 40;

/** What to write for a length of time. */
function writing(milliseconds: number, { span }: WrittenNode) {
  const text = `"${writtenDuration(milliseconds)}"`;
  const help = `write \`${text}\``;
  return { help, fix: { title: help, safe: true, edits: [editAt(span, text)] } };
}

/** Fractions of a millisecond do not exist. */
function fromSeconds(seconds: number): number | undefined {
  const milliseconds = Math.round(seconds * 1_000);
  const exact = Math.abs(milliseconds - seconds * 1_000) < 1e-6;
  return exact && Number.isSafeInteger(milliseconds) ? milliseconds : undefined;
}

function withBounds({ min = 0, max }: Bounds): string {
  const noun = "a duration";
  if (min > 0 && max !== undefined) {
    return `${noun} from ${describeDuration(min)} to ${describeDuration(max)}`;
  }
  if (min > 0) return `${noun} of at least ${describeDuration(min)}`;
  return max === undefined ? noun : `${noun} of at most ${describeDuration(max)}`;
}
