// Why: the compiler reads no file by itself. These are the files that it may import: those of the project.

import { lstatSync, readdirSync, readlinkSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { assertUnreachable } from "../../diagnostics/bug.js";
import type { Texts } from "../../diagnostics/mend.js";
import type { Files, FoundFile } from "../../evaluate/imports/files.js";
import { SourceFile } from "../../source/source.js";
import { type Entry, followInside, type Inside } from "./inside.js";
import { withSlashes } from "./locate.js";
import { type FileIdentity, noTextBy, tryReadText } from "./read.js";

/** How many names of a directory are looked at for the one that was meant. */
const MOST_NAMES = 500;

/** The files of a project, each read once. */
export class ProjectFiles implements Files {
  readonly #root: string;
  readonly #realRoot: string;
  readonly #nameOf: (path: string) => string;
  readonly #texts: Texts;
  /** By the path without links. */
  readonly #read = new Map<string, FoundFile>();
  /** Of each file, absolute. */
  readonly #paths = new Map<SourceFile, string>();
  /** Where a file was asked for and is none, absolute. */
  readonly #missing = new Set<string>();

  /**
   * `root` is absolute; `nameOf` says what a source file of an absolute path is called; `texts` stand in place
   * of those that are read, by these names.
   */
  constructor(root: string, nameOf: (path: string) => string, texts: Texts = new Map()) {
    this.#root = root;
    this.#texts = texts;
    this.#realRoot = realpathSync.native(root);
    this.#nameOf = nameOf;
  }

  /**
   * Adds the file that a command was told to read; its path is in the project, and may be a link out of it.
   * Answers the source file that stands for it.
   */
  add(read: SourceFile, path: string): SourceFile {
    const source = this.#current(read);
    this.#paths.set(source, join(this.#realRoot, relative(this.#root, path)));
    this.#read.set(realPath(path), { kind: "file", source });
    return source;
  }

  /** Where a file that was read is, without links. */
  pathOf(source: SourceFile): string | undefined {
    const path = this.#paths.get(source);
    return path && realPath(path);
  }

  /** Everything that was looked for, absolute: a change of any of these may change what is compiled. */
  get lookedFor(): readonly string[] {
    return [...this.#paths.values(), ...this.#missing];
  }

  read(path: string, importer: SourceFile): FoundFile {
    const directory = dirname(this.#paths.get(importer) ?? this.#realRoot);
    const names = relative(this.#realRoot, directory).split(sep);
    try {
      const look = (names: readonly string[]) => entryAt(this.#realRoot, names);
      return this.#open(followInside(look, [...names, ...path.split("/")]), directory);
    } catch (error) {
      const found = noTextBy(error);
      return found.kind === "missing" ? { kind: "missing", near: [] } : found;
    }
  }

  #open(found: Inside<FileIdentity>, directory: string): FoundFile {
    switch (found.kind) {
      case "outside":
        return { kind: "outside", root: this.#nameOf(this.#root) };
      case "other":
        return { kind: "unreadable", why: found.why };
      case "missing":
        this.#missing.add(join(this.#realRoot, ...found.directory, ...found.rest));
        return { kind: "missing", near: this.#near(found, directory) };
      case "file": {
        const path = realPath(join(this.#realRoot, ...found.names));
        const read = this.#read.get(path) ?? this.#readText(path, found.file);
        this.#read.set(path, read);
        return read;
      }
      default:
        return assertUnreachable(found);
    }
  }

  #readText(path: string, identity: FileIdentity): FoundFile {
    const name = this.#nameOf(join(this.#root, relative(this.#realRoot, path)));
    const read = tryReadText(path, name, identity);
    switch (read.kind) {
      case "missing":
        return { kind: "missing", near: [] };
      case "unreadable":
        return read;
      case "not-utf8":
        return { kind: "wrong", diagnostic: read.diagnostic };
      case "text": {
        const source = this.#current(read.source);
        this.#paths.set(source, path);
        return { kind: "file", source };
      }
      default:
        return assertUnreachable(read);
    }
  }

  #current(read: SourceFile): SourceFile {
    const text = this.#texts.get(read.path);
    return text === undefined ? read : new SourceFile(read.path, text);
  }

  /** Files that could be meant: beside the one that is missing, or of its name in a directory beside it. */
  #near(
    missing: Extract<Inside<FileIdentity>, { readonly kind: "missing" }>,
    from: string,
  ): string[] {
    const [, ...below] = missing.rest;
    const directory = join(this.#realRoot, ...missing.directory);
    if (below.includes("..")) return [];
    const entries = readdirSync(directory, { withFileTypes: true }).slice(0, MOST_NAMES);
    const paths = entries
      .filter((entry) => (below.length > 0 ? entry.isDirectory() : isTusk(entry.name)))
      .map(({ name }) => join(directory, name, ...below))
      .filter((path) => lstatSync(path, { throwIfNoEntry: false })?.isFile());
    return paths.map((path) => withSlashes(relative(from, path))).sort();
  }
}

/** What is at a path below `root`, which is absolute and without links. */
function entryAt(root: string, names: readonly string[]): Entry<FileIdentity> | undefined {
  const path = join(root, ...names);
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  if (found.isFile()) return { kind: "file", file: { dev: found.dev, ino: found.ino } };
  if (found.isDirectory()) return { kind: "directory" };
  if (!found.isSymbolicLink()) return { kind: "other", why: "is not a regular file" };
  const target = readlinkSync(path);
  const fromRoot = isAbsolute(target);
  return {
    kind: "link",
    target: (fromRoot ? relative(root, target) : target).split(sep),
    fromRoot,
  };
}

/** A pipe has no path without links. */
function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

function isTusk(name: string): boolean {
  return /\.(?:tusk|tsk)$/.test(name);
}
