// Why: messages show what the user wrote and how long things take, in the same words everywhere.

import { shorten } from "../diagnostics/shorten.js";
import { joinWords } from "../diagnostics/suggest.js";
import type { TuskNode } from "../syntax/tree.js";
import type { Place } from "./define.js";

/** Longer text is cut: a message names a value, and the frame below it shows the line. */
const MOST_SHOWN = 40;

const YEAR = 365.25 * 86_400_000;

const DURATION_UNITS = [
  { name: "year", milliseconds: YEAR },
  { name: "day", milliseconds: 86_400_000 },
  { name: "hour", milliseconds: 3_600_000 },
  { name: "minute", milliseconds: 60_000 },
  { name: "second", milliseconds: 1_000 },
] as const;

/** The user's text between backticks, without the password of a url. */
export function quoted(text: string): string {
  const safe = text.replace(/\/\/[^\s/@]*@/g, "//***@");
  return `\`${shorten(safe, MOST_SHOWN)}\``;
}

/** `a`, `b`, and `c`: each between backticks. */
export function quotedList(texts: readonly string[], conjunction: "and" | "or"): string {
  return joinWords(texts.map(quoted), conjunction);
}

/** What a message is about: `` `concurrency` ``, or `` an item of `queues` ``. */
export function subjectOf({ name, inList }: Pick<Place, "name" | "inList">): string {
  return inList === true ? `an item of ${quoted(name)}` : quoted(name);
}

/** A count and its noun: `1 field`, `6 fields`, `2 retries`. */
export function counted(count: number, noun: string): string {
  if (count === 1) return `1 ${noun}`;
  return `${count} ${noun.replace(/([^aeiou])y$/, "$1ie")}s`;
}

/**
 * A length of time for people, in the largest unit that it fills: `16 minutes`, `8.5 hours`,
 * `31.9 years`. One decimal, dropped where it says nothing more.
 */
export function describeDuration(milliseconds: number): string {
  if (milliseconds > 1e6 * YEAR) return "more than a million years";
  const unit = DURATION_UNITS.find((unit) => roundTo1(milliseconds / unit.milliseconds) >= 1);
  if (unit === undefined) return counted(Math.round(milliseconds), "millisecond");
  const amount = milliseconds / unit.milliseconds;
  const shown = amount >= 10 && unit.name !== "year" ? Math.round(amount) : roundTo1(amount);
  return counted(shown, unit.name);
}

/** What a value is, in the user's words, to complete "not ...". */
export function describeNode(node: TuskNode): string {
  switch (node.kind) {
    case "string":
      return node.value === "" ? "empty text" : `the text ${quoted(node.value)}`;
    case "number":
      return String(node.value);
    case "boolean":
      return `\`${node.value}\``;
    case "null":
      return "`null`";
    case "range":
      return `the range ${node.min}-${node.max}`;
    case "array":
      return node.items.length === 0 ? "an empty list" : "a list";
    case "object":
      return "a block";
    case "runtime":
      return "a value from the environment";
    case "error":
      return "a value that cannot be read";
  }
}

function roundTo1(amount: number): number {
  return Math.round(amount * 10) / 10;
}
