// Why: what a setting accepts is data, so that one place reads it from text, checks it, and says it in
// words. A shape never holds a value, so a message built from it cannot leak one.

import { assertUnreachable } from "../bug.js";
import { DURATION_FORMS, formatDuration, parseDuration } from "./duration.js";
import { isExact } from "./exact.js";

/** What a setting accepts. Bounds are inclusive; those of a duration are milliseconds. */
export type Shape =
  | { readonly kind: "choice"; readonly choices: readonly string[] }
  | { readonly kind: "url"; readonly schemes: readonly string[] }
  | { readonly kind: "text"; readonly form?: TextForm }
  | { readonly kind: "integer"; readonly min?: number; readonly max?: number }
  | { readonly kind: "number"; readonly min?: number; readonly max?: number }
  | { readonly kind: "switch" }
  | { readonly kind: "duration"; readonly min?: number; readonly max?: number };

/** Text of which not all is accepted. */
export interface TextForm {
  readonly pattern: RegExp;
  /** In words: `a host name or an address`. */
  readonly accepted: string;
}

/** The type of a value of this shape; a duration is milliseconds. */
export type ValueOf<S extends Shape> = S extends { kind: "choice"; choices: readonly (infer C)[] }
  ? C
  : S extends { kind: "url" | "text" }
    ? string
    : S extends { kind: "integer" | "number" | "duration" }
      ? number
      : S extends { kind: "switch" }
        ? boolean
        : never;

const SWITCH_WORDS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["1", true],
  ["yes", true],
  ["on", true],
  ["false", false],
  ["0", false],
  ["no", false],
  ["off", false],
]);

/**
 * The value as the shape reads it, or `undefined` when it is not accepted. Text is read as a variable
 * of the environment is: `"10"` is a whole number, `"yes"` a switch.
 */
export function accept(shape: Shape, value: unknown): string | number | boolean | undefined {
  switch (shape.kind) {
    case "choice":
      return shape.choices.find((choice) => choice === value);
    case "text":
      return typeof value === "string" && isOfForm(value, shape.form) ? value : undefined;
    case "url":
      return typeof value === "string" && isUrl(value, shape.schemes) ? value : undefined;
    case "switch":
      return typeof value === "boolean" ? value : SWITCH_WORDS.get(String(value));
    case "integer":
      return within(shape, numberOf(value, /^-?\d+$/, Number.isSafeInteger));
    case "number":
      return within(shape, numberOf(value, /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i, Number.isFinite));
    case "duration":
      return within(shape, parseDuration(value));
    default:
      return assertUnreachable(shape);
  }
}

/** What is accepted, as a phrase: `a whole number from 1 to 1000`. */
export function describe(shape: Shape): string {
  switch (shape.kind) {
    case "choice":
      return listOf(shape.choices);
    case "text":
      return shape.form?.accepted ?? "text";
    case "url":
      return `a url that starts with ${listOf(shape.schemes.map((scheme) => `${scheme}:`))}`;
    case "switch":
      return "true or false (also 1, 0, yes, no, on, and off)";
    case "integer":
      return `a whole number${bounds(shape, String)}`;
    case "number":
      return `a number${bounds(shape, String)}`;
    case "duration":
      return `${DURATION_FORMS}${bounds(shape, formatDuration)}`;
    default:
      return assertUnreachable(shape);
  }
}

/** A url with whatever stands where credentials stand hidden; it need not be well formed. */
export function withoutPassword(url: string): string {
  const shown = url.replace(/([?&]password=)[^&#]*/gi, "$1***");
  const at = shown.lastIndexOf("@");
  if (at < 0) return shown;
  const scheme = /^[a-z][a-z0-9+.-]*:\/*/i.exec(shown.slice(0, at))?.[0] ?? "";
  return `${scheme}***${shown.slice(at)}`;
}

/** `a`, `a or b`, `a, b, or c`. */
export function listOf(words: readonly string[], conjunction = "or"): string {
  if (words.length < 3) return words.join(` ${conjunction} `);
  return `${words.slice(0, -1).join(", ")}, ${conjunction} ${words.at(-1)}`;
}

function isOfForm(text: string, form: TextForm | undefined): boolean {
  return form === undefined || form.pattern.test(text);
}

function isUrl(text: string, schemes: readonly string[]): boolean {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined || !schemes.includes(scheme)) return false;
  return scheme === "embedded" || URL.canParse(text);
}

function numberOf(
  value: unknown,
  form: RegExp,
  isValid: (value: number) => boolean,
): number | undefined {
  const number = typeof value === "string" && form.test(value) ? Number(value) : value;
  if (typeof number !== "number" || !isValid(number)) return undefined;
  return typeof value !== "string" || isExact(value, number) ? number : undefined;
}

interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

function within({ min, max }: Bounds, value: number | undefined): number | undefined {
  if (value === undefined) return undefined;
  return value >= (min ?? -Infinity) && value <= (max ?? Infinity) ? value : undefined;
}

function bounds({ min, max }: Bounds, format: (value: number) => string): string {
  if (min !== undefined && max !== undefined) return ` from ${format(min)} to ${format(max)}`;
  if (min !== undefined) return `, at least ${format(min)}`;
  return max === undefined ? "" : `, at most ${format(max)}`;
}
