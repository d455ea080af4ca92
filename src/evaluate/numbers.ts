// Why: a number that lost digits on the way is a wrong number, and nobody would notice.

import type { NumberLiteral, RangeLiteral } from "../../grammar/ast.js";
import { defineDiagnostic } from "../diagnostics/define.js";
import { labelAt } from "../diagnostics/diagnostic.js";
import { shorten } from "../diagnostics/shorten.js";
import type { SourceSpan } from "../source/source.js";
import type { TuskNode } from "../syntax/tree.js";
import type { Context } from "./context.js";

/**
 * Numbers are exact up to 2^53, which has 16 digits. Of a longer one the last digits would change
 * on the way, and an account number would be another account's. As text it stays as it is.
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
const inexactNumber = defineDiagnostic<{ readonly digits: string; readonly than: string }>({
  code: "TSK3003",
  name: "inexact-number",
  severity: "error",
  message: ({ digits, than }) => `\`${digits}\` is larger than ${than}`,
});

const LARGEST = 2 ** 53;

/** The value of a number literal; whole digits past 2^53 are an error. */
export function readNumber(context: Context, node: NumberLiteral): TuskNode {
  const { value } = node;
  const span = context.at(node.span);
  const digits = context.source.slice(span);
  return isExact(digits, value)
    ? { kind: "number", span, value }
    : inexact(context, span, digits, value);
}

export function readRange(context: Context, node: RangeLiteral): TuskNode {
  const { min, max } = node;
  const span = context.at(node.span);
  const digits = context.source.slice(span).split("-")[1] ?? "";
  return isExact(digits, max)
    ? { kind: "range", span, min, max }
    : inexact(context, span, digits, max);
}

function isExact(digits: string, value: number): boolean {
  if (!Number.isFinite(value)) return false;
  if (Math.abs(value) < LARGEST || /[.eE]/.test(digits)) return true;
  return Math.abs(value) === LARGEST && digits.endsWith(String(LARGEST));
}

function inexact(context: Context, span: SourceSpan, digits: string, value: number): TuskNode {
  const isNumber = Number.isFinite(value);
  context.report(
    inexactNumber(
      {
        digits: shorten(digits, 40),
        than: isNumber ? "a number can say exactly" : "any number can be",
      },
      {
        at: labelAt(span),
        notes: [
          isNumber
            ? "whole numbers are exact up to 2^53, which is 9007199254740992"
            : "the largest number is about 1.79e308",
        ],
        help: "put it in quotes",
      },
    ),
  );
  return { kind: "error", span };
}
