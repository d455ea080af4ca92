// docs/grammar: the parser's rules as diagrams. The page is run here as a browser without a network would.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import type { ISerializedGast } from "chevrotain";
import { describe, expect, it } from "vitest";
import { TuskParser } from "../../grammar/parser.js";
import { railroadFiles } from "../../scripts/docs/railroad.js";
import { harvest } from "../support/scratch.js";

const folder = fileURLToPath(new URL("../../docs/grammar", import.meta.url));
const page = readFileSync(join(folder, "index.html"), "utf8");
const productions = new TuskParser().getSerializedGastProductions();

/** The scripts of the page in order, those of other files read from beside it. */
function scripts(): string[] {
  return [...page.matchAll(/<script(?: src='([^']*)')?>([\s\S]*?)<\/script>/g)].map(
    ([, source, text]) =>
      source === undefined ? (text ?? "") : readFileSync(join(folder, source), "utf8"),
  );
}

/** Runs the page with no more of a browser than it needs, and gives what it drew. */
function draw(): string {
  const place = { innerHTML: "" };
  const document = {
    getElementById: (id: string) => (id === "diagrams" ? place : null),
    getElementsByClassName: () => [],
  };
  const context = createContext({ document });
  runInContext("var window = globalThis;", context);
  for (const script of scripts()) runInContext(script, context);
  return place.innerHTML;
}

/** What a box in a diagram says: the label of a token, the name of a rule. */
function nameOf(node: ISerializedGast): string {
  const { label, name } = node as ISerializedGast & Partial<Record<"label" | "name", string>>;
  return label ?? name ?? "";
}

function namesIn(node: ISerializedGast & { readonly separator?: ISerializedGast }): string[] {
  const within = [...(node.definition ?? []), ...(node.separator ? [node.separator] : [])];
  return within.flatMap((part) =>
    part.type === "Terminal" || part.type === "NonTerminal" ? [nameOf(part)] : namesIn(part),
  );
}

function unescaped(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
}

describe("the diagrams of the grammar", () => {
  it("are what `npm run docs` makes of the parser", () => {
    expect(Object.keys(harvest(folder))).toEqual([...railroadFiles().keys()].sort());
    for (const [path, text] of railroadFiles())
      expect(readFileSync(join(folder, path), "utf8"), path).toBe(text);
  });

  it("load files beside them and nothing else", () => {
    const loaded = [...page.matchAll(/\b(?:src|href)=["']([^"']*)["']/g)].map(([, path]) => path);
    expect(loaded).toHaveLength(5);
    for (const path of loaded) expect(existsSync(join(folder, path ?? "")), path).toBe(true);
    expect(page).not.toMatch(/https?:|url\(|@import/);
    const styles = readFileSync(join(folder, "chevrotain/diagrams/diagrams.css"), "utf8");
    expect(styles).not.toMatch(/url\(|@import/);
  });

  it("are drawn, one for each rule, with the words and rules in it", () => {
    const drawn = draw().split('<h2 class="diagramHeader">').slice(1);
    expect(drawn[0]).toMatch(/^document<\/h2><svg /);
    const boxes = drawn.map((diagram) => {
      const [name] = diagram.split("</h2><svg ");
      const texts = [...diagram.matchAll(/<text(?: [\w-]+="[^"]*")*>([^<]*)<\/text>/g)];
      return [name, new Set(texts.map(([, text]) => unescaped(text ?? "")))] as const;
    });
    const named = productions.map((rule) => [nameOf(rule), new Set(namesIn(rule))] as const);
    expect(new Map(boxes)).toEqual(new Map(named));
  });

  it("come with the licence of what draws them", () => {
    expect(page).toContain("chevrotain/LICENSE.txt");
    expect(readFileSync(join(folder, "chevrotain/LICENSE.txt"), "utf8")).toContain(
      "Apache License",
    );
  });
});
