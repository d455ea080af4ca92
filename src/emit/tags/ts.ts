// Why: templates read like the code they emit. Only `Code` can be interpolated, so a value from queue.tusk
// has to pass through a constructor that escapes it.

import type { Code } from "../ts/code.js";
import { templateLines } from "./template.js";

const COLUMNS_A_LEVEL = 2;

/** TypeScript with holes; a hole is laid out anew, so that it breaks where the formatter would break it. */
export function ts(strings: TemplateStringsArray, ...holes: readonly (Code | undefined)[]): Code {
  const lines = templateLines(strings, holes).map(({ indentation, pieces }) => {
    const level = indentation / COLUMNS_A_LEVEL;
    if (pieces.length === 0) return { level };
    const parts = pieces.map(
      (piece): Code => (typeof piece === "string" ? { kind: "source", text: piece } : piece),
    );
    return { level, code: { kind: "sequence", parts } as const };
  });
  return { kind: "lines", lines };
}
