// Why: in a large file most memory of a tree would be the places of its smallest nodes, an object each, and
// memory is what a parser waits for. So these, of which there are most, keep their place as numbers, or
// have that of their parts. (`{ ...node }` of them would lose it.)

import type { Span } from "../src/source/source.js";
import type { Assignment, Key, KeySegment, Value } from "./ast.js";

/** A node that is one token and says one thing. */
export class Leaf<Kind extends string, Content> {
  constructor(
    readonly kind: Kind,
    readonly start: number,
    readonly end: number,
    readonly value: Content,
  ) {}

  get span(): Span {
    return { start: this.start, end: this.end };
  }
}

/** A name of a path. */
export class Segment implements KeySegment {
  readonly kind = "KeySegment";

  constructor(
    readonly start: number,
    readonly end: number,
    readonly name: string,
  ) {}

  get span(): Span {
    return { start: this.start, end: this.end };
  }
}

/** A key without quotes: it stands where its names stand. */
export class PlainKey implements Key {
  readonly kind = "Key";

  constructor(readonly segments: readonly [Segment, ...Segment[]]) {}

  get span(): Span {
    const [first] = this.segments;
    return { start: first.start, end: (this.segments.at(-1) ?? first).end };
  }
}

/** An assignment stands where its key and its value stand. */
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
