// Why: a number that lost digits on the way is a wrong number, and nobody would notice.

import type { NumberLiteral, RangeLiteral } from "../../grammar/ast.js";
import { isExact } from "../../grammar/numbers.js";
import { defineDiagnostic, type Evidence } from "../diagnostics/define.js";
import { type Diagnostic, labelAt } from "../diagnostics/diagnostic.js";
import { shorten } from "../diagnostics/shorten.js";
import type { SourceSpan } from "../source/source.js";
import type { TuskNode } from "../syntax/tree.js";
import type { Context } from "./context.js";

/**
 * Numbers are exact up to 2^53, which has 16 digits. Of a longer one the last digits would change
 * on the way, and an account number would be another account's. As text it stays as it is. So does a
 * number like `1e400` or `1e-400`, which would be infinite or 0.
 *
 * ```tusk expect=inexact-number
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   sync_account: { payload: { account: string } }
 *
 * schedules:
 *   hourly:
 *     job: sync_account
 *     every: "1h"
 *     payload: { account: 76561198000000000123 }
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   sync_account: { payload: { account: string } }
 *
 * schedules:
 *   hourly:
 *     job: sync_account
 *     every: "1h"
 *     payload: { account: "76561198000000000123" }
 * ```
 */
const inexactNumber = defineDiagnostic<{ readonly digits: string; readonly fault: string }>({
  code: "TSK3003",
  name: "inexact-number",
  severity: "error",
  message: ({ digits, fault }) => `\`${digits}\` is ${fault}`,
});

/** The value of a number literal; whole digits past 2^53 are an error, and what no number can be. */
export function readNumber(context: Context, node: NumberLiteral): TuskNode {
  const { value } = node;
  const span = context.at(node.span);
  const digits = context.source.slice(span);
  return isExact(digits, value)
    ? { kind: "number", span, value }
    : unreadable(context, span, digits, value);
}

export function readRange(context: Context, node: RangeLiteral): TuskNode {
  const { min, max } = node;
  const span = context.at(node.span);
  const digits = context.source.slice(span).split("-")[1] ?? "";
  return isExact(digits, max)
    ? { kind: "range", span, min, max }
    : unreadable(context, span, digits, max);
}

function unreadable(context: Context, span: SourceSpan, digits: string, value: number): TuskNode {
  context.report(inexact(digits, value, { at: labelAt(span), help: "put it in quotes" }));
  return { kind: "error", span };
}

/** The finding that `digits` read as `value`, which `isExact` refuses. */
export function inexact(digits: string, value: number, evidence: Evidence): Diagnostic {
  const { fault, note } = faultOf(value);
  return inexactNumber({ digits: shorten(digits, 40), fault }, { ...evidence, notes: [note] });
}

/** What is wrong with a literal that reads as `value`. */
function faultOf(value: number): { readonly fault: string; readonly note: string } {
  if (value === 0)
    return {
      fault: "closer to 0 than any number can be",
      note: "the smallest number above 0 is about 4.9e-324",
    };
  if (!Number.isFinite(value))
    return {
      fault: "larger than any number can be",
      note: "the largest number is about 1.79e308",
    };
  return {
    fault: "larger than a number can say exactly",
    note: "whole numbers are exact up to 2^53, which is 9007199254740992",
  };
}
