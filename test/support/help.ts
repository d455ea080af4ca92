// Why: what a message is worth shows in its headline and its help. This reads both of all that is found in a file.

import { applySafeFixes } from "../../src/diagnostics/fix.js";
import { compileText } from "./compile.js";

/** What is found in a file: the place, the headline, and the help behind an arrow. */
export function found(text: string): string[] {
  return compileText(text).diagnostics.map(({ primary, message, help }) => {
    const { line, column } = primary.source.position(primary.span.start);
    return [`${line}:${column} ${message}`, ...(help === undefined ? [] : [help])].join(" -> ");
  });
}

/** The same of what is left after the safe fixes. */
export function foundAfterFixes(text: string): string[] {
  const { source, diagnostics } = compileText(text);
  return found(applySafeFixes(source, diagnostics).text);
}
