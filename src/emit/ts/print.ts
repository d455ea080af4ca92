// Why: lays documents out. A group stands on one line when it fits into what is left of it, up to the next
// place where a line may break.

import { assertUnreachable } from "../../diagnostics/bug.js";
import { displayWidth } from "../../source/width.js";
import { concat, type Doc, fill, hardline, indent, join, line, text } from "./doc.js";

/** Lays a document out in `width` columns; a level of indentation is two spaces. */
export function print(doc: Doc, width: number): string {
  return new Printer(width).print(doc);
}

interface Command {
  readonly level: number;
  readonly flat: boolean;
  readonly doc: Doc;
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
        if (flat) pushAll(this.#pending, unfold(command, doc));
        else this.#fill(command, doc.items);
        break;
      default:
        pushAll(this.#pending, unfold(command, doc));
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
      else pushAll(commands, unfold(next, next.doc));
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

/** Adds any number of commands; as arguments of one call they would have to fit on the stack. */
function pushAll(commands: Command[], more: readonly Command[]): void {
  for (const command of more) commands.push(command);
}

/** The parts of a document, the first one last: as they are printed, and as they are measured. */
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
    default:
      return assertUnreachable(doc);
  }
}

type Compound = Exclude<Doc, { kind: "text" | "line" }>;

/** Columns, summed up by code points as the formatter counts them. */
function widthOf(value: string): number {
  if (/^[ -~]*$/.test(value)) return value.length;
  return [...value].reduce((width, character) => width + displayWidth(character), 0);
}
