// Why: every setting shows in generated code under its own name, with the variable that can change it, its
// default, and what it accepts, so that one line answers what a process will do.

import { assertUnreachable, bug } from "../../src/diagnostics/bug.js";
import {
  block,
  type Code,
  literal,
  method,
  name,
  type Property,
  property,
} from "../../src/emit/ts/code.js";
import type { Json, Setting, SettingType } from "../../src/ir/ir.js";
import { durationText } from "../duration.js";
import { expression } from "./expression.js";
import { runtime } from "./symbols.js";

const UNDEFINED = name("undefined");

/** The value of a setting: a constant, a variable with its default, or a computation. */
export function settingCode(setting: Setting): Code {
  const { type, variable, value, expr, secret } = setting;
  const builders = secret === true ? property(runtime.env, "secret") : runtime.env;
  if (expr !== undefined) return method(builders, "computed", expression(expr), shape(type));
  if (variable === undefined) return constant(setting);
  const name = [literal(variable), ...accepted(type)];
  const limit = bounds(type);
  if (value !== undefined) return method(builders, type.kind, ...name, constant(setting), ...limit);
  if (limit.length === 0) return method(builders, type.kind, ...name);
  return method(builders, type.kind, ...name, UNDEFINED, ...limit);
}

/** Settings as properties; a dotted name stands in an object of its own. */
export function settingProperties(settings: readonly Setting[]): Property[] {
  const [direct, nested] = partition(settings, ({ name }) => !name.includes("."));
  const groups = [...new Set(nested.map(({ name }) => name.slice(0, name.indexOf("."))))];
  return [
    ...direct.map((setting) => ({ key: setting.name, value: settingCode(setting) })),
    ...groups.map((key) => {
      const members = nested.filter(({ name }) => name.startsWith(`${key}.`));
      const inner = members.map((setting) => ({
        ...setting,
        name: setting.name.slice(key.length + 1),
      }));
      return { key, value: block(settingProperties(inner)) };
    }),
  ];
}

/** Durations are written with their unit, wherever they stand in the value. */
function constant({ name: setting, type, value }: Setting): Code {
  if (value === undefined) return bug(`\`${setting}\` has neither a value nor a variable`);
  if (type.kind === "duration") return literal(durationJson(value));
  if (setting === "retry_backoff" && isList(value)) return literal(value.map(durationJson));
  if (type.kind === "data" && isObject(value))
    return literal(Object.fromEntries(Object.entries(value).map(memberJson)));
  return literal(value);
}

/** A member of `keep_completed`, `keep_failed`, or `unique`. */
function memberJson([key, value]: [string, Json]): [string, Json] {
  return [key, key === "age" || key === "for" ? durationJson(value) : value];
}

function durationJson(value: Json): Json {
  return typeof value === "number" ? durationText(value) : value;
}

/** What the value is checked against where it is computed. */
function shape(type: SettingType): Code {
  switch (type.kind) {
    case "choice":
      return literal({ kind: type.kind, choices: type.choices });
    case "url":
      return literal({ kind: type.kind, schemes: type.schemes });
    case "switch":
    case "text":
      return literal({ kind: type.kind });
    case "integer":
    case "number":
    case "duration":
      return literal({ kind: type.kind, ...limits(type) });
    case "data":
      return bug("structured values are never computed");
    default:
      return assertUnreachable(type);
  }
}

function accepted(type: SettingType): Code[] {
  if (type.kind === "choice") return [literal(type.choices)];
  return type.kind === "url" ? [literal(type.schemes)] : [];
}

function bounds(type: SettingType): Code[] {
  const inclusive = "min" in type || "max" in type ? limits(type) : {};
  return Object.keys(inclusive).length === 0 ? [] : [literal(inclusive)];
}

/** No duration is below 0 anyway. */
function limits(type: SettingType & { readonly min?: number; readonly max?: number }) {
  const { kind, min, max } = type;
  const isBound = min !== undefined && !(kind === "duration" && min === 0);
  return { ...(isBound && { min }), ...(max !== undefined && { max }) };
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !isList(value);
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
