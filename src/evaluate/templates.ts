// Why: text with values in it. What is known is put in now; a single call that fills the quotes is that
// call, so that `"@env('PORT', 80)"` stays a number.

import type { EmbeddedCall, Template, TemplatePart } from "../../grammar/ast.js";
import { LONGEST_TEXT, textTooLong } from "../../grammar/limits.js";
import { assertUnreachable } from "../diagnostics/bug.js";
import { defineDiagnostic } from "../diagnostics/define.js";
import { labelAt } from "../diagnostics/diagnostic.js";
import type { SourceSpan } from "../source/source.js";
import type { Expr, TuskNode } from "../syntax/tree.js";
import { WHAT } from "../syntax/what.js";
import { isRuntimeCall, readCall } from "./calls.js";
import type { Context } from "./context.js";
import { readReference } from "./expressions.js";
import { scalarOf } from "./json.js";
import { Kind } from "./kinds.js";
import { textOf } from "./operations.js";
import { spend } from "./references.js";
import { warnOfVariables } from "./variables-in-text.js";

/**
 * Text can take in numbers, switches, and other text. A list or an object has no one spelling as
 * text.
 *
 * ```tusk expect=no-text
 * $redis: { host: "cache.internal", port: 6379 }
 *
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     url: "redis://${redis}"
 * ```
 *
 * ```tusk
 * $redis: { host: "cache.internal", port: 6379 }
 *
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     url: "redis://${redis.host}:${redis.port}"
 * ```
 */
const noText = defineDiagnostic<{ readonly what: string }>({
  code: "TSK3104",
  name: "no-text",
  severity: "error",
  message: ({ what }) => `${what} cannot be put into text`,
});

/** The value of double-quoted text with something in it. */
export function readTemplate(context: Context, node: Template): TuskNode {
  const { parts } = node;
  const [only] = parts;
  if (parts.length === 1 && only?.kind === "EmbeddedCall" && isRuntimeCall(context, only.call)) {
    return readCall(context, only.call);
  }
  const span = context.at(node.span);
  const nodes = parts.flatMap((part) => readPart(context, part));
  if (nodes.some((node) => node.kind === "error")) return { kind: "error", span };
  if (nodes.every((node) => node.kind === "string")) return joined(context, parts, nodes, span);
  return { kind: "runtime", span, expr: { kind: "template", parts: merged(nodes) } };
}

/** A part as text, or as a value of the environment. */
function readPart(context: Context, part: TemplatePart): TuskNode[] {
  switch (part.kind) {
    case "TextPart":
      warnOfVariables(context, part.span, "part");
      return [{ kind: "string", span: context.at(part.span), value: part.value, style: "quoted" }];
    case "Reference":
      return [asText(context, readReference(context, part), context.at(part.span))];
    case "EmbeddedCall":
      return readEmbedded(context, part);
    default:
      return assertUnreachable(part);
  }
}

function readEmbedded(context: Context, { call, text }: EmbeddedCall): TuskNode[] {
  if (isRuntimeCall(context, call)) return [readCall(context, call)];
  return text.flatMap((part) => readPart(context, part));
}

/** `span` is the reference: an object that it names keeps the place where it was written. */
function asText(context: Context, node: TuskNode, span: SourceSpan): TuskNode {
  if (node.kind === "error") return node;
  if (node.kind === "runtime") {
    const kinds = context.shared.kinds.of(node.expr) & (Kind.list | Kind.object);
    return kinds === 0 ? node : refuseText(context, kinds & Kind.list ? "array" : "object", span);
  }
  const scalar = scalarOf(node);
  const value = scalar === undefined ? undefined : textOf(scalar);
  if (value !== undefined) return { kind: "string", span, value, style: "computed" };
  return refuseText(context, node.kind, span);
}

function refuseText(context: Context, kind: TuskNode["kind"], span: SourceSpan): TuskNode {
  context.reportValue(() => noText({ what: WHAT[kind] }, { at: labelAt(span) }));
  return { kind: "error", span };
}

function joined(
  context: Context,
  parts: readonly TemplatePart[],
  nodes: readonly TuskNode[],
  span: SourceSpan,
): TuskNode {
  let value = "";
  for (const node of nodes) if (node.kind === "string") value += node.value;
  if (value.length > LONGEST_TEXT) {
    context.reportValue(() => textTooLong(labelAt(span)));
    return { kind: "error", span };
  }
  const plain = parts.every((part) => part.kind !== "Reference");
  if (!plain && !spend(context, value.length, span)) return { kind: "error", span };
  return { kind: "string", span, value, style: plain ? "quoted" : "computed" };
}

/** The parts of a template that is finished later; known neighbours become one text. */
function merged(nodes: readonly TuskNode[]): Expr[] {
  const parts: Expr[] = [];
  for (const node of nodes) {
    const last = parts.at(-1);
    if (node.kind === "runtime") parts.push(node.expr);
    else if (node.kind === "string" && last?.kind === "value" && last.node.kind === "string") {
      parts[parts.length - 1] = {
        kind: "value",
        node: { ...last.node, value: last.node.value + node.value },
      };
    } else parts.push({ kind: "value", node });
  }
  return parts;
}
