// Why: no input may take more than linear time or overflow the stack, so what could grow has a bound.

import { defineDiagnostic } from "../src/diagnostics/define.js";
import type { Diagnostic, Label } from "../src/diagnostics/diagnostic.js";

/** How deep blocks, brackets, and parentheses may nest. */
export const MOST_LEVELS = 64;

/** How long one text may be, in UTF-16 units. */
export const LONGEST_TEXT = 1024 * 1024;

/** How deep an expression may be, counting each operator that is applied to the result of another. */
export const TALLEST_EXPRESSION = 256;

/** How many syntax errors are worth reading on for. */
export const MOST_SYNTAX_ERRORS = 100;

/** How often the lexer goes back to where a bracket that was never closed stands. */
export const MOST_RESTARTS = 16;

/** Columns from one tab stop to the next, where the file itself does not show how wide a level is. */
export const TAB_STOP = 4;

/**
 * Blocks and brackets may stand in one another 64 levels deep. No settings need that much; a file
 * that does was mostly written by a program. Reading stops here. Data of any depth can be given as
 * text, for the handler to parse.
 *
 * ```tusk expect=nesting-too-deep
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   import_tree: { payload: { tree: json } }
 *
 * schedules:
 *   nightly:
 *     job: import_tree
 *     every: "1d"
 *     payload:
 *       tree: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[ 1 ]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   import_tree: { payload: { tree: json } }
 *
 * schedules:
 *   nightly:
 *     job: import_tree
 *     every: "1d"
 *     payload:
 *       tree: "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[ 1 ]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"
 * ```
 */
const tooDeep = defineDiagnostic<object>({
  code: "TSK1015",
  name: "nesting-too-deep",
  severity: "error",
  message: () => `blocks and brackets nest more than ${MOST_LEVELS} levels deep here`,
});

/** A place that is nested deeper than any later stage could follow. */
export function nestingTooDeep(at: Label): Diagnostic {
  return tooDeep({}, { at });
}

/**
 * One text may be 1 MiB long. All text of queue.tusk becomes part of the generated code, which
 * every process loads. Keep such data in a file of its own, and give the job its name.
 *
 * ```console
 * $ node print-catalogue.js >> queue.tusk
 * $ tsk-gen check
 * error[TSK1016 text-too-long]: this text is longer than 1 MiB
 *  --> queue.tusk:6:18
 *   |
 * 6 |     description: "Shirt, blue, 29.90. Shirt, blue, 29.90. Shirt, blue, 29.90. Shirt, blue, 29.90. Shirt, blue, 29....
 *   |                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
 *
 * 1 error in queue.tusk
 * ```
 */
const tooLong = defineDiagnostic<object>({
  code: "TSK1016",
  name: "text-too-long",
  severity: "error",
  message: () => "this text is longer than 1 MiB",
});

/** A text past the limit. */
export function textTooLong(at: Label): Diagnostic {
  return tooLong({}, { at });
}
