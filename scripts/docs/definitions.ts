// Why: the list of diagnostics is what the sources define. It is read from them, so that a definition is
// known by being written, and its documentation is the comment above it.

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import type { Code, Severity } from "../../src/diagnostics/diagnostic.js";

/** The root of the repository. */
export const repository = fileURLToPath(new URL("../..", import.meta.url));

const FOLDERS = ["grammar", "src", "templates"];

/** A call of `defineDiagnostic`, as it is written. */
export interface Definition {
  /** Relative to the repository. */
  readonly file: string;
  readonly code: Code;
  readonly name: string;
  readonly severity: Severity;
  /** The text of the comment above it, without its stars; empty when there is none. */
  readonly docs: string;
}

/** Every definition of the compiler, by code. Throws at one whose code, name, or severity is not written out. */
export function readDefinitions(): Definition[] {
  return FOLDERS.flatMap(sourceFiles)
    .flatMap(definitionsIn)
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(repository, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => relative(repository, join(entry.parentPath, entry.name)));
}

function definitionsIn(file: string): Definition[] {
  const text = readFileSync(join(repository, file), "utf8");
  if (!text.includes("defineDiagnostic")) return [];
  const found: Definition[] = [];
  const visit = (node: ts.Node, statement: ts.Node): void => {
    if (ts.isCallExpression(node) && isNamed(node.expression, "defineDiagnostic"))
      found.push({ file, ...kindOf(node, file), docs: commentAbove(text, statement) });
    ts.forEachChild(node, (child) => visit(child, statement));
  };
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022);
  for (const statement of source.statements) visit(statement, statement);
  return found;
}

function kindOf({ arguments: [kind] }: ts.CallExpression, file: string) {
  const code = property(kind, "code");
  const name = property(kind, "name");
  const severity = property(kind, "severity");
  if (!isCode(code) || !/^[a-z0-9-]+$/.test(name) || !isSeverity(severity))
    throw new Error(`${file}: a diagnostic without a code, name, or severity: \`${code} ${name}\``);
  return { code, name, severity };
}

function isCode(text: string): text is Code {
  return /^TSK\d{4}$/.test(text);
}

function isSeverity(text: string): text is Severity {
  return text === "error" || text === "warning" || text === "hint";
}

/** The text of a property of an object literal; empty when it is not written out. */
function property(object: ts.Node | undefined, name: string): string {
  if (object === undefined || !ts.isObjectLiteralExpression(object)) return "";
  for (const member of object.properties)
    if (
      ts.isPropertyAssignment(member) &&
      isNamed(member.name, name) &&
      ts.isStringLiteral(member.initializer)
    )
      return member.initializer.text;
  return "";
}

function isNamed(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}

/** The last comment of the form that tools read as documentation. */
function commentAbove(text: string, statement: ts.Node): string {
  const comments = ts.getLeadingCommentRanges(text, statement.pos) ?? [];
  const comment = comments.map(({ pos, end }) => text.slice(pos, end)).at(-1) ?? "";
  if (!comment.startsWith("/**")) return "";
  return comment
    .slice("/**".length, -"*/".length)
    .split("\n")
    .map((line) => line.replace(/^\s*\* ?/, "").trimEnd())
    .join("\n")
    .trim();
}
