// Why: templates read like the code they emit. Only `Code` can be interpolated, so a value from queue.tusk
// has to pass through a constructor that escapes it.

import type { Code, Line } from "../ts/code.js";

/**
 * TypeScript with holes. The common indentation is removed; a hole is laid out at the indentation of the
 * line that it stands on. A line whose only content is `undefined` is left out.
 */
export function ts(strings: TemplateStringsArray, ...holes: readonly (Code | undefined)[]): Code {
  const lines = splitLines(strings, holes);
  const margin = Math.min(
    ...lines.filter(({ parts }) => parts.length > 0).map(({ level }) => level),
  );
  const kept = lines.filter(({ parts }) => parts.length !== 1 || parts[0] !== undefined);
  return {
    kind: "lines",
    lines: withoutOuterBlanks(kept).map(({ level, parts }): Line => {
      const present = parts.filter((part) => part !== undefined);
      if (present.length === 0) return { level: 0 };
      return { level: level - margin, code: { kind: "sequence", parts: present } };
    }),
  };
}

interface TemplateLine {
  /** Steps of two spaces. */
  readonly level: number;
  readonly parts: (Code | undefined)[];
}

function splitLines(
  strings: readonly string[],
  holes: readonly (Code | undefined)[],
): TemplateLine[] {
  const lines: TemplateLine[] = [{ level: 0, parts: [] }];
  for (const [index, piece] of strings.entries()) {
    const [first = "", ...others] = piece.split("\n");
    pushSource(lines.at(-1), first);
    for (const text of others) {
      const source = text.trimStart();
      const line: TemplateLine = { level: (text.length - source.length) / 2, parts: [] };
      pushSource(line, source);
      lines.push(line);
    }
    if (index < holes.length) lines.at(-1)?.parts.push(holes[index]);
  }
  return lines;
}

function pushSource(line: TemplateLine | undefined, text: string): void {
  if (text !== "") line?.parts.push({ kind: "source", text });
}

function withoutOuterBlanks(lines: readonly TemplateLine[]): readonly TemplateLine[] {
  const filled = lines.map(({ parts }) => parts.length > 0);
  return lines.slice(filled.indexOf(true), filled.lastIndexOf(true) + 1);
}
