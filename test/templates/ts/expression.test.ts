import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printExpression } from "../../../src/emit/ts/file.js";
import { evaluateExpr } from "../../../src/evaluate/run-expr.js";
import type { Expr } from "../../../src/syntax/tree.js";
import { expression } from "../../../templates/ts/expression.js";
import { expressions } from "../../support/arbitrary.js";
import { projectOf } from "../../support/compile.js";

class Unset extends Error {}

/** Reads variables as the runtime does. */
function reader(variables: Readonly<Record<string, string>>) {
  return (name: string, fallback?: string | number | boolean) => {
    const text = variables[name];
    if (text === undefined && fallback === undefined) throw new Unset(name);
    if (text === undefined) return fallback;
    if (typeof fallback === "number") return Number(text);
    return typeof fallback === "boolean" ? text === "true" : text;
  };
}

/** What the emitted function returns for an environment. */
function run(expr: Expr, variables: Readonly<Record<string, string>>): unknown {
  const source = printExpression(expression(expr));
  return new Function("read", `"use strict"; return (${source})(read);`)(reader(variables));
}

function variablesOf(expr: unknown): string[] {
  if (typeof expr !== "object" || expr === null) return [];
  const own = "kind" in expr && expr.kind === "env" && "name" in expr ? [String(expr.name)] : [];
  return [...own, ...Object.values(expr).flatMap(variablesOf)];
}

/** The code of a setting of the profile `sidekiq`. */
function emitted(value: string): string {
  const { profiles } = projectOf(`
queue:
  backend: sidekiq
  sidekiq:
    concurrency: ${value}
`);
  const { expr } =
    profiles
      .find(({ backend }) => backend === "sidekiq")
      ?.settings.find(({ name }) => name === "concurrency") ?? {};
  return expr === undefined ? "no expression" : printExpression(expression(expr));
}

describe("expression", () => {
  it("computes what the language computes", () => {
    let compared = 0;
    const values = fc.array(fc.constantFrom("1", "12.5", "text", "true"), {
      minLength: 20,
      maxLength: 20,
    });
    fc.assert(
      fc.property(expressions, values, (expr, texts) => {
        const names = [...new Set(variablesOf(expr))];
        const variables = Object.fromEntries(
          names.flatMap((name, index) =>
            index % 3 === 2 ? [] : [[name, texts[index % 20] ?? "1"]],
          ),
        );
        let isRight = true;
        const expected = evaluateExpr(expr, variables, () => {
          isRight = false;
        });
        if (!isRight) return;
        try {
          const actual = run(expr, variables);
          // Null and empty text are one where they come from a variable that is not set.
          expect(actual === "" ? null : actual).toEqual(expected === "" ? null : expected);
          compared += 1;
        } catch (error) {
          if (!(error instanceof Unset)) throw error;
        }
      }),
      { numRuns: 2000, seed: 5 },
    );
    expect(compared).toBeGreaterThan(400);
  });

  it.each([
    [
      '@env("NODE_ENV", "dev") == "production" ? 20 : 5',
      '(read) => (read("NODE_ENV", "dev") === "production" ? 20 : 5)',
    ],
    ['@env("BIG") ? 20 : 5', '(read) => (read("BIG", "") ? 20 : 5)'],
    ['@env("SLOTS") ?? 5', '(read) => read("SLOTS", 5)'],
    ['@env("CORES", 2) * 2 + 1', '(read) => read("CORES", 2) * 2 + 1'],
    ['(@env("CORES", 2) + 1) * 2', '(read) => (read("CORES", 2) + 1) * 2'],
    ['@env("A") == null ? 1 : 2', '(read) => (read("A", "") === "" ? 1 : 2)'],
    ['!@env("A") ? 1 : 2', '(read) => (!read("A", "") ? 1 : 2)'],
    ['@env("A") ?? @env("B") ?? 5', '(read) => read("A", "") || read("B", "") || 5'],
    ['@env("A") ?? (@env("B") ?? 5)', '(read) => read("A", "") || read("B", 5)'],
    ['@env("A", 7) ?? 5', '(read) => read("A", 7)'],
  ])("%s becomes %s", (value, expected) => {
    expect(emitted(value)).toBe(expected);
  });
});
