// Why: a test of the language should show the language: a source with the tree it means, or with what is
// said about it, as rows of a table.

import { expect, it } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { collect } from "../../src/diagnostics/sink.js";
import { printTree } from "../../src/evaluate/export-tree.js";
import { readTree } from "../../src/evaluate/read-tree.js";
import type { Environment } from "../../src/evaluate/run-expr.js";
import { SourceFile } from "../../src/source/source.js";
import type { ObjectNode } from "../../src/syntax/tree.js";

/** What a source reads as. */
export interface Reading {
  readonly source: SourceFile;
  readonly tree: ObjectNode;
  /** By place. */
  readonly diagnostics: readonly Diagnostic[];
  /** The same, each as `TSK1003 9:4 this line ...`. */
  readonly findings: readonly string[];
}

/** Reads a text as a file with a schema (`checked`) or without one. */
export function read(text: string, checked = false): Reading {
  const source = new SourceFile("config/queue.tusk", text);
  const found: Diagnostic[] = [];
  const tree = readTree(source, (diagnostic) => found.push(diagnostic), { checked });
  const diagnostics = collect(found).shown;
  const findings = diagnostics.map(({ code, message, primary }) => {
    const { line, column } = source.position(primary.span.start);
    return `${code} ${line}:${column} ${message}`;
  });
  return { source, tree, diagnostics, findings };
}

/** The tree as `export` prints it, read back as JSON. */
export function exported({ tree }: Pick<Reading, "tree">, environment: Environment = {}): unknown {
  return JSON.parse(printTree(tree, environment));
}

/** A source, the tree it means, and the warnings it gets. */
export type Row = readonly [source: string, tree: unknown, ...warnings: string[]];

/** A source and everything that is said about it, at least one error. */
export type RefusedRow = readonly [source: string, first: string, ...more: string[]];

/** A rule as a test: each source means exactly its tree. */
export function reads(rule: string, rows: readonly Row[], checked = false): void {
  it(rule, () => {
    for (const [text, tree, ...warnings] of rows) {
      const reading = read(text, checked);
      expect(reading.findings, text).toEqual(warnings);
      expect(exported(reading), text).toEqual(tree);
      expect(reading.diagnostics.filter(isError), text).toEqual([]);
    }
  });
}

/** A rule as a test: each source is refused with exactly these findings. */
export function refuses(rule: string, rows: readonly RefusedRow[], checked = false): void {
  it(rule, () => {
    for (const [text, ...findings] of rows) {
      const reading = read(text, checked);
      expect(reading.findings, text).toEqual(findings);
      expect(reading.diagnostics.some(isError), text).toBe(true);
    }
  });
}

function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}
