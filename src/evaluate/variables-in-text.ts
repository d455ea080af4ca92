// Why: in shells and in PHP `$name` within quotes is a variable. Here it is text, and whoever declares a variable of
// that name and then writes it so sees nothing of the difference until the text is used.

import { KEY_CHARACTERS } from "../../grammar/characters.js";
import { defineDiagnostic } from "../diagnostics/define.js";
import { editAt } from "../diagnostics/diagnostic.js";
import type { Span } from "../source/source.js";
import type { Context } from "./context.js";

/**
 * In text, only `${name}` stands for a value. `$name` is left as it is, with the `$`, although there is
 * a variable of that name.
 *
 * ```tusk expect=variable-as-text
 * $host: "cache.internal"
 *
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     url: "redis://$host:6379"
 * ```
 *
 * ```tusk
 * $host: "cache.internal"
 *
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     url: "redis://${host}:6379"
 * ```
 */
const variableAsText = defineDiagnostic<{ readonly name: string }>({
  code: "TSK3111",
  name: "variable-as-text",
  severity: "warning",
  message: ({ name }) => `\`$${name}\` within text is no variable and stays as it is`,
});

/** An escape, or `$name`. */
const VARIABLE = new RegExp(String.raw`\\.|\$([${KEY_CHARACTERS}]+)`, "gsu");

/** Warns of the first declared variable that the text at `span` names without braces. */
export function warnOfVariables(
  context: Context,
  span: Span,
  form: "quoted" | "part" | "bare",
): void {
  if (context.variables.size === 0) return;
  const written = context.source.slice(span);
  if (!written.includes("$") || (form === "quoted" && written.startsWith("'"))) return;
  for (const { 0: found, 1: name, index } of written.matchAll(VARIABLE)) {
    if (name === undefined || !context.variables.has(name)) continue;
    const at = { start: span.start + index, end: span.start + index + found.length };
    const braced = `\${${name}}`;
    if (form === "bare") {
      const help = `write the text in \`"\` with \`${braced}\` for the variable, or in \`'\` as it is`;
      context.reportValue(() => variableAsText({ name }, { at: context.label(at), help }));
      return;
    }
    const help = `write \`${braced}\` for the variable, or \`\\$${name}\` for the text`;
    const fix = { title: "add braces", safe: false, edits: [editAt(context.at(at), braced)] };
    context.reportValue(() => variableAsText({ name }, { at: context.label(at), help, fix }));
    return;
  }
}
