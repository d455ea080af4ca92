// Why: a test of a check should show the check: under a line of source stands what is underlined there, and
// by the name of which diagnostic.

import { expect } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import type { SourceFile } from "../../src/source/source.js";
import { compileText } from "./compile.js";

const MARKER = /^\s*(\^+|\^) [a-z][a-z0-9-]*$/;

/**
 * Compiles source and compares its findings with the marker lines in it: `^^^^ unknown-queue` under a line
 * says that exactly this part of the line is underlined. Without markers there must be no finding.
 */
export function expectFindings(marked: string): void {
  const text = withoutMarkers(marked);
  const { source, diagnostics } = compileText(text);
  expect(withMarkers(source, diagnostics)).toBe(marked);
}

function withoutMarkers(marked: string): string {
  return marked
    .split("\n")
    .filter((line) => !MARKER.test(line))
    .join("\n");
}

function withMarkers(source: SourceFile, diagnostics: readonly Diagnostic[]): string {
  return source.text
    .split("\n")
    .flatMap((line, index) => [
      line,
      ...diagnostics
        .filter(({ primary }) => source.position(primary.span.start).line === index + 1)
        .map(({ primary, name }) => {
          const { column } = source.position(primary.span.start);
          const end = Math.min(primary.span.end - primary.span.start, line.length - column + 1);
          return `${" ".repeat(column - 1)}${"^".repeat(Math.max(end, 1))} ${name}`;
        }),
    ])
    .join("\n");
}
