// Why: a file of the history is compiled with the imports that it had there, by the rules that hold on disk.

import type { Files, FoundFile } from "../../evaluate/imports/files.js";
import type { SourceFile } from "../../source/source.js";
import type { Blob, Commit } from "./git.js";
import { followInside, type Inside } from "./inside.js";
import { decode } from "./read.js";

/** The files of a project as a commit has them, each read once. */
export class CommitFiles implements Files {
  readonly #commit: Commit;
  readonly #root: readonly string[];
  /** By the path from the root, without links. */
  readonly #read = new Map<string, FoundFile>();
  /** The folder of each file, from the root. */
  readonly #folders = new Map<SourceFile, readonly string[]>();

  /** `root` are the names that lead from the top of the repository to the project. */
  constructor(commit: Commit, root: readonly string[]) {
    this.#commit = commit;
    this.#root = root;
  }

  read(path: string, importer: SourceFile): FoundFile {
    return this.open([...(this.#folders.get(importer) ?? []), ...path.split("/")]);
  }

  /** What names lead to from the root of the project. */
  open(names: readonly string[]): FoundFile {
    const look = (names: readonly string[]) => this.#commit.look([...this.#root, ...names]);
    const found = followInside(look, names);
    switch (found.kind) {
      case "outside":
        return found;
      case "other":
        return { kind: "unreadable", why: found.why };
      case "missing":
        return { kind: "missing", near: [] };
      case "file":
        return this.#readOnce(found);
    }
  }

  #readOnce({ names, file }: Extract<Inside<Blob>, { readonly kind: "file" }>): FoundFile {
    const key = names.join("/");
    const read = this.#read.get(key) ?? this.#readText(names, file);
    this.#read.set(key, read);
    return read;
  }

  #readText(names: readonly string[], blob: Blob): FoundFile {
    const path = [...this.#root, ...names].join("/");
    const read = decode(this.#commit.read(blob), `${this.#commit.ref}:${path}`);
    switch (read.kind) {
      case "text":
        this.#folders.set(read.source, names.slice(0, -1));
        return { kind: "file", source: read.source };
      case "not-utf8":
        return { kind: "wrong", diagnostic: read.diagnostic };
      case "missing":
      case "unreadable":
        return read.kind === "missing" ? { kind: "missing", near: [] } : read;
    }
  }
}
