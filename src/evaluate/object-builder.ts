// Why: headers and dotted keys add to objects that are there already, so an object grows while its file is
// read. Once a value is used in a second place it must not grow there, too: then it is copied first.

import type { SourceSpan } from "../source/source.js";
import type { Entry, ObjectNode, TuskNode } from "../syntax/tree.js";

/** An object that is still being read. */
export class ObjectBuilder implements ObjectNode {
  readonly kind = "object";
  readonly entries = new Map<string, Entry>();
  /** Whether it is used in a second place. */
  shared = false;
  /** Whether a part of it could not be read. */
  incomplete = false;
  /** The first header that named it. */
  header: SourceSpan | undefined;

  constructor(readonly span: SourceSpan) {}

  set(key: string, keySpan: SourceSpan, value: TuskNode): Entry {
    const entry = { key, keySpan, value };
    this.entries.set(key, entry);
    return entry;
  }

  /** The object at `entry`, ready to grow: itself, or a copy if it is used elsewhere, too. */
  grow(entry: Entry): ObjectBuilder | undefined {
    const { value } = entry;
    if (!(value instanceof ObjectBuilder)) return undefined;
    if (!value.shared) return value;
    const copy = new ObjectBuilder(value.span);
    copy.incomplete = value.incomplete;
    for (const [key, inner] of value.entries) {
      share(inner.value);
      copy.entries.set(key, inner);
    }
    this.set(entry.key, entry.keySpan, copy);
    return copy;
  }
}

/** Marks a value as used in a second place. */
export function share(node: TuskNode): void {
  if (node instanceof ObjectBuilder) node.shared = true;
}

/** Marks objects and those in them, each once: a key that any of them lacks may have been written all the same. */
export function markIncomplete(objects: Iterable<ObjectBuilder>): void {
  const found = new Set(objects);
  for (const { entries } of found) {
    for (const { value } of entries.values()) if (value instanceof ObjectBuilder) found.add(value);
  }
  for (const each of found) each.incomplete = true;
}
