// Why: tests of imports show all files of a project at once, and read them without a disk.

import { posix } from "node:path";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { renderPretty } from "../../src/diagnostics/render/pretty.js";
import { collect } from "../../src/diagnostics/sink.js";
import { printTree } from "../../src/evaluate/export-tree.js";
import type { Files } from "../../src/evaluate/imports/files.js";
import { readFile } from "../../src/evaluate/read-tree.js";
import { SourceFile } from "../../src/source/source.js";

/** The files of a project, by path; the first is the one that is read. */
export type Project = Readonly<Record<string, string>>;

/** Those files as a compiler reads them, and the first of them. */
export function projectOf(project: Project): { readonly main: SourceFile; readonly files: Files } {
  const sources = new Map(
    Object.entries(project).map(([path, text]) => [path, new SourceFile(path, text)]),
  );
  const [main = new SourceFile("", "")] = sources.values();
  const files: Files = {
    read(path, importer) {
      const directory = posix.dirname(importer.path);
      const found = posix.join(directory, path);
      if (found.startsWith("..")) return { kind: "outside" };
      const source = sources.get(found);
      if (source !== undefined) return { kind: "file", source };
      const others = [...sources.keys()].filter((name) => name !== importer.path);
      return { kind: "missing", near: others.map((name) => posix.relative(directory, name)) };
    },
  };
  return { main, files };
}

/** What the first file says, and what is said about all of them: `b.tusk:1:4 TSK3003 ...`. */
export function readProject(project: Project, checked = false) {
  const { main, files } = projectOf(project);
  const found: Diagnostic[] = [];
  const { tree, importedAt } = readFile(main, (one) => found.push(one), { checked, files });
  const findings = collect(found);
  return {
    get tree(): unknown {
      return JSON.parse(printTree(tree, {}));
    },
    keys: [...tree.entries.keys()],
    imported: [...importedAt.keys()].map(({ path }) => path),
    findings: findings.shown.map(({ code, message, primary }) => {
      const { line, column } = primary.source.position(primary.span.start);
      return `${primary.source.path}:${line}:${column} ${code} ${message}`;
    }),
    printed: renderPretty(findings),
  };
}
