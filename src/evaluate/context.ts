// Why: what is known at one point of a file while it is evaluated: the variables declared so far, the keys
// that stand above, and where the value being read will land.

import type { KeySegment } from "../../grammar/ast.js";
import { type Diagnostic, type Label, labelAt, type Report } from "../diagnostics/diagnostic.js";
import { Comparisons } from "../diagnostics/suggest.js";
import type { SourceFile, SourceSpan, Span } from "../source/source.js";
import type { ObjectNode, TuskNode } from "../syntax/tree.js";
import type { Module } from "./imports/module.js";
import { itemOf } from "./items.js";
import { KindTable } from "./kinds.js";
import { Measures } from "./measure.js";
import type { ObjectBuilder } from "./object-builder.js";
import { Unread } from "./unread.js";

/** How much references and imports may add to what the files say, in characters. */
const LARGEST_EXPANSION = 64 * 1024 * 1024;

/** The names of `a.b.c`. */
type Path = readonly Pick<KeySegment, "name">[];

/** What a file says. */
export interface Evaluated {
  readonly tree: ObjectNode;
  /** Those that are known at its end, by name. */
  readonly variables: ReadonlyMap<string, TuskNode>;
  /** Whether names of it may be missing, since part of a file that it imports could not be read. */
  readonly incomplete: boolean;
}

/** What the evaluations of a file and of all that it imports have in common. */
export class Shared {
  /** Of the files that are imported; each is there before one that imports it is evaluated. */
  readonly evaluated = new Map<Module, Evaluated>();
  readonly measures = new Measures();
  readonly kinds = new KindTable();
  readonly #comparisons = new Comparisons();
  #expansion = LARGEST_EXPANSION;

  /** `checked` says whether the file has a schema. */
  constructor(readonly checked: boolean) {}

  /** Whether one more misspelt name is compared with those that could be meant. */
  mayCompare(): boolean {
    return this.#comparisons.take();
  }

  /** Whether nothing more may be added, which was reported. */
  get isSpent(): boolean {
    return this.#expansion < 0;
  }

  /** Takes `size` from what may be added; `exceeded` is for the first time that it was too much. */
  spend(size: number): "ok" | "exceeded" | "silent" {
    if (this.isSpent) return "silent";
    this.#expansion -= size;
    return this.#expansion < 0 ? "exceeded" : "ok";
  }
}

/** The state of the evaluation of one file. */
export class Context {
  readonly source: SourceFile;
  readonly report: Report;
  /** Declared by the file, or by one that it imports. */
  readonly variables = new Map<string, TuskNode>();
  /** Declared by the file itself. */
  readonly ownVariables = new Set<string>();
  /** Whether names may be missing, since part of an imported file could not be read. */
  incomplete = false;
  /** The objects that such a file was imported into, and the file's own if it was not read to its end. */
  readonly lacking = new Set<ObjectBuilder>();
  /** The enclosing objects, the file's first. */
  readonly scopes: ObjectBuilder[] = [];
  /** The section whose statement is being read, while nothing encloses it. */
  section: ObjectBuilder | undefined;
  /** The nearest key, for messages. */
  key: string | undefined;
  /** The brackets that the value stands in, if any. */
  bracketed: "object" | "list" | undefined;
  /** How many objects and lists enclose the value. */
  depth = 0;
  /** Where syntax errors are. */
  readonly unread: Unread;
  /** Above 0 in the branch that a condition did not choose: its values do not matter, its names do. */
  #unchosen = 0;

  constructor(
    readonly module: Module,
    readonly shared: Shared,
  ) {
    this.source = module.source;
    this.report = module.report;
    this.unread = new Unread(module.unread);
  }

  /** Reports something wrong with a value, unless the value was not chosen. */
  reportValue(build: () => Diagnostic): void {
    if (this.#unchosen === 0) this.report(build());
  }

  /** Evaluates a branch that was not chosen. */
  unchosen<R>(evaluate: () => R): R {
    this.#unchosen += 1;
    try {
      return evaluate();
    } finally {
      this.#unchosen -= 1;
    }
  }

  /** Reports that a name means nothing, unless the file that gives it its meaning could not be read. */
  reportName(build: () => Diagnostic): void {
    if (!this.incomplete) this.report(build());
  }

  declare(name: string, value: TuskNode): void {
    this.variables.set(name, value);
    this.ownVariables.add(name);
  }

  /** Begins to read what stands within `objects`, the outermost first. */
  enter(objects: readonly ObjectBuilder[]): void {
    this.scopes.push(...objects);
    this.depth += objects.length;
  }

  /** Ends what `enter` began with the same objects. */
  leave(objects: readonly ObjectBuilder[]): void {
    this.scopes.length -= objects.length;
    this.depth -= objects.length;
  }

  /** Ends the reading of an object: it answers for the syntax errors within it that no inner one has. */
  finish(object: ObjectBuilder, span: Span): void {
    if (this.unread.take(span)) object.incomplete = true;
  }

  /** A place of the file that is being read. */
  at({ start, end }: Span): SourceSpan {
    return { source: this.source, start, end };
  }

  /** A label in the file that is being read. */
  label(span: Span, text?: string): Label {
    return labelAt(this.at(span), text);
  }

  /** The value of a declared variable, or of a member of it. */
  variable(path: Path): TuskNode | undefined {
    const [first, ...rest] = path;
    const node = first && this.variables.get(first.name);
    return node && descend(node, rest);
  }

  /** Whether a key that stands above holds a single value. */
  holdsScalar(path: Path): boolean {
    const found = this.keyAbove(path);
    return found !== undefined && found.kind !== "object" && found.kind !== "array";
  }

  /** The value of a key that stands above, looked for outwards through the enclosing objects. */
  keyAbove(path: Path): TuskNode | undefined {
    const [first, ...rest] = path;
    if (first === undefined) return undefined;
    for (let index = this.scopes.length - 1; index >= 0; index--) {
      const entry = this.scopes[index]?.entries.get(first.name);
      const found = entry && descend(entry.value, rest);
      if (found) return found;
    }
    return undefined;
  }
}

function descend(node: TuskNode, path: Path): TuskNode | undefined {
  let current: TuskNode | undefined = node;
  for (const { name } of path) {
    if (current?.kind === "error") return current;
    current = current && itemOf(current, name);
  }
  return current;
}
