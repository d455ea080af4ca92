// Why: a reference puts a value in a second place. There it has a place of its own for messages, it must
// not grow when the first one does, and what it adds to the file is counted.

import { MOST_LEVELS, nestingTooDeep } from "../../grammar/limits.js";
import { defineDiagnostic } from "../diagnostics/define.js";
import { labelAt } from "../diagnostics/diagnostic.js";
import type { SourceSpan } from "../source/source.js";
import type { TuskNode } from "../syntax/tree.js";
import type { Context } from "./context.js";
import { share } from "./object-builder.js";

/**
 * Each reference puts a value in a second place, and references to references multiply: with ten in
 * each, eight steps make a hundred million. Past 64 MiB reading stops, so that no file can fill the
 * memory of the machine that checks it.
 *
 * ```tusk expect=expansion-too-large
 * $a: ["1234567890", "1234567890", "1234567890", "1234567890", "1234567890", "1234567890"]
 * $b: [$a, $a, $a, $a, $a, $a, $a, $a, $a, $a]
 * $c: [$b, $b, $b, $b, $b, $b, $b, $b, $b, $b]
 * $d: [$c, $c, $c, $c, $c, $c, $c, $c, $c, $c]
 * $e: [$d, $d, $d, $d, $d, $d, $d, $d, $d, $d]
 * $f: [$e, $e, $e, $e, $e, $e, $e, $e, $e, $e]
 * $g: [$f, $f, $f, $f, $f, $f, $f, $f, $f, $f]
 *
 * queue:
 *   backend: "bullmq"
 * ```
 *
 * ```tusk
 * $a: ["1234567890", "1234567890", "1234567890", "1234567890", "1234567890", "1234567890"]
 * $b: [$a, $a, $a, $a, $a, $a, $a, $a, $a, $a]
 *
 * queue:
 *   backend: "bullmq"
 * ```
 */
const expansionTooLarge = defineDiagnostic<object>({
  code: "TSK3005",
  name: "expansion-too-large",
  severity: "error",
  message: () => "the references of this file add up to more than 64 MiB",
});

/**
 * `${name}` puts a value in a second place. An object that holds itself would have no end.
 *
 * ```tusk expect=enclosing-reference
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     timeout: ${queue}
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     timeout: 300
 * ```
 */
const enclosingReference = defineDiagnostic<object>({
  code: "TSK3006",
  name: "enclosing-reference",
  severity: "error",
  message: () => "a value cannot hold the object that it is part of",
});

/**
 * What depends on the environment is computed when a process starts, from the variables that it is
 * made of. This value is made of so many others that its code would be larger than the rest of the
 * project.
 *
 * ```tusk expect=reference-too-deep
 * $a: @env("SECONDS", 60)
 * $b: $a + $a + $a + $a + $a + $a + $a + $a + $a + $a
 * $c: $b + $b + $b + $b + $b + $b + $b + $b + $b + $b
 * $d: $c + $c + $c + $c + $c + $c + $c + $c + $c + $c
 * $e: $d + $d + $d + $d + $d + $d + $d + $d + $d + $d
 * $f: $e + $e + $e + $e + $e + $e + $e + $e + $e + $e
 *
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     timeout: $f
 * ```
 *
 * ```tusk
 * $a: @env("SECONDS", 60)
 *
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     timeout: $a * 100000
 * ```
 */
const tallReference = defineDiagnostic<object>({
  code: "TSK3007",
  name: "reference-too-deep",
  severity: "error",
  message: () => "this value is computed from too long a chain of others",
});

/** How tall and how large a value of the environment may be computed. */
const TALLEST_EXPR = 512;
const LARGEST_EXPR = 256 * 1024;

/** The value as it stands at `span`. */
export function refer(context: Context, node: TuskNode, span: SourceSpan): TuskNode {
  if (node.kind === "error") return { kind: "error", span };
  if (context.scopes.some((scope) => scope === node)) {
    context.report(enclosingReference({}, { at: labelAt(span) }));
    return { kind: "error", span };
  }
  // Sharing makes an object's next key cost a copy of it, and measuring takes all of it.
  if (context.shared.isSpent) return { kind: "error", span };
  share(node);
  const { size, height } = context.shared.measures.of(node);
  if (!spend(context, size, span)) return { kind: "error", span };
  const runtime = node.kind === "runtime";
  if (!runtime && context.depth + height > MOST_LEVELS) {
    context.report(nestingTooDeep(labelAt(span)));
    return { kind: "error", span };
  }
  if (runtime && (height > TALLEST_EXPR || size > LARGEST_EXPR)) {
    context.report(tallReference({}, { at: labelAt(span) }));
    return { kind: "error", span };
  }
  return node.kind === "object" || node.kind === "array" ? node : { ...node, span };
}

/** Counts what a value adds to the file; false when that is too much. */
export function spend(context: Context, size: number, span: SourceSpan): boolean {
  const spent = context.shared.spend(size);
  if (spent === "exceeded") context.report(expansionTooLarge({}, { at: labelAt(span) }));
  return spent === "ok";
}
