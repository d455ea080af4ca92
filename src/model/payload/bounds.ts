// Why: bounds say different things of numbers, texts, and lists, and nothing of other types.

import type { BaseName, TypeBounds } from "./type.js";

/** Why a type cannot have these bounds, as a headline; undefined when it can. */
export function faultOfBounds(of: BaseName | "list", bounds: TypeBounds): string | undefined {
  const { min, max } = bounds;
  const given = [min, max].filter((bound) => bound !== undefined);
  if (given.length === 0) return "bounds need a number before or after `..`";
  if (min !== undefined && max !== undefined && min > max) {
    return `no value lies between ${min} and ${max}`;
  }
  switch (of) {
    case "float":
      return undefined;
    case "int":
      return given.every(Number.isSafeInteger)
        ? undefined
        : "the bounds of `int` are whole numbers";
    case "string":
    case "list":
      return given.every((bound) => Number.isSafeInteger(bound) && bound >= 0)
        ? undefined
        : `the length of a ${of === "list" ? "list" : "text"} is a whole number, 0 or more`;
    default:
      return `\`${of}\` has no bounds`;
  }
}
