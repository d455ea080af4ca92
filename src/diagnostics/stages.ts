// Why: the first digit of a code says at which stage of the pipeline it is found, so that lists of codes read
// from the text of a file to the world around it.

import type { Code } from "./diagnostic.js";

/** The stage that compares a file with what it was. */
export const CHANGES = "8";

/** What is looked at in each stage, by the first digit of its codes. */
export const STAGES: Readonly<Record<string, string>> = {
  1: "Text and syntax",
  2: "Keys and structure",
  3: "Values and types",
  4: "Operators",
  5: "Meaning: queues, jobs, retries, and schedules",
  6: "Deployment",
  7: "Handlers and generated code",
  [CHANGES]: "Changes: what becomes of jobs that are already queued",
  9: "Bugs in tsk-gen",
};

/** What is looked at where this code is found. */
export function stageOf(code: Code): string | undefined {
  return STAGES[digitOf(code)];
}

/** Whether a code is found in the stage of this digit. */
export function isOfStage(code: Code, digit: string): boolean {
  return digitOf(code) === digit;
}

function digitOf(code: Code): string {
  return code.slice("TSK".length, -3);
}

/** Things that have a code, by stage; stages without any are left out. */
export function byStage<T extends { readonly code: Code }>(
  all: readonly T[],
): { readonly title: string; readonly members: readonly T[] }[] {
  return Object.values(STAGES)
    .map((title) => ({ title, members: all.filter(({ code }) => stageOf(code) === title) }))
    .filter(({ members }) => members.length > 0);
}
