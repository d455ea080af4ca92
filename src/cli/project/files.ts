// Why: the compiler reads no file by itself. These are the files that it may import: those of the project.

import { lstatSync, readdirSync, realpathSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import type { Files, FoundFile } from "../../evaluate/imports/files.js";
import type { SourceFile } from "../../source/source.js";
import { followInside, type Inside } from "./inside.js";
import { withSlashes } from "./locate.js";
import { noTextBy, tryReadText } from "./read.js";

/** How many names of a directory are looked at for the one that was meant. */
const MOST_NAMES = 500;

/** The files of a project, each read once. */
export class ProjectFiles implements Files {
  readonly #root: string;
  readonly #realRoot: string;
  readonly #nameOf: (path: string) => string;
  /** By the path without links. */
  readonly #read = new Map<string, FoundFile>();
  /** Of each file, absolute. */
  readonly #paths = new Map<SourceFile, string>();

  /** `root` is absolute; `nameOf` says what a source file of an absolute path is called. */
  constructor(root: string, nameOf: (path: string) => string) {
    this.#root = root;
    this.#realRoot = realpathSync.native(root);
    this.#nameOf = nameOf;
  }

  /** Adds the file that a command was told to read; its path is in the project, and may be a link out of it. */
  add(source: SourceFile, path: string): void {
    this.#paths.set(source, join(this.#realRoot, relative(this.#root, path)));
    this.#read.set(realPath(path), { kind: "file", source });
  }

  /** Where a file that was read is, without links. */
  pathOf(source: SourceFile): string | undefined {
    const path = this.#paths.get(source);
    return path && realPath(path);
  }

  read(path: string, importer: SourceFile): FoundFile {
    const directory = dirname(this.#paths.get(importer) ?? this.#realRoot);
    const names = relative(this.#realRoot, directory).split(sep);
    try {
      return this.#open(followInside(this.#realRoot, [...names, ...path.split("/")]), directory);
    } catch (error) {
      const found = noTextBy(error);
      return found.kind === "missing" ? { kind: "missing", near: [] } : found;
    }
  }

  #open(found: Inside, directory: string): FoundFile {
    switch (found.kind) {
      case "outside":
        return found;
      case "other":
        return { kind: "unreadable", why: found.why };
      case "missing":
        return { kind: "missing", near: this.#near(found, directory) };
      case "file": {
        const path = realPath(found.path);
        const read = this.#read.get(path) ?? this.#readText(path);
        this.#read.set(path, read);
        return read;
      }
    }
  }

  #readText(path: string): FoundFile {
    const read = tryReadText(path, this.#nameOf(join(this.#root, relative(this.#realRoot, path))));
    switch (read.kind) {
      case "missing":
        return { kind: "missing", near: [] };
      case "unreadable":
        return read;
      case "not-utf8":
        return { kind: "wrong", diagnostic: read.diagnostic };
      case "text":
        this.#paths.set(read.source, path);
        return { kind: "file", source: read.source };
    }
  }

  /** Files that could be meant: beside the one that is missing, or of its name in a directory beside it. */
  #near({ directory, rest }: Extract<Inside, { kind: "missing" }>, from: string): string[] {
    const [, ...below] = rest;
    if (below.includes("..")) return [];
    const entries = readdirSync(directory, { withFileTypes: true }).slice(0, MOST_NAMES);
    const paths = entries
      .filter((entry) => (below.length > 0 ? entry.isDirectory() : isTusk(entry.name)))
      .map(({ name }) => join(directory, name, ...below))
      .filter((path) => lstatSync(path, { throwIfNoEntry: false })?.isFile());
    return paths.map((path) => withSlashes(relative(from, path))).sort();
  }
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
