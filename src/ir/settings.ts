// Why: a setting of the model is what the file says; one of the IR is what the generated code says, with the
// default that the schema gives it.

import type { BoundSection, Setting as Declared, Located, Members } from "../schema/define.js";
import type { Json, Setting, SettingType } from "./ir.js";

/**
 * The settings of a section in the order of the schema; those that are not set at all are left out. The name
 * of one in an inner section has that of the section and a point before it.
 */
export function lowerSettings(
  members: Members,
  bound: Readonly<Record<string, unknown>>,
): Setting[] {
  return Object.entries(members).flatMap(([name, member]) => {
    if (member.kind === "section") {
      const inner = bound[name] as BoundSection<Members> | undefined;
      return lowerSettings(member.members, inner?.settings ?? {}).map((setting) => ({
        ...setting,
        name: `${name}.${setting.name}`,
      }));
    }
    if (member.kind !== "setting") return [];
    const setting = lowerSetting(name, member, bound[name] as Located<unknown> | undefined);
    return setting === undefined ? [] : [setting];
  });
}

/** One setting; undefined when neither the file nor the schema gives it a value or a variable. */
export function lowerSetting(
  name: string,
  declared: Declared<unknown>,
  located: Located<unknown> | undefined,
): Setting | undefined {
  if (located === undefined) return unset(name, declared);
  const { origin } = located;
  const value = located.value as Json | undefined;
  const type = typeOf(declared, value);
  const isSecret = declared.secret === true || ("secret" in origin && origin.secret);
  switch (origin.kind) {
    case "computed":
      return { name, type, expr: origin.expr, ...(isSecret && { secret: true }) };
    case "variable": {
      const given = {
        ...(value !== undefined && { value }),
        ...(isSecret && { secret: true }),
      };
      return { name, type, variable: origin.name, ...given };
    }
    case "file":
    case "hole":
      return { name, type, ...overrideOf(declared), ...(value !== undefined && { value }) };
  }
}

function unset(name: string, declared: Declared<unknown>): Setting | undefined {
  const value = declared.default as Json | undefined;
  if (value === undefined && declared.variable === undefined) return undefined;
  const type = typeOf(declared, value);
  return { name, type, ...overrideOf(declared), ...(value !== undefined && { value }) };
}

function overrideOf({ variable }: Declared<unknown>) {
  return variable === undefined ? {} : { variable };
}

/** Structured values have no type that a variable's text could be read as. */
function typeOf({ type }: Declared<unknown>, value: Json | undefined): SettingType {
  return typeof value === "object" || type.variable === undefined
    ? { kind: "data" }
    : type.variable;
}
