// Why: what a file imports is known from its text. So all files are found before any is evaluated: each is
// read once, a cycle is found as such, and no chain of imports is too long for the stack.

import type { Call } from "../../../grammar/ast.js";
import type { Diagnostic, Label, Report } from "../../diagnostics/diagnostic.js";
import { isDiagnostic } from "../../diagnostics/diagnostic.js";
import { findImport, useOf } from "../../operators/find.js";
import type { ImportTarget } from "../../operators/operator.js";
import type { SourceFile } from "../../source/source.js";
import type { Files, FoundFile } from "./files.js";
import { Module } from "./module.js";
import {
  ambiguousFile,
  importCycle,
  missingFile,
  type Problem,
  tooManyImports,
  unreadable,
} from "./problems.js";

/**
 * How long a chain of imports may be, how many files and characters there may be in all, and how many paths
 * are looked up.
 */
export const MOST_IMPORTS = {
  deep: 32,
  files: 256,
  characters: 16 * 1024 * 1024,
  paths: 1024,
} as const;

const tooMany = {
  deep: tooManyImports(`go more than ${MOST_IMPORTS.deep} files deep`),
  files: tooManyImports(`are more than ${MOST_IMPORTS.files} files`),
  characters: tooManyImports("add up to more than 16 MiB of text"),
  paths: tooManyImports(`name more than ${MOST_IMPORTS.paths} paths`),
};

/** Where each imported file was first imported. */
export type ImportedAt = ReadonlyMap<SourceFile, Label>;

/** A file, and all that it imports. */
export interface Loaded {
  readonly main: Module;
  /** Each after those that it imports itself. */
  readonly imported: readonly Module[];
  readonly importedAt: ImportedAt;
}

/** Reads a file and all that it imports. What is wrong with an import is kept beside it in its module. */
export function loadModules(main: SourceFile, files: Files, report: Report): Loaded {
  return new Loader(files, report).load(main);
}

/** What adds to a finding in an imported file how that file came in. */
export function explainImport(diagnostic: Diagnostic, importedAt: ImportedAt): Diagnostic {
  const related = [...diagnostic.related];
  const isThere = (at: Label) => related.some(({ span }) => span === at.span);
  let at = importedAt.get(diagnostic.primary.source);
  for (; at !== undefined; at = importedAt.get(at.source)) {
    if (!isThere(at)) related.push({ ...at, text: "imported here" });
  }
  return { ...diagnostic, related };
}

/** A file that is being followed: the import that led on from it, and which of its calls is next. */
interface Link {
  readonly module: Module;
  next: number;
  at: Label | undefined;
}

class Loader {
  readonly #importedAt = new Map<SourceFile, Label>();
  readonly #files: Files;
  readonly #report: Report;
  /** By the file that imports and the paths that it gives. */
  readonly #found = new Map<string, SourceFile | Problem>();
  readonly #modules = new Map<SourceFile, Module>();
  /** From `main` to the file that is looked at. */
  readonly #chain: Link[] = [];
  #characters = 0;

  constructor(files: Files, report: Report) {
    this.#files = files;
    this.#report = (diagnostic) => report(explainImport(diagnostic, this.#importedAt));
  }

  load(source: SourceFile): Loaded {
    const main = this.#open(source);
    const imported: Module[] = [];
    for (let link = this.#chain.at(-1); link !== undefined; link = this.#chain.at(-1)) {
      const call = link.module.calls[link.next];
      link.next += 1;
      if (call !== undefined) this.#follow(link, call);
      else {
        this.#chain.pop();
        if (link.module !== main) imported.push(link.module);
      }
    }
    return { main, imported, importedAt: this.#importedAt };
  }

  #open(source: SourceFile): Module {
    const module = new Module(source, this.#report);
    this.#modules.set(source, module);
    this.#chain.push({ module, next: 0, at: undefined });
    return module;
  }

  #follow(link: Link, call: Call): void {
    const operator = findImport(call);
    if (operator === undefined || call.problem !== undefined) return;
    const { source, imports } = link.module;
    const target = operator.target(useOf(source, call, undefined));
    if (isDiagnostic(target)) {
      imports.set(call, target);
      return;
    }
    link.at = target.at.path;
    const found = this.#find(target, source);
    const module = typeof found === "function" ? found(link.at) : this.#enter(found, link.at);
    imports.set(call, isDiagnostic(module) ? module : { module, target });
  }

  /** The file that is named, or what is wrong wherever it is named like that. */
  #find({ paths }: ImportTarget, importer: SourceFile): SourceFile | Problem {
    const key = [importer.path, ...paths].join("\n");
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    if (this.#found.size >= MOST_IMPORTS.paths) return tooMany.paths;
    const found = this.#look(paths, importer);
    this.#found.set(key, found);
    return found;
  }

  #look(paths: readonly string[], importer: SourceFile): SourceFile | Problem {
    const found = paths.map((path) => this.#files.read(path, importer));
    const sources = new Set(found.flatMap((one) => (one.kind === "file" ? [one.source] : [])));
    const [source] = sources;
    if (sources.size > 1) return ambiguousFile(paths);
    return source ?? this.#describe(found, paths, importer);
  }

  /** Why none of the paths leads to a file. The importer itself is never the one that was meant. */
  #describe(found: readonly FoundFile[], paths: readonly string[], importer: SourceFile): Problem {
    const own = importer.path.split("/").at(-1);
    const near: string[] = [];
    for (const [index, one] of found.entries()) {
      if (one.kind === "missing") near.push(...one.near.filter((name) => name !== own));
      else if (one.kind === "wrong") return (at) => this.#wrong(one.diagnostic, at);
      else if (one.kind !== "file") return unreadable(paths[index] ?? "", one);
    }
    return missingFile(paths, near);
  }

  #wrong(diagnostic: Diagnostic, at: Label): Diagnostic {
    const { source } = diagnostic.primary;
    if (!this.#importedAt.has(source)) this.#importedAt.set(source, at);
    return explainImport(diagnostic, this.#importedAt);
  }

  /** The module of a file; it is followed next when it is new. */
  #enter(source: SourceFile, at: Label): Module | Diagnostic {
    const known = this.#modules.get(source);
    if (known === undefined) return this.#enterNew(source, at);
    const start = this.#chain.findIndex(({ module }) => module === known);
    return start < 0 ? known : importCycle(this.#chain.slice(start), at);
  }

  #enterNew(source: SourceFile, at: Label): Module | Diagnostic {
    const { deep, files, characters } = MOST_IMPORTS;
    this.#characters += source.text.length;
    if (this.#chain.length > deep) return tooMany.deep(at);
    if (this.#importedAt.size >= files) return tooMany.files(at);
    if (this.#characters > characters) return tooMany.characters(at);
    this.#importedAt.set(source, at);
    return this.#open(source);
  }
}
