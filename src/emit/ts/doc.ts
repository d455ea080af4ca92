// Why: generated TypeScript must already look as the formatter leaves it, for names of any length. This is
// the usual pretty-printing algebra: groups that stand on one line when they fit and break when not.

import { displayWidth } from "../../diagnostics/render/frame/width.js";

/** A piece of output whose line breaks are not decided yet. */
export type Doc =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "concat"; readonly parts: readonly Doc[] }
  | { readonly kind: "indent"; readonly content: Doc }
  /** On one line: `flat`; in a broken group: a line break. A hard one always breaks. */
  | { readonly kind: "line"; readonly flat: "" | " "; readonly hard: boolean }
  /** Printed only where the enclosing group is broken, or only where it is not. */
  | { readonly kind: "when"; readonly broken: boolean; readonly content: Doc }
  /** The first state that fits on the rest of the line, else the last one, broken. */
  | { readonly kind: "group"; readonly states: readonly [Doc, ...Doc[]]; readonly broken: boolean }
  /** What follows `=` or `:`: on the same line if its beginning fits there, else on the next. */
  | { readonly kind: "aligned"; readonly content: Doc }
  /** As many items on each line as fit. */
  | { readonly kind: "fill"; readonly items: readonly Doc[] };

export const text = (value: string): Doc => ({ kind: "text", text: value });
export const concat = (...parts: readonly Doc[]): Doc => ({ kind: "concat", parts });
export const indent = (...parts: readonly Doc[]): Doc => ({
  kind: "indent",
  content: concat(...parts),
});
export const line: Doc = { kind: "line", flat: " ", hard: false };
export const softline: Doc = { kind: "line", flat: "", hard: false };
export const hardline: Doc = { kind: "line", flat: "", hard: true };
export const whenBroken = (content: Doc): Doc => ({ kind: "when", broken: true, content });
export const whenFlat = (content: Doc): Doc => ({ kind: "when", broken: false, content });
export const aligned = (content: Doc): Doc => ({ kind: "aligned", content });
export const fill = (items: readonly Doc[]): Doc => ({ kind: "fill", items });

/** A group that breaks when it does not fit, or holds a hard line. */
export const group = (...parts: readonly Doc[]): Doc => {
  const content = concat(...parts);
  return { kind: "group", states: [content], broken: breaks(content) };
};

/** A group that is broken whether it fits or not. */
export const brokenGroup = (...parts: readonly Doc[]): Doc => ({
  kind: "group",
  states: [concat(...parts)],
  broken: true,
});

/** A group as it looks when it does not fit. */
export const broken = (doc: Doc): Doc => (doc.kind === "group" ? { ...doc, broken: true } : doc);

/** Alternatives, the tersest first. A hard line inside does not force the last one. */
export const choice = (first: Doc, ...others: readonly Doc[]): Doc => ({
  kind: "group",
  states: [first, ...others],
  broken: false,
});

export function join(separator: Doc, docs: readonly Doc[]): Doc {
  return concat(...docs.flatMap((doc, index) => (index === 0 ? [doc] : [separator, doc])));
}

/** Whether a line break is certain, whatever the width. */
export function breaks(doc: Doc): boolean {
  switch (doc.kind) {
    case "text":
      return false;
    case "line":
      return doc.hard;
    case "concat":
      return doc.parts.some(breaks);
    case "fill":
      return doc.items.some(breaks);
    case "group":
      return doc.broken || breaks(doc.states[0]);
    case "indent":
    case "aligned":
    case "when":
      return breaks(doc.content);
  }
}

/** The document on one line: every line break that could be is decided against. */
export function flattened(doc: Doc): Doc {
  switch (doc.kind) {
    case "text":
      return doc;
    case "line":
      return text(doc.flat);
    case "concat":
      return concat(...doc.parts.map(flattened));
    case "fill":
      return flattened(join(concat(text(","), line), doc.items));
    case "group":
      return flattened(doc.states[0]);
    case "indent":
      return flattened(doc.content);
    case "aligned":
      return concat(text(" "), flattened(doc.content));
    case "when":
      return doc.broken ? text("") : flattened(doc.content);
  }
}

interface Command {
  readonly level: number;
  readonly flat: boolean;
  readonly doc: Doc;
}

/** Lays a document out in `width` columns; a level of indentation is two spaces. */
export function print(doc: Doc, width: number): string {
  return new Printer(width).print(doc);
}

// Invariant: `pending` is what is left to print, the next piece last; `column` is where the output stands.
class Printer {
  readonly #pending: Command[] = [];
  readonly #lines: string[] = [];
  #line = "";
  #column = 0;
  /** A hard line broke what was to stand on one line, so that what follows is to be measured anew. */
  #isOnNewLine = false;

  constructor(readonly width: number) {}

  print(doc: Doc): string {
    this.#pending.push({ level: 0, flat: false, doc });
    for (let next = this.#pending.pop(); next; next = this.#pending.pop()) this.#step(next);
    return [...this.#lines, this.#line.trimEnd()].join("\n");
  }

  #step(command: Command): void {
    const { doc, level, flat } = command;
    switch (doc.kind) {
      case "text":
        this.#write(doc.text);
        break;
      case "line":
        if (flat && !doc.hard) this.#write(doc.flat);
        else {
          this.#isOnNewLine = flat;
          this.#newLine(level);
        }
        break;
      case "group":
        this.#group(command, doc);
        break;
      case "aligned":
        this.#align(command, doc.content);
        break;
      case "fill":
        if (flat) this.#pending.push(...unfold(command, doc));
        else this.#fill(command, doc.items);
        break;
      default:
        this.#pending.push(...unfold(command, doc));
    }
  }

  #group({ level, flat }: Command, doc: Doc & { kind: "group" }): void {
    const last = { level, flat: false, doc: doc.states.at(-1) ?? doc.states[0] };
    const states = doc.broken ? [] : doc.states.map((state) => ({ level, flat: true, doc: state }));
    const isDecided = flat && !this.#isOnNewLine;
    this.#isOnNewLine = false;
    this.#pending.push(states.find((state) => isDecided || this.#fits([state])) ?? last);
  }

  #align({ level, flat }: Command, content: Doc): void {
    const sameLine = { level, flat, doc: concat(text(" "), content) };
    const nextLine = { level, flat, doc: indent(hardline, content) };
    this.#pending.push(flat || this.#fits([sameLine]) ? sameLine : nextLine);
  }

  #fill(command: Command, items: readonly Doc[]): void {
    const [first, ...rest] = items;
    if (first === undefined) return;
    const isLast = rest.length === 0;
    const piece = { ...command, flat: true, doc: isLast ? first : concat(first, text(",")) };
    const spaced = { ...piece, doc: concat(text(" "), piece.doc) };
    const isFirst = this.#column === command.level * 2;
    const fits = isFirst || this.#fits([spaced], isLast ? this.#pending : []);
    if (!fits) this.#newLine(command.level);
    if (!isLast) this.#pending.push({ ...command, doc: fill(rest) });
    this.#pending.push(isFirst || !fits ? piece : spaced);
  }

  /** Whether everything up to the next possible line break stays within the width. */
  #fits(commands: Command[], rest: readonly Command[] = this.#pending): boolean {
    let left = this.width - this.#column;
    let at = rest.length;
    while (left >= 0) {
      const next = commands.pop() ?? rest[--at];
      if (next === undefined) return true;
      if (next.doc.kind === "line") {
        if (!next.flat || next.doc.hard) return true;
        left -= next.doc.flat.length;
      } else if (next.doc.kind === "text") left -= widthOf(next.doc.text);
      else commands.push(...unfold(next, next.doc));
    }
    return false;
  }

  #newLine(level: number): void {
    this.#lines.push(this.#line.trimEnd());
    this.#line = "  ".repeat(level);
    this.#column = level * 2;
  }

  #write(value: string): void {
    this.#line += value;
    this.#column += widthOf(value);
  }
}

/** The parts that a document consists of, the first one last: as they are printed, and as they are measured. */
function unfold(command: Command, doc: Compound): Command[] {
  const { flat, level } = command;
  const as = (parts: readonly Doc[], mode = flat): Command[] =>
    parts.toReversed().map((part) => ({ level, flat: mode, doc: part }));
  switch (doc.kind) {
    case "concat":
      return as(doc.parts);
    case "indent":
      return [{ level: level + 1, flat, doc: doc.content }];
    case "when":
      return doc.broken === flat ? [] : as([doc.content]);
    case "aligned":
      return as(flat ? [text(" "), doc.content] : [hardline]);
    case "fill":
      return as([join(concat(text(","), line), doc.items)]);
    case "group": {
      const mode = flat && !doc.broken;
      return as([(mode ? doc.states[0] : doc.states.at(-1)) ?? doc.states[0]], mode);
    }
  }
}

type Compound = Exclude<Doc, { kind: "text" | "line" }>;

/** Columns, summed up by code points as the formatter counts them. */
function widthOf(value: string): number {
  if (/^[ -~]*$/.test(value)) return value.length;
  return [...value].reduce((width, character) => width + displayWidth(character), 0);
}
