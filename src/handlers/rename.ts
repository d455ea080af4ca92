// Why: a job has a class, types, and a handler, and people use them all over a project. The language service knows
// every place that means one of these, whatever it is called there, and nothing else that is called the same.

import { dirname, join, resolve } from "node:path";
import type { Node, Project, SourceFile, ts } from "ts-morph";
import type { GeneratedFile } from "../emit/file.js";
import type { JobNames } from "../model/names.js";
import { isInside } from "../source/inside.js";
import { splice, spliceSafely, type TextEdit } from "./splice.js";
import type { OpenedProject, TsMorph } from "./ts-morph.js";

/** What is to be renamed, and where. Paths are absolute. */
export interface RenameRequest {
  /** The project's own sources; generated files are none. */
  readonly files: readonly string[];
  /** The output directory, and the code that belongs there before the job is renamed. */
  readonly output: string;
  readonly generated: readonly GeneratedFile[];
  /** Of the handlers. */
  readonly handlers: string;
  readonly from: JobNames;
  readonly to: JobNames;
}

/** How a source file changes. */
export interface ChangedSource {
  /** Absolute. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** A file that cannot be changed without harm: why, and what its lines should be. */
export interface RefusedSource {
  readonly path: string;
  readonly why: string;
  /** Counted from 1. */
  readonly line: number;
  /** What to paste in place of the line. */
  readonly snippet: string;
}

export interface SourceChanges {
  readonly changed: readonly ChangedSource[];
  readonly refused: readonly RefusedSource[];
}

/** What has to change in the sources of a project when a job is renamed. Nothing is written. */
export function renameInSources(
  { morph, project }: OpenedProject,
  request: RenameRequest,
): SourceChanges {
  const { outDir } = project.getCompilerOptions();
  // What a build wrote is no source.
  const files = request.files.filter((path) => outDir === undefined || !isInside(outDir, path));
  for (const path of files) project.addSourceFileAtPathIfExists(path);
  for (const { path, contents } of request.generated)
    if (path.endsWith(".ts"))
      project.createSourceFile(join(request.output, path), contents, { overwrite: true });
  const edits = new Renamer(morph, project, { ...request, files });
  edits.renameGenerated();
  edits.renamePaths();
  edits.renameLocals();
  return edits.finish();
}

/** What one place becomes: `before` and `after` keep another meaning that the place has, too. */
interface Place extends TextEdit {
  readonly before: string;
  readonly after: string;
}

class Renamer {
  readonly #morph: TsMorph;
  readonly #project: Project;
  readonly #request: RenameRequest;
  readonly #own: ReadonlySet<string>;
  /** By file and offset. */
  readonly #places = new Map<string, Map<number, Place>>();
  /** Names that a file declares or imports anew. */
  readonly #introduced = new Map<string, Set<string>>();

  constructor(morph: TsMorph, project: Project, request: RenameRequest) {
    this.#morph = morph;
    this.#project = project;
    this.#request = request;
    this.#own = new Set(request.files);
  }

  /** The class and the types of the job, and its places in the lists of all jobs and handlers. */
  renameGenerated(): void {
    const { output, from, to } = this.#request;
    const job = this.#project.getSourceFile(join(output, "jobs", `${from.fileName}.ts`));
    const index = this.#project.getSourceFile(join(output, "index.ts"));
    const exported = [
      [from.className, to.className],
      [`${from.camelName}Payload`, `${to.camelName}Payload`],
      ...["Input", "Payload", "Handler"].map((end) => [
        `${from.pascalName}${end}`,
        `${to.pascalName}${end}`,
      ]),
    ];
    for (const [old = "", name = ""] of exported)
      for (const declaration of job?.getExportedDeclarations().get(old) ?? [])
        this.#renameNamed(declaration, name, "value");
    const jobs = index?.getVariableDeclaration("jobs")?.getInitializer();
    const members = [
      jobs?.asKind(this.#morph.SyntaxKind.ObjectLiteralExpression)?.getProperty(from.camelName),
      index?.getInterface("Handlers")?.getProperty(from.camelName),
    ];
    for (const member of members)
      if (member !== undefined) this.#renameNamed(member, to.camelName, "member");
  }

  /** Every text that is the path of a file which is called anew. */
  renamePaths(): void {
    const { handlers, output, from, to } = this.#request;
    const moved = new Set([join(handlers, from.fileName), join(output, "jobs", from.fileName)]);
    for (const file of this.#ownFiles())
      for (const text of textsIn(file, this.#morph)) {
        const target = targetOf(file, text, this.#morph);
        if (target === undefined || !moved.has(target)) continue;
        const value = text.getText();
        const start = text.getStart() + value.lastIndexOf(from.fileName);
        this.#add(file, {
          start,
          end: start + from.fileName.length,
          insert: to.fileName,
          before: "",
          after: "",
        });
      }
  }

  /** What the handler is called in its own file, and where it is imported, if that is the name of the job. */
  renameLocals(): void {
    const { handlers, from, to } = this.#request;
    for (const file of this.#ownFiles()) {
      const isHandler = withoutEnding(file.getFilePath()) === join(handlers, from.fileName);
      const names = isHandler
        ? [exportedName(file, this.#morph)]
        : importedNames(file, join(handlers, from.fileName), this.#morph);
      for (const name of names) {
        const insert = renamed(name?.getText(), from, to);
        if (name !== undefined && insert !== undefined && !usesName(file, insert, this.#morph))
          this.#rename(name, insert, "value");
      }
    }
  }

  finish(): SourceChanges {
    const changed: ChangedSource[] = [];
    const refused: RefusedSource[] = [];
    for (const [path, places] of this.#places) {
      const file = this.#project.getSourceFileOrThrow(path);
      const before = file.getFullText();
      const edits = [...places.values()].map(written);
      const clash = [...(this.#introduced.get(path) ?? [])].find((name) =>
        usesName(file, name, this.#morph),
      );
      const after =
        clash === undefined ? spliceSafely(this.#morph, path, before, edits) : undefined;
      if (after !== undefined) changed.push({ path, before, after });
      else refused.push(refusalOf(path, before, edits, clash));
    }
    return { changed, refused };
  }

  #ownFiles(): SourceFile[] {
    return this.#project.getSourceFiles().filter((file) => this.#own.has(file.getFilePath()));
  }

  #renameNamed(declaration: Node, name: string, meaning: Meaning): void {
    if (this.#morph.Node.hasName(declaration))
      this.#rename(declaration.getNameNode(), name, meaning);
  }

  /** Renames all that means the same as the name at a node, through imports and exports of it. */
  #rename(node: Node, name: string, meaning: Meaning): void {
    const service = this.#project.getLanguageService().compilerObject;
    const seen = new Set<string>();
    const open = [{ fileName: node.getSourceFile().getFilePath() as string, at: node.getStart() }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const key = `${next.fileName} ${next.at}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const found = service.findRenameLocations(next.fileName, next.at, false, false, {
        providePrefixAndSuffixTextForRename: true,
      });
      for (const location of found ?? []) {
        const { fileName, textSpan } = location;
        // An import or export under the same name takes the new one along.
        if (isAlias(location)) open.push({ fileName, at: textSpan.start });
        const file = this.#project.getSourceFile(fileName);
        if (file !== undefined && this.#own.has(fileName))
          this.#renameAt(file, location, name, meaning);
      }
    }
  }

  #renameAt(file: SourceFile, location: ts.RenameLocation, name: string, meaning: Meaning): void {
    const { Node, SyntaxKind } = this.#morph;
    const { start, length } = location.textSpan;
    const edit = { start, end: start + length, insert: name };
    const parent = file.getDescendantAtPos(start)?.getParent();
    if (meaning === "value" && !Node.isPropertyAccessExpression(parent)) {
      this.#introduced.set(
        file.getFilePath(),
        (this.#introduced.get(file.getFilePath()) ?? new Set()).add(name),
      );
    }
    const old = file.getFullText().slice(start, start + length);
    // The language service takes the property of `{ name }` to be meant, whatever was asked for.
    if (meaning === "value" && parent?.isKind(SyntaxKind.ShorthandPropertyAssignment))
      this.#add(file, { ...edit, before: `${old}: `, after: "" });
    else if (isAlias(location)) this.#add(file, { ...edit, before: "", after: "" });
    else {
      const { prefixText: before = "", suffixText: after = "" } = location;
      this.#add(file, { ...edit, before, after });
    }
  }

  #add(file: SourceFile, place: Place): void {
    const path = file.getFilePath();
    const places = this.#places.get(path) ?? new Map<number, Place>();
    const known = places.get(place.start);
    // In `{ name }` both the property and the variable get the name, so neither has to be kept apart.
    const isBoth = known !== undefined && known.before !== place.before;
    places.set(place.start, isBoth ? { ...place, before: "", after: "" } : place);
    this.#places.set(path, places);
  }
}

/** Whether what is renamed is a variable or type, or the member of an object. */
type Meaning = "value" | "member";

function isAlias({ prefixText = "", suffixText = "" }: ts.RenameLocation): boolean {
  return prefixText.endsWith(" as ") || suffixText.startsWith(" as ");
}

function written({ start, end, insert, before, after }: Place): TextEdit {
  return { start, end, insert: before + insert + after };
}

/** Literal texts, which may be paths. */
function textsIn(file: SourceFile, { SyntaxKind }: TsMorph) {
  return [
    ...file.getDescendantsOfKind(SyntaxKind.StringLiteral),
    ...file.getDescendantsOfKind(SyntaxKind.NoSubstitutionTemplateLiteral),
  ];
}

/** The file that a text leads to, without its ending; undefined when it is no path. */
function targetOf(file: SourceFile, text: Node, { Node }: TsMorph): string | undefined {
  const value = text.getText().slice(1, -1);
  if (/^\.{1,2}\//.test(value)) return withoutEnding(resolve(dirname(file.getFilePath()), value));
  const parent = text.getParent();
  if (!Node.isImportDeclaration(parent) && !Node.isExportDeclaration(parent)) return undefined;
  const target = parent.getModuleSpecifierSourceFile();
  return target && withoutEnding(target.getFilePath());
}

function withoutEnding(path: string): string {
  return path.replace(/\.[cm]?[jt]sx?$/, "");
}

/** What a file exports by default, if that has a name. */
function exportedName(file: SourceFile, { Node }: TsMorph): Node | undefined {
  const [declaration] = file.getDefaultExportSymbol()?.getDeclarations() ?? [];
  if (Node.isExportAssignment(declaration)) {
    const value = declaration.getExpression();
    return Node.isIdentifier(value) ? value : undefined;
  }
  return Node.isFunctionDeclaration(declaration) ? declaration.getNameNode() : undefined;
}

/** What a file calls the default exports of another. */
function importedNames(file: SourceFile, target: string, morph: TsMorph): (Node | undefined)[] {
  return file
    .getImportDeclarations()
    .filter((found) => targetOf(file, found.getModuleSpecifier(), morph) === target)
    .map((found) => found.getDefaultImport());
}

function renamed(name: string | undefined, from: JobNames, to: JobNames): string | undefined {
  if (name === from.camelName) return to.camelName;
  if (name === `${from.camelName}Handler`) return `${to.camelName}Handler`;
  return undefined;
}

/** Whether a file has a variable, type, or import of this name. */
function usesName(file: SourceFile, name: string, { Node, SyntaxKind }: TsMorph): boolean {
  return file.getDescendantsOfKind(SyntaxKind.Identifier).some((found) => {
    if (found.getText() !== name) return false;
    const parent = found.getParent();
    const isMember =
      Node.isPropertyAccessExpression(parent) ||
      Node.isPropertyAssignment(parent) ||
      Node.isPropertySignature(parent);
    return !isMember || parent.getNameNode() !== found;
  });
}

function refusalOf(
  path: string,
  before: string,
  edits: readonly TextEdit[],
  clash: string | undefined,
): RefusedSource {
  const start = Math.min(...edits.map((edit) => edit.start));
  const line = before.slice(0, start).split("\n").length;
  const snippet = splice(before, edits).split("\n")[line - 1] ?? "";
  const why =
    clash === undefined
      ? "an edit would lose a token or a comment"
      : `it has a \`${clash}\` of its own`;
  return { path, why, line, snippet: snippet.trim() };
}
