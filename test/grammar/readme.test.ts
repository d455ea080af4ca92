// grammar/README.md is the grammar for people. Its rules are held to the parser's, and its tokens to what
// the lexer makes of real files.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  Alternation,
  type IProduction,
  NonTerminal,
  Option,
  Repetition,
  RepetitionMandatory,
  RepetitionWithSeparator,
  Terminal,
  type TokenType,
} from "chevrotain";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tokenize } from "../../grammar/lexer.js";
import { TuskParser } from "../../grammar/parser.js";
import { Scan } from "../../grammar/scan.js";
import { allTokens, type Token } from "../../grammar/tokens.js";
import { SourceFile } from "../../src/source/source.js";
import { choice, type Ebnf, patternOf, printRule, readRules, sequence } from "../support/ebnf.js";
import { everyConstruct } from "../support/every-construct.js";
import { fencesOf } from "../support/fences.js";
import { corpusFiles, samples } from "../support/real-files.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

const blocks = fencesOf(readFileSync(join(root, "grammar/README.md"), "utf8"))
  .filter(({ info }) => info === "ebnf")
  .map(({ text }) => readRules(text));
const [rules, recovery, spelled, marks, template] = blocks;
if (rules === undefined || recovery === undefined || spelled === undefined)
  throw new Error("the page has lost its grammar");
const tokens = new Map([...spelled, ...(marks ?? [])]);

/** The rules of the parser, by name, in the notation of the page. */
const parsed = new Map(
  Object.values(new TuskParser().getGAstProductions()).map((rule) => [
    rule.name,
    sequence(rule.definition.map(written)),
  ]),
);

function written(production: IProduction): Ebnf {
  if (production instanceof NonTerminal) return { kind: "name", value: production.nonTerminalName };
  if (production instanceof Terminal) return token(production.terminalType);
  if (production instanceof Alternation) return choice(production.definition.map(written));
  const { definition } = production as IProduction & { readonly definition: IProduction[] };
  const of = sequence(definition.map(written));
  if (production instanceof Option) return { kind: "optional", of };
  if (production instanceof Repetition) return { kind: "repeated", of };
  if (production instanceof RepetitionMandatory) return sequence([of, { kind: "repeated", of }]);
  if (production instanceof RepetitionWithSeparator) {
    const more: Ebnf = { kind: "repeated", of: sequence([token(production.separator), of]) };
    return { kind: "optional", of: sequence([of, more]) };
  }
  return of;
}

/** A token whose spelling is fixed is written so; the label is the spelling then. */
function token({ name, LABEL = "" }: TokenType): Ebnf {
  const capitals = name.toUpperCase();
  if (tokens.has(capitals)) return { kind: "name", value: capitals };
  return { kind: "text", value: LABEL.replaceAll("`", "") };
}

/** A rule without what only reads on after a mistake. */
function withoutRecovery(node: Ebnf): Ebnf | undefined {
  switch (node.kind) {
    case "choice":
    case "sequence": {
      const of = node.of.map(withoutRecovery).filter((part) => part !== undefined);
      return node.kind === "choice" ? choice(of) : sequence(of);
    }
    case "optional":
    case "repeated": {
      const of = withoutRecovery(node.of);
      return of && { kind: node.kind, of };
    }
    case "name":
      return recovery?.has(node.value) === true ? undefined : node;
    case "text":
    case "class":
      return node;
  }
}

function lines(grammar: Iterable<readonly [string, Ebnf | undefined]>): string[] {
  return [...grammar].map(([name, node]) => `${name} = ${node ? printRule(node) : ""}`).sort();
}

describe("the rules of grammar/README.md", () => {
  it("are the parser's, each with the same tokens and rules in the same order", () => {
    const known = [...parsed].filter(([name]) => !recovery.has(name));
    const clean = known.map(([name, node]) => [name, withoutRecovery(node)] as const);
    expect(lines(rules)).toEqual(lines(clean));
  });

  it("name those that read on after a mistake", () => {
    expect(lines(recovery)).toEqual(
      lines([...parsed].filter(([name]) => recovery.has(name) || !rules.has(name))),
    );
  });

  it("name every token, by its spelling or with a definition", () => {
    const capitals = [...tokens.keys()].filter((name) => name === name.toUpperCase());
    const defined = allTokens.map(({ name }) => name.toUpperCase());
    expect(capitals.filter((name) => name !== "EOF" && !defined.includes(name))).toEqual([]);
    const page = lines([...rules, ...recovery]).join("\n");
    const missing = allTokens.filter((type) => !page.includes(printRule(token(type))));
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  it("refer to rules and tokens that are there", () => {
    const known = new Map([...rules, ...recovery, ...tokens, ...(template ?? [])]);
    const unknown = [...known.values()].flatMap(namesIn).filter((name) => !known.has(name));
    expect(unknown).toEqual([]);
  });
});

function namesIn(node: Ebnf): string[] {
  if (node.kind === "name") return [node.value];
  if (node.kind === "choice" || node.kind === "sequence") return node.of.flatMap(namesIn);
  return node.kind === "optional" || node.kind === "repeated" ? namesIn(node.of) : [];
}

describe("the tokens of grammar/README.md", () => {
  const spelling = new Map(
    allTokens.map((type) => {
      const name = type.name.toUpperCase();
      const pattern = tokens.has(name) ? patternOf(tokens, name) : undefined;
      return [type, pattern ?? patternOf(new Map([[name, token(type)]]), name)] as const;
    }),
  );

  function tokensOf(text: string): Token[] {
    return [
      ...tokenize(new Scan(new SourceFile("any.tusk", text), { width: 4, certain: true })),
    ].flat();
  }

  function misspelt(text: string): string[] {
    return tokensOf(text)
      .filter(({ tokenType, problem, image }) =>
        problem === undefined ? spelling.get(tokenType)?.test(image) === false : false,
      )
      .map((found: Token) => `${found.tokenType.name}: ${found.image}`);
  }

  it("are spelled as the lexer cuts them", () => {
    expect(misspelt(everyConstruct)).toEqual([]);
    expect(misspelt(everyConstruct.replaceAll("\n", "\r\n"))).toEqual([]);
  });

  it("are all in the text that is cut for it", () => {
    const cut = new Set(tokensOf(everyConstruct).map(({ tokenType }) => tokenType));
    const missing = allTokens.filter((type) => !cut.has(type)).map(({ name }) => name);
    expect(missing).toEqual(["StrayBlockOpen", "Unreadable"]);
  });

  /** Each token with the text around it in which its spelling alone decides what it is. */
  const places: readonly (readonly [name: string, before: string, after: string])[] = [
    ["BareKey", "", ": 1"],
    ["QuotedKey", "", ": 1"],
    ["VariableKey", "", ": 1"],
    ["Header", "", ""],
    ["QuotedText", "k: ", ""],
    ["NumberText", "k: ", ""],
    ["Constant", "k: ", ""],
    ["Reference", "k: ", ""],
    ["Variable", "k: ", ""],
    ["OperatorName", "k: ", ""],
    ["Member", "k: (a.b)", ""],
    ["BinaryOperator", "k: (1 ", " 2)"],
    ["PrefixOperator", "k: (", "$x)"],
  ];

  it.each(places)("%s: the lexer cuts what is spelled so", (name, before, after) => {
    const type = allTokens.find((one) => one.name === name);
    const pattern = type && spelling.get(type);
    if (pattern === undefined) throw new Error(`no token is called ${name}`);
    const plain = pattern.source
      .replaceAll("\\p{L}\\p{M}\\p{Nd}", "A-Za-z0-9")
      .replaceAll("[\\s\\S]*?", "[a-z \n]*");
    fc.assert(
      fc.property(fc.stringMatching(new RegExp(plain, "u")), (spelled) => {
        fc.pre(!/^\$\d|^-(?:\.|$)/.test(spelled));
        const text = before + spelled + after;
        const found = tokensOf(text).find(
          ({ start, end }) => start === before.length && end > start,
        );
        expect([found?.tokenType.name, found?.image]).toEqual([name, spelled]);
      }),
    );
  });

  it("are spelled as the lexer cuts them in real files", () => {
    expect([...samples, ...corpusFiles()].flatMap(({ text }) => misspelt(text))).toEqual([]);
  });
});
