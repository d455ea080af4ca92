// Why: a variable whose line was passed over is unset, and what depends on it takes its default. So a line that
// says nothing is an error, and none is ever shown: values are secrets.

import { resolve } from "node:path";
import { parseEnv } from "node:util";
import { BYTE_ORDER_MARK } from "../../source/source.js";
import { Failure } from "../exit.js";
import type { Io } from "../io.js";
import { showPath } from "./locate.js";
import { readText } from "./read.js";

/** The variables of a file of `NAME=value` lines. Throws a `Failure` for the first line that cannot be one. */
export function readEnvironmentFile(name: string, io: Io): Io["env"] {
  const path = resolve(io.cwd, name);
  const shown = showPath(io, path);
  const read = readText(path, shown, shown);
  if (read.kind === "not-utf8") throw new Failure(`\`${shown}\` is not UTF-8 text`);
  const text = read.source.text.replace(BYTE_ORDER_MARK, "");
  const variables: [name: string, value: string | undefined][] = [];
  for (let at = 0; at < text.length; ) {
    const entry = readEntry(text, at);
    if ("why" in entry) throw failureAt(text, at, shown, entry);
    variables.push(...Object.entries(parseEnv(entry.text)));
    at = entry.end;
  }
  return Object.fromEntries(variables);
}

interface Entry {
  /** `NAME=value`, or nothing. */
  readonly text: string;
  readonly end: number;
}

interface Problem {
  readonly why: string;
  readonly help: string;
}

const NOTHING = /[ \t]*(?:#[^\n]*)?\r?(?:\n|$)/y;
const NAME = /[ \t]*(?:export[ \t]+)?([^\s=#"'`]+)[ \t]*=[ \t]*/y;
const REST = /[^\n]*(?:\n|$)/y;

const NO_NAME = {
  why: "a line is a name, `=`, and a value, or a comment behind `#`",
  help: "write `NAME=value`, or put `#` before what is no variable",
};
const NOT_CLOSED = {
  why: "the value begins with a quote that is never closed",
  help: "put the same quote behind the value",
};
const TEXT_BEHIND = {
  why: "text stands behind the closing quote of the value",
  help: "remove it, or put the whole value in quotes of another kind",
};

/** The entry at `at`, or what is wrong with it; a value in quotes may hold line breaks. */
function readEntry(text: string, at: number): Entry | Problem {
  const nothing = endOf(NOTHING, text, at);
  if (nothing !== undefined) return { text: "", end: nothing };
  NAME.lastIndex = at;
  const [before, name] = NAME.exec(text) ?? [];
  if (before === undefined) return NO_NAME;
  const value = at + before.length;
  const end = valueEnd(text, value);
  return typeof end === "number" ? { text: `${name}=${text.slice(value, end)}`, end } : end;
}

function valueEnd(text: string, value: number): number | Problem {
  const quote = text.charAt(value);
  if (!/["'`]/.test(quote)) return endOf(REST, text, value) ?? text.length;
  const close = text.indexOf(quote, value + 1);
  return close < 0 ? NOT_CLOSED : (endOf(NOTHING, text, close + 1) ?? TEXT_BEHIND);
}

function endOf(expression: RegExp, text: string, at: number): number | undefined {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex : undefined;
}

function failureAt(text: string, at: number, shown: string, { why, help }: Problem): Failure {
  const line = text.slice(0, at).split("\n").length;
  return new Failure(`line ${line} of \`${shown}\` sets no variable`, { notes: [why], help });
}
