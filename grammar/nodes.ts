// Why: in a large file most memory of a tree would be the places of its nodes, an object each, and the names
// of its keys, and memory is what a parser waits for. So the nodes of which there are most keep their place as
// numbers or have that of their parts, and keys without quotes are read from the text when somebody asks.
// (`{ ...node }` of them would lose what is not kept.)

import type { Span } from "../src/source/source.js";
import type { Assignment, Key, KeySegment, Value } from "./ast.js";
import { Char, findOnLine } from "./characters.js";

/** What keeps its place as numbers. */
class Placed {
  constructor(
    readonly start: number,
    readonly end: number,
  ) {}

  get span(): Span {
    return { start: this.start, end: this.end };
  }
}

/** A node that is one token and says one thing. */
export class Leaf<Kind extends string, Content> extends Placed {
  constructor(
    readonly kind: Kind,
    start: number,
    end: number,
    readonly value: Content,
  ) {
    super(start, end);
  }
}

/** A name of a path. */
export class Segment extends Placed implements KeySegment {
  readonly kind = "KeySegment";

  constructor(
    start: number,
    end: number,
    readonly name: string,
  ) {
    super(start, end);
  }
}

/** A key without quotes. Its names are cut out of the file's text each time that they are asked for. */
export class PlainKey extends Placed implements Key {
  readonly kind = "Key";
  readonly #text: string;

  constructor(text: string, start: number, end: number) {
    super(start, end);
    this.#text = text;
  }

  get segments(): Segment[] {
    return readPath(this.#text, this.start, this.end);
  }
}

/** `[a.b]`, made with the place of what is between the brackets. */
export class PlainHeader extends PlainKey {
  override get span(): Span {
    return { start: this.start - 1, end: this.end + 1 };
  }
}

/** `a.b.c` from `start` to `end` as segments. */
export function readPath(text: string, start: number, end: number): Segment[] {
  const segments: Segment[] = [];
  for (let from = start; ; ) {
    const dot = findOnLine(text, Char.Dot, from, end) ?? end;
    segments.push(new Segment(from, dot, text.slice(from, dot)));
    if (dot === end) return segments;
    from = dot + 1;
  }
}

/** An assignment to a key without quotes, which is made each time that it is asked for. */
export class PlainAssignment implements Assignment {
  readonly kind = "Assignment";
  readonly #text: string;
  readonly #start: number;
  readonly #keyEnd: number;

  constructor(
    text: string,
    start: number,
    keyEnd: number,
    readonly value: Value,
  ) {
    this.#text = text;
    this.#start = start;
    this.#keyEnd = keyEnd;
  }

  get key(): Key {
    return new PlainKey(this.#text, this.#start, this.#keyEnd);
  }

  get span(): Span {
    return { start: this.#start, end: this.value.span.end };
  }
}

/** Any other assignment. It stands where its key and its value stand. */
export class KeyAndValue implements Assignment {
  readonly kind = "Assignment";

  constructor(
    readonly key: Key,
    readonly value: Value,
  ) {}

  get span(): Span {
    return { start: this.key.span.start, end: this.value.span.end };
  }
}
