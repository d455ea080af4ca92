// Why: the grammar needs to see one token ahead. Chevrotain's own strategy sees any number, for which it
// lists the paths through the grammar; that took a third of the time in which a parser is made, and every
// command waits for it.

import {
  Alternation,
  type ILookaheadStrategy,
  type IProduction,
  LLkLookaheadStrategy,
  NonTerminal,
  Option,
  Repetition,
  RepetitionMandatory,
  RepetitionMandatoryWithSeparator,
  RepetitionWithSeparator,
  type Rule,
  Terminal,
} from "chevrotain";
import { bug } from "../src/diagnostics/bug.js";
import type { TokenReader } from "./token-reader.js";

/** What a part of a rule can start with: token types by their numbers, or nothing at all. */
interface Start {
  readonly tokens: ReadonlySet<number>;
  readonly empty: boolean;
}

type Choose = ReturnType<ILookaheadStrategy["buildLookaheadForAlternation"]>;
type Enter = ReturnType<ILookaheadStrategy["buildLookaheadForOptional"]>;

/** Decides by the next token; the first alternative that can start with it is taken. */
export class OneToken extends LLkLookaheadStrategy implements ILookaheadStrategy {
  readonly #starts = new Map<string, Start>();

  constructor() {
    super({ maxLookahead: 1 });
  }

  override buildLookaheadForAlternation({
    rule,
    prodOccurrence,
  }: Parameters<ILookaheadStrategy["buildLookaheadForAlternation"]>[0]): Choose {
    const { definition } = productionOf(rule, Alternation, prodOccurrence);
    const choices: number[] = [];
    let otherwise: number | undefined;
    for (const [index, alternative] of definition.entries()) {
      const { tokens, empty } = this.#startOf((alternative as Composite).definition);
      for (const token of tokens) choices[token] ??= index;
      if (empty) otherwise ??= index;
    }
    return function (this: TokenReader) {
      return choices[this.nextTypeIdx] ?? otherwise;
    };
  }

  override buildLookaheadForOptional({
    rule,
    prodOccurrence,
    prodType,
  }: Parameters<ILookaheadStrategy["buildLookaheadForOptional"]>[0]): Enter {
    const { definition } = productionOf(rule, OPTIONAL[prodType], prodOccurrence);
    const entered: boolean[] = [];
    for (const token of this.#startOf(definition).tokens) entered[token] = true;
    return function (this: TokenReader) {
      return entered[this.nextTypeIdx] === true;
    };
  }

  #startOf(parts: readonly IProduction[]): Start {
    const tokens = new Set<number>();
    for (const part of parts) {
      const start = this.#startOfPart(part);
      for (const token of start.tokens) tokens.add(token);
      if (!start.empty) return { tokens, empty: false };
    }
    return { tokens, empty: true };
  }

  #startOfPart(part: IProduction): Start {
    if (part instanceof Terminal)
      return { tokens: new Set([part.terminalType.tokenTypeIdx ?? 0]), empty: false };
    if (part instanceof NonTerminal) return this.#startOfRule(part.referencedRule);
    const { definition } = part as Composite;
    if (!(part instanceof Alternation)) {
      const { tokens, empty } = this.#startOf(definition);
      return { tokens, empty: empty || MAY_BE_LEFT_OUT.some((kind) => part instanceof kind) };
    }
    const starts = definition.map((alternative) => this.#startOfPart(alternative));
    const tokens = new Set(starts.flatMap((start) => [...start.tokens]));
    return { tokens, empty: starts.some(({ empty }) => empty) };
  }

  #startOfRule(rule: Rule): Start {
    const known = this.#starts.get(rule.name) ?? this.#startOf(rule.definition);
    this.#starts.set(rule.name, known);
    return known;
  }
}

/** A production with others in it. */
interface Composite extends IProduction {
  readonly definition: IProduction[];
}

const OPTIONAL = {
  Option,
  Repetition,
  RepetitionMandatory,
  RepetitionMandatoryWithSeparator,
  RepetitionWithSeparator,
};
const MAY_BE_LEFT_OUT = [Option, Repetition, RepetitionWithSeparator];

/** The production of a rule that chevrotain means by its kind and number. */
function productionOf<Kind extends Composite & { idx: number }>(
  rule: Composite,
  kind: abstract new (...args: never[]) => Kind,
  occurrence: number,
): Kind {
  return findProduction(rule, kind, occurrence) ?? bug(`a rule has lost its ${kind.name}`);
}

function findProduction<Kind extends Composite & { idx: number }>(
  { definition }: Composite,
  kind: abstract new (...args: never[]) => Kind,
  occurrence: number,
): Kind | undefined {
  for (const part of definition) {
    if (part instanceof kind && part.idx === occurrence) return part;
    if (part instanceof NonTerminal || part instanceof Terminal) continue;
    const found = findProduction(part as Composite, kind, occurrence);
    if (found) return found;
  }
  return undefined;
}
