// Why: a grammar is quicker read as diagrams. Chevrotain draws its own, but loads the scripts that do it from
// a public host; here they stand beside the page, so that it needs no network.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createSyntaxDiagramsCode, type ISerializedGast } from "chevrotain";
import { TuskParser } from "../../grammar/parser.js";

/** Chevrotain's files that draw, and the licence that goes with them. */
const DRAWING = [
  "diagrams/diagrams.css",
  "diagrams/src/diagrams_behavior.js",
  "diagrams/src/diagrams_builder.js",
  "diagrams/src/main.js",
  "diagrams/vendor/railroad-diagrams.js",
  "LICENSE.txt",
];

const HEAD = `<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>The grammar of TuskLang, as tsk-gen reads it</title>
<!-- Made by \`npm run docs\` from grammar/parser.ts. The drawing is chevrotain's: chevrotain/LICENSE.txt. -->
<h1>The grammar of TuskLang, as tsk-gen reads it</h1>
<p>
  The rules of <code>grammar/parser.ts</code>. Round boxes are what stands in a file, square ones are
  rules: click one to go to it. <code>grammar/README.md</code> has the same rules as text, and what the
  words of a file are made of.
</p>`;

/** Every file of docs/grammar by its path there: the page and what it loads. */
export function railroadFiles(): ReadonlyMap<string, string> {
  const entry = createRequire(import.meta.url).resolve("chevrotain");
  const home = join(dirname(entry), "../..");
  const copies = DRAWING.map(
    (file) => [`chevrotain/${file}`, readFileSync(join(home, file), "utf8")] as const,
  );
  return new Map([["index.html", page(serializedRules())], ...copies]);
}

function page(rules: readonly Rule[]): string {
  const drawn = createSyntaxDiagramsCode([...rules], {
    resourceBase: "chevrotain/diagrams/",
    css: "chevrotain/diagrams/diagrams.css",
  });
  const body = drawn.slice(drawn.indexOf("<style>"));
  return `${HEAD}\n${body.replace(/[ \t]+$/gm, "").trimEnd()}\n`;
}

interface Rule extends ISerializedGast {
  readonly name: string;
}

/** The parser's rules from `document` on, each behind the one that names it first. */
function serializedRules(): Rule[] {
  const rules = new Map(
    new TuskParser().getSerializedGastProductions().map((rule) => {
      const named = rule as Rule;
      return [named.name, named];
    }),
  );
  const ordered = new Set<Rule>();
  const visit = (node: ISerializedGast & { readonly name?: string }): void => {
    const rule = node.type === "NonTerminal" ? rules.get(node.name ?? "") : undefined;
    if (rule !== undefined) add(rule);
    node.definition?.forEach(visit);
  };
  const add = (rule: Rule): void => {
    if (ordered.has(rule)) return;
    ordered.add(rule);
    rule.definition?.forEach(visit);
  };
  for (const name of ["document", ...rules.keys()]) {
    const rule = rules.get(name);
    if (rule) add(rule);
  }
  return [...ordered];
}
