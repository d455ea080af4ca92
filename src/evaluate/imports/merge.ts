// Why: a file that imports another says what is different in it, so what it says itself wins, whichever stands
// first. Objects are merged key by key; of two imports the later wins.

import type { SourceSpan } from "../../source/source.js";
import type { Entry, ObjectNode, TuskNode } from "../../syntax/tree.js";
import type { Context } from "../context.js";
import { type ObjectBuilder, share } from "../object-builder.js";

/** Adds what an imported file says to an object. */
export function mergeImport(context: Context, into: ObjectBuilder, from: ObjectNode): void {
  merge(into, from, (known) => isImported(context, known));
}

/** Puts a value of the file itself in the place of an imported one; an object keeps what it does not set. */
export function override(
  target: ObjectBuilder,
  known: Entry,
  span: SourceSpan,
  value: TuskNode,
): void {
  const own = target.set(known.key, span, value);
  const object = known.value.kind === "object" ? target.grow(own) : undefined;
  if (object !== undefined && known.value.kind === "object")
    merge(object, known.value, () => false);
}

/** Whether a key comes from another file than the one that is read. */
export function isImported(context: Context, { keySpan }: Entry): boolean {
  return keySpan.source !== context.source;
}

/** Adds entries; `gives` says whether one that is there already goes. */
function merge(into: ObjectBuilder, from: ObjectNode, gives: (known: Entry) => boolean): void {
  for (const { key, keySpan, value } of from.entries.values()) {
    const known = into.entries.get(key);
    const object = known && value.kind === "object" ? into.grow(known) : undefined;
    if (object !== undefined && value.kind === "object") merge(object, value, gives);
    else if (known === undefined || gives(known)) {
      share(value);
      into.set(key, keySpan, value);
    }
  }
}
