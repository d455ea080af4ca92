// Why: what makes bare text look like something else, each with what to write for what was likely meant. Text
// that reads as a sentence must pass, so signs count where a sentence has none.

import { shorten } from "../diagnostics/shorten.js";

/** A part of bare text that looks like something else. */
export interface Mark {
  readonly at: number;
  readonly end: number;
  readonly what: string;
  /** How to mend it; quotes around the text are offered otherwise. */
  readonly help?: string;
  /** What `help` says, in place of the text. */
  readonly fix?: { readonly title: string; readonly insert: string } | undefined;
  /** Whether it holds keys that the object around it then lacks. */
  readonly hasKeys?: true;
}

/** Where text stands. */
export interface Surroundings {
  /** The brackets around it, if any. */
  readonly bracketed: "object" | "list" | undefined;
  /** Whether a key above holds a single value. */
  holdsScalar(path: readonly { readonly name: string }[]): boolean;
}

/** The first part of the text that looks like something else. */
export function findMark(value: string, around: Surroundings): Mark | undefined {
  if (around.bracketed === undefined && !SIGNS.test(value)) return undefined;
  return (
    startMark(value, around.bracketed !== undefined) ??
    patternMark(value) ??
    questionMark(value) ??
    quoteMark(value) ??
    arithmeticMark(value, around) ??
    (around.bracketed === "object" ? memberMark(value) : undefined) ??
    (around.bracketed === undefined ? undefined : bracketMark(value))
  );
}

/** The text in quotes, if that needs no escapes. */
export function quote(value: string): string | undefined {
  if (!/["\\$@]/.test(value)) return `"${value}"`;
  return value.includes("'") ? undefined : `'${value}'`;
}

const SIGNS = /["$?=&|<>@:+*/%\u2018\u2019\u201a\u201c-\u201e-]/;

function startMark(value: string, isBracketed: boolean): Mark | undefined {
  if (/^-\s/.test(value)) return itemMark(value, isBracketed);
  const [first = "", last = ""] = [value[0], value.at(-1)];
  const isOpen = DOUBLE.has(first) || (SINGLE.has(first) && SINGLE.has(last) && value.length > 1);
  if (!isOpen) return undefined;
  const inner = value.slice(1, DOUBLE.has(last) || SINGLE.has(last) ? -1 : undefined);
  const insert = quote(inner);
  const help = insert ? `write \`${shorten(insert)}\`` : 'write `"` around the text';
  const fix = insert === undefined ? undefined : { title: "use plain quotes", insert };
  return { at: 0, end: 1, what: `\`${first}\`, which is no quote of TuskLang`, help, fix };
}

function itemMark(value: string, isBracketed: boolean): Mark {
  const mark = { at: 0, end: 1, what: "`- ` at its start" };
  const quoted = quote(value);
  if (isBracketed || quoted === undefined) return mark;
  const item = `\`${shorten(value)}\` on a line below it`;
  return {
    ...mark,
    help: `for a list, end this line in front of it and write ${item}; for text, \`${shorten(quoted)}\``,
    fix: { title: "put the text in quotes", insert: quoted },
  };
}

const DOUBLE: ReadonlySet<string> = new Set("\u201c\u201d\u201e");
const SINGLE: ReadonlySet<string> = new Set("\u2018\u2019\u201a");

const PATTERNS: readonly RegExp[] = [
  /\$\{/,
  /(?<=\s)(?:[=!<>]=|&&|\|\||\?\?|=>)(?=\s|$)/,
  /(?<=\s)@[A-Za-z_][\w.]*\(/,
];

function patternMark(value: string): Mark | undefined {
  for (const pattern of PATTERNS) {
    const match = pattern.exec(value);
    if (match === null) continue;
    const [found] = match;
    const mark = { at: match.index, end: match.index + found.length };
    return mark.end < value.length ? { ...mark, what: `\`${found}\`` } : half(mark.at, found);
  }
  return undefined;
}

function half(at: number, sign: string): Mark {
  const help = "write a value behind it, or put the text in quotes";
  return { at, end: at + sign.length, what: `\`${sign}\` without a second value`, help };
}

function questionMark(value: string): Mark | undefined {
  const question = value.search(/\s\?(?:\s|$)/);
  if (question < 0) return undefined;
  const mark = { at: question + 1, end: question + 2 };
  if (value.includes(" : ", question)) return { ...mark, what: "`?` and `:`" };
  if (!/\s[<>]\s/.test(value.slice(0, question))) return undefined;
  const help = "write `condition ? one : other`, or put the text in quotes";
  return { ...mark, what: "`?` without its `:`", help };
}

function quoteMark(value: string): Mark | undefined {
  if (value.split('"').length % 2 === 1) return undefined;
  const at = value.indexOf('"');
  return { at, end: at + 1, what: 'a `"` without its other half' };
}

/** No expression is longer that a person breaks off. */
const LONGEST_HALF = 200;
const ARITHMETIC: ReadonlySet<string> = new Set("+-*/%<>");
const NUMBER = /^-?\d+(?:\.\d+)?$/;
/** `2**3`, and `60*60` without the spaces that would make it a product. */
const PRODUCT = /^\d[\d.]*(?:[ \t]*\*\*?[ \t]*\d[\d.]*)+$/;

function arithmeticMark(value: string, around: Surroundings): Mark | undefined {
  if (value.length > LONGEST_HALF) return undefined;
  if (PRODUCT.test(value)) return productMark(value);
  const sign = value.at(-1) ?? "";
  if (!ARITHMETIC.has(sign)) return undefined;
  const words = value.split(/[ \t]+/);
  const isHalf =
    words.length % 2 === 0 &&
    words.every((word, index) => (index % 2 === 1 ? ARITHMETIC.has(word) : isSingle(word, around)));
  return isHalf ? half(value.length - 1, sign) : undefined;
}

function isSingle(word: string, around: Surroundings): boolean {
  return NUMBER.test(word) || around.holdsScalar(word.split(".").map((name) => ({ name })));
}

function productMark(value: string): Mark {
  const at = value.indexOf("*");
  if (value.includes("**")) {
    const help = "write the number, or put the text in quotes";
    return { at, end: at + 2, what: "`**`, which is no operator", help };
  }
  const insert = value
    .split("*")
    .map((factor) => factor.trim())
    .join(" * ");
  const help = `write \`${insert}\`, or put the text in quotes`;
  const fix = { title: "put spaces around it", insert };
  return { at, end: at + 1, what: "`*` without a space on each side", help, fix };
}

/** A key behind a value: `5 default: 1`. */
const NEXT_KEY = /(?<=\S)[ \t]+(?=[\w.-]+:(?:\s|$))/g;

function memberMark(value: string): Mark | undefined {
  const at = value.search(NEXT_KEY);
  if (at < 0) return undefined;
  const insert = value.slice(0, LONGEST_HALF).replace(NEXT_KEY, ", ");
  const start = at + 1;
  return {
    at: start,
    end: value.indexOf(":", start) + 1,
    what: "the next key",
    help: `separate keys by \`,\`: \`${shorten(insert)}\``,
    fix: value.length > LONGEST_HALF ? undefined : { title: "write the comma", insert },
    hasKeys: true,
  };
}

const VALUE = /^(?:-?\d+(?:\.\d+)?|true|false|null)$/;

function bracketMark(value: string): Mark | undefined {
  const colon = value.search(/:(?:\s|$)/);
  if (colon >= 0) return { at: colon, end: colon + 1, what: "`:` behind a word" };
  const words = value.slice(0, LONGEST_HALF).split(/\s+/);
  if (words.length < 2 || !words.every((word) => VALUE.test(word))) return undefined;
  const help = "separate values by `,`, or put the text in quotes";
  return { at: 0, end: value.length, what: "two values side by side", help };
}
