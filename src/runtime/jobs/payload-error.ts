// Why: a payload that does not fit is reported by field, in the words of queue.tusk, and never by
// value: what a payload holds does not belong into logs.

import type { z } from "zod";
import { listOf } from "../settings/shape.js";

/** One field that does not fit. */
export interface PayloadProblem {
  /** `filters.cc.0.email`; empty for the payload as a whole. */
  readonly field: string;
  readonly message: string;
}

/** A payload does not fit the schema of its job. */
export class PayloadError extends Error {
  override readonly name = "PayloadError";

  constructor(
    readonly job: string,
    readonly problems: readonly PayloadProblem[],
  ) {
    const details = problems.map(({ field, message }) =>
      field === "" ? message : `\`${field}\` ${message}`,
    );
    super(`${job} does not take this payload: ${details.join("; ")}`);
  }
}

/** What is wrong, one entry a field. */
export function payloadProblems(error: z.ZodError): PayloadProblem[] {
  return error.issues.flatMap((issue) => {
    const field = issue.path.map(String).join(".");
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        field: field === "" ? key : `${field}.${key}`,
        message: "is not a field of it",
      }));
    }
    return [{ field, message: describeIssue(issue) }];
  });
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: "text",
  int: "a whole number",
  number: "a number",
  boolean: "true or false",
  object: "an object",
  record: "an object",
  array: "a list",
  null: "null",
};

function describeIssue(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return `must be ${TYPE_NAMES[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `must be ${listOf(issue.values.map((value) => JSON.stringify(value)))}`;
    case "too_small":
      return `must ${verb(issue.origin)} at least ${issue.minimum}${unit(issue.origin, issue.minimum)}`;
    case "too_big":
      return `must ${verb(issue.origin)} at most ${issue.maximum}${unit(issue.origin, issue.maximum)}`;
    case "invalid_format":
      return `must be text in the format ${issue.format}`;
    default:
      return `does not fit (${issue.message})`;
  }
}

function verb(origin: string): string {
  return origin === "string" || origin === "array" ? "have" : "be";
}

function unit(origin: string, amount: number | bigint): string {
  const word = origin === "string" ? "character" : origin === "array" ? "item" : undefined;
  return word === undefined ? "" : ` ${word}${Number(amount) === 1 ? "" : "s"}`;
}
