// Why: a change is compared with what the file was: in another file, or in a commit of its repository.

import { statSync } from "node:fs";
import { relative, resolve } from "node:path";
import { compile } from "../../compile.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { Files } from "../../evaluate/imports/files.js";
import type { Model } from "../../model/model.js";
import type { SourceFile } from "../../source/source.js";
import { Failure } from "../exit.js";
import type { Io } from "../io.js";
import { CommitFiles } from "./commit-files.js";
import { ProjectFiles } from "./files.js";
import { openCommit } from "./git.js";
import { type ProjectPaths, rootOf, showPath, withSlashes } from "./locate.js";
import { readText } from "./read.js";

/** What a queue.tusk was. */
export interface Previous {
  readonly model: Model;
  /** Paths of source files that are in a commit, `main:queue.tusk`, and in no folder. */
  readonly committed: ReadonlySet<string>;
}

/**
 * Reads and compiles what `against` names: a file, or a commit with an optional path, `main:old/queue.tusk`;
 * without one it is that of the file as it is. Throws a `Failure` when that cannot be read or has errors.
 */
export function readPrevious(io: Io, against: string, paths: ProjectPaths): Previous {
  return isFile(io, against)
    ? readOtherFile(io, against, paths)
    : readCommitted(io, against, paths);
}

/** A name that ends like one is that of a file, which may be missing. */
function isFile(io: Io, against: string): boolean {
  if (against.startsWith("-")) return false;
  const found = statSync(resolve(io.cwd, against), { throwIfNoEntry: false });
  return found?.isFile() === true || (/\.(?:tusk|tsk)$/.test(against) && !against.includes(":"));
}

function readOtherFile(io: Io, against: string, { root }: ProjectPaths): Previous {
  const path = resolve(io.cwd, against);
  const shown = showPath(io, path);
  const nameOf = (path: string) => withSlashes(relative(root, path));
  const read = readText(path, nameOf(path), shown);
  if (read.kind === "not-utf8") throw faulty(shown, [read.diagnostic]);
  const files = new ProjectFiles(rootOf(path), nameOf);
  const { model } = compileOrFail(files.add(read.source, path), files, shown);
  return { model, committed: new Set() };
}

function readCommitted(io: Io, against: string, { root, name }: ProjectPaths): Previous {
  const { ref, path } = splitRef(against);
  const commit = openCommit(io, root, ref);
  const inPrefix = [...commit.prefix, ...name.split("/")];
  const names = path === undefined ? inPrefix : path.split("/");
  const isBelow = commit.prefix.every((part, index) => names[index] === part);
  const top = isBelow ? commit.prefix : names.slice(0, -1);
  const files = new CommitFiles(commit, top);
  const shown = `${ref}:${names.join("/")}`;
  const found = files.open(names.slice(top.length));
  switch (found.kind) {
    case "file": {
      const { model, sources } = compileOrFail(found.source, files, shown);
      return { model, committed: new Set(sources.map((source) => source.path)) };
    }
    case "wrong":
      throw faulty(shown, [found.diagnostic]);
    case "unreadable":
      throw new Failure(`\`${shown}\` ${found.why}`);
    case "outside":
      throw new Failure(`\`${shown}\` is a link out of the project`);
    case "missing":
      throw new Failure(`\`${names.join("/")}\` is not in \`${ref}\``, {
        notes: ["a file that is new breaks nothing: no job is queued by it yet"],
        help: `\`--against ${ref}:PATH\` names it where it was, from the top of the repository`,
      });
  }
}

/** No name of a commit has a colon in it. */
function splitRef(against: string): { readonly ref: string; readonly path: string | undefined } {
  const colon = against.indexOf(":");
  if (colon < 0) return { ref: against, path: undefined };
  return { ref: against.slice(0, colon), path: against.slice(colon + 1) };
}

function compileOrFail(source: SourceFile, files: Files, shown: string) {
  const { model, sources, diagnostics } = compile(source, { files });
  if (model === undefined) throw faulty(shown, diagnostics);
  return { model, sources };
}

const MOST_ERRORS = 3;

function faulty(shown: string, diagnostics: readonly Diagnostic[]): Failure {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const lines = errors.slice(0, MOST_ERRORS).map(({ primary: { source, span }, message, name }) => {
    const { line, column } = source.position(span.start);
    return `${source.path}:${line}:${column}: ${message} (${name})`;
  });
  const more = errors.length - lines.length;
  return new Failure(`\`${shown}\` has errors, so nothing can be compared with it`, {
    notes: [...lines, ...(more > 0 ? [`${more} more`] : [])],
    help: "compare with a state of the file that has none",
  });
}
