// Why: in other languages a variable of the environment is text, and `int(...)` makes a number of it. Here its
// default gives the type, so whoever writes such a call is shown the line without it.

import type { Call, Expression } from "../../grammar/ast.js";
import type { OperatorUse } from "./operator.js";

type Type = "whole" | "number" | "switch" | "text";

const TYPES: ReadonlyMap<string, Type> = new Map([
  ["int", "whole"],
  ["integer", "whole"],
  ["float", "number"],
  ["number", "number"],
  ["bool", "switch"],
  ["boolean", "switch"],
  ["str", "text"],
  ["string", "text"],
]);

const SAMPLES: Readonly<Record<Type, string>> = {
  whole: "10",
  number: "0.5",
  switch: "false",
  text: '"default"',
};

const FITS: Readonly<Record<Type, RegExp>> = {
  whole: /^-?(?:0|[1-9]\d*)$/,
  number: /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/,
  switch: /^(?:true|false)$/,
  text: /^[^"\\$@]*$/,
};

/** What a call that turns a value into another type is answered with. */
export interface CastRemedy {
  readonly notes: readonly string[];
  readonly help: string;
}

/** For `@int(@env("X", "5"))`, `int(env("X"))`, and `env_int("X", 5)`; undefined for other calls. */
export function castRemedy({ source, call }: OperatorUse): CastRemedy | undefined {
  const word = call.path.map(({ name }) => name).join(".");
  const type = TYPES.get(word.replace(/^env_/, ""));
  if (type === undefined || call.args === undefined) return undefined;
  const [name, fallback] = word.startsWith("env_") ? call.args : environmentArguments(call);
  if (name?.kind !== "StringLiteral") return undefined;
  const shown = fallback && shownAs(type, fallback, source.slice(fallback.span));
  return {
    notes: ["a variable of the environment reads as the type of its default"],
    help: `write \`@env("${name.value}", ${shown ?? SAMPLES[type]})\``,
  };
}

function environmentArguments({ args: [inner] = [] }: Call): readonly Expression[] {
  const isEnvironment =
    inner?.kind === "Call" && inner.path.map(({ name }) => name).join() === "env";
  return isEnvironment ? (inner.args ?? []) : [];
}

/** A default as the type is written. */
function shownAs(type: Type, node: Expression, written: string): string | undefined {
  const value = node.kind === "StringLiteral" ? node.value : written;
  if (!FITS[type].test(value)) return undefined;
  return type === "text" ? `"${value}"` : value;
}
