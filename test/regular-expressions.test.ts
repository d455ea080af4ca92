// Why: a file is untrusted text, and one expression that backtracks makes a compiler hang. Every expression of the
// compiler is proven to take linear time.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkSync } from "recheck";
import ts from "typescript";
import { expect, it, vi } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

interface Expression {
  readonly place: string;
  readonly pattern: string;
  readonly flags: string;
}

const files = ["grammar", "src", "templates"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name)),
);

const expressions = files.flatMap(expressionsIn);

it("every regular expression takes linear time", async () => {
  const slow = [...expressions, ...(await assembledExpressions())].flatMap(problemOf);
  expect(slow).toEqual([]);
  expect(expressions.length).toBeGreaterThan(50);
}, 120_000);

it("finds one that does not", () => {
  expect(problemOf({ place: "here", pattern: "(a|a)*$", flags: "" })).toHaveLength(1);
});

function problemOf({ place, pattern, flags }: Expression): string[] {
  // A sticky expression is tried at one place only.
  const tried = flags.includes("y") ? `^(?:${pattern})` : pattern;
  const found = checkSync(tried, flags.replace(/[dy]/g, ""), { timeout: 20_000 });
  if (found.status === "safe") return [];
  const why = found.status === "vulnerable" ? found.complexity.summary : "not known to be linear";
  return [`${place} /${pattern}/: ${why}`];
}

/** Those that a module puts together from parts, caught when they are made. */
async function assembledExpressions(): Promise<Expression[]> {
  const made: Expression[] = [];
  const assembling = files.filter((file) =>
    /(?:=|pattern:) new RegExp\(/.test(readFileSync(join(root, file), "utf8")),
  );
  const Original = globalThis.RegExp;
  vi.resetModules();
  globalThis.RegExp = new Proxy(Original, {
    construct(target, [pattern, flags = ""]: [string, string?]) {
      const maker = new Error().stack?.split("\n")[2] ?? "";
      const place = files.find((file) => maker.includes(`/${file}:`));
      if (place !== undefined) made.push({ place, pattern: String(pattern), flags });
      return new target(pattern, flags);
    },
  });
  try {
    for (const file of assembling) await import(join(root, file));
  } finally {
    globalThis.RegExp = Original;
  }
  for (const file of assembling) expect(made.map(({ place }) => place)).toContain(file);
  return made;
}

function expressionsIn(file: string): Expression[] {
  const text = readFileSync(join(root, file), "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      const end = node.text.lastIndexOf("/");
      found.push({
        place: `${file}:${line + 1}`,
        pattern: node.text.slice(1, end),
        flags: node.text.slice(end + 1),
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
