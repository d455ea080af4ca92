// Why: what is wrong with an import is told at the path that was written, whichever file it is in.

import { assertUnreachable } from "../../diagnostics/bug.js";
import { defineDiagnostic } from "../../diagnostics/define.js";
import type { Diagnostic, Label } from "../../diagnostics/diagnostic.js";
import { shorten } from "../../diagnostics/shorten.js";
import { askFor, didYouMean, joinWords, suggestFiles } from "../../diagnostics/suggest.js";
import type { TuskNode } from "../../syntax/tree.js";
import { WHAT } from "../../syntax/what.js";
import type { Context } from "../context.js";
import type { FoundFile } from "./files.js";
import type { Import, Module } from "./module.js";

/**
 * The file that is imported is not there, so its keys and variables would be missing. Paths start
 * from the folder of the file that imports, not from where the command is called.
 *
 * ```console
 * $ cat app.tusk
 * @import "databse.tusk"
 * $ tsk-gen export app.tusk
 * error[TSK4013 missing-import]: there is no file `databse.tusk`
 *  --> app.tusk:1:9
 *   |
 * 1 | @import "databse.tusk"
 *   |         ^^^^^^^^^^^^^^
 *   |
 *   = note: paths start from the folder of `app.tusk`
 *   = help: did you mean `database.tusk`?
 *
 * 1 error in app.tusk
 * $ sed -i s/databse/database/ app.tusk
 * $ tsk-gen export app.tusk
 * {
 *   "host": "db.internal"
 * }
 * ```
 */
const missingImport = defineDiagnostic<{ readonly paths: readonly string[] }>({
  code: "TSK4013",
  name: "missing-import",
  severity: "error",
  message: ({ paths }) => `there is no file ${quotedPaths(paths, "or")}`,
});

/**
 * Only files of the project are imported: what is below the root, which is the folder of queue.tusk
 * (or the one above a folder `config`), and for `export` the nearest folder with a package.json. A
 * link that leads out of it is not followed. Whatever else is on the machine stays unread.
 *
 * ```console
 * $ cat app/app.tusk
 * @import "../shared.tusk"
 * $ tsk-gen export app/app.tusk
 * error[TSK4014 import-outside]: `../shared.tusk` leads out of the project
 *  --> app/app.tusk:1:9
 *   |
 * 1 | @import "../shared.tusk"
 *   |         ^^^^^^^^^^^^^^^^
 *   |
 *   = note: only files in `app`, the project, are read, whatever leads to others
 *   = help: copy the file into the project
 *
 * 1 error in app/app.tusk
 * $ cp shared.tusk app/shared.tusk
 * $ sed -i s:../:: app/app.tusk
 * $ tsk-gen export app/app.tusk
 * {
 *   "host": "db.internal"
 * }
 * ```
 */
const outsideImport = defineDiagnostic<{ readonly path: string }>({
  code: "TSK4014",
  name: "import-outside",
  severity: "error",
  message: ({ path }) => `${quotedPath(path)} leads out of the project`,
});

/**
 * What has this path is no text that could be imported: a folder, a device, a binary file, one that
 * may not be read, or one that is larger than 4 MiB.
 *
 * ```console
 * $ cat app.tusk
 * @import "stages"
 * $ tsk-gen export app.tusk
 * error[TSK4015 unreadable-import]: `stages` is a directory, not a file
 *  --> app.tusk:1:9
 *   |
 * 1 | @import "stages"
 *   |         ^^^^^^^^
 *
 * 1 error in app.tusk
 * $ sed -i s:stages:stages/live.tusk: app.tusk
 * $ tsk-gen export app.tusk
 * {
 *   "host": "db.internal"
 * }
 * ```
 */
const unreadableImport = defineDiagnostic<{ readonly path: string; readonly why: string }>({
  code: "TSK4015",
  name: "unreadable-import",
  severity: "error",
  message: ({ path, why }) => `${quotedPath(path)} ${why}`,
});

/**
 * Each file is evaluated before those that import it. Files that import one another have no first.
 *
 * ```console
 * $ cat app.tusk mail.tusk
 * @import "mail.tusk"
 * host: "shop.example"
 * @import "app.tusk"
 * sender: "no-reply@${host}"
 * $ tsk-gen export app.tusk
 * error[TSK4016 import-cycle]: a file imports itself: app.tusk -> mail.tusk -> app.tusk
 *  --> mail.tusk:1:9
 *   |
 * 1 | @import "app.tusk"
 *   |         ^^^^^^^^^^
 *  ::: app.tusk:1:9
 *   |
 * 1 | @import "mail.tusk"
 *   |         ----------- imports `mail.tusk`
 *   |
 *   = help: move what both need into a file that imports neither
 *
 * 1 error in mail.tusk
 * $ echo 'host: "shop.example"' > host.tusk
 * $ echo '@import "mail.tusk"' > app.tusk
 * $ sed -i s/app/host/ mail.tusk
 * $ tsk-gen export app.tusk
 * {
 *   "host": "shop.example",
 *   "sender": "no-reply@shop.example"
 * }
 * ```
 */
const cyclicImport = defineDiagnostic<{ readonly paths: readonly string[] }>({
  code: "TSK4016",
  name: "import-cycle",
  severity: "error",
  message: ({ paths }) => `a file imports itself: ${paths.join(" -> ")}`,
});

/**
 * A file may import 256 others, directly or not, of 16 MiB together, and a chain of imports may be 32
 * files long. No configuration comes near; where these bounds are passed, files were most likely
 * written by a program, or name one another by mistake.
 *
 * ```console
 * $ for i in {1..257}; do echo "key$i: $i" > part$i.tusk; echo "@import \"part$i.tusk\""; done > app.tusk
 * $ tsk-gen export app.tusk
 * error[TSK4017 too-many-imports]: the imports are more than 256 files
 *    --> app.tusk:257:9
 *     |
 * 257 | @import "part257.tusk"
 *     |         ^^^^^^^^^^^^^^
 *
 * 1 error in app.tusk
 * ```
 */
const limitedImports = defineDiagnostic<{ readonly what: string }>({
  code: "TSK4017",
  name: "too-many-imports",
  severity: "error",
  message: ({ what }) => `the imports ${what}`,
});

/**
 * `@NAME.tsk.get` reads NAME.tsk or NAME.tusk. Both are there, and which one was meant would be a
 * guess.
 *
 * ```console
 * $ cat app.tusk
 * host: @database.tsk.get("host")
 * $ tsk-gen export app.tusk
 * error[TSK4018 ambiguous-import]: this may be `database.tsk` or `database.tusk`: both are there
 *  --> app.tusk:1:7
 *   |
 * 1 | host: @database.tsk.get("host")
 *   |       ^^^^^^^^^^^^^^^^^
 *   |
 *   = help: remove one of them, or import the other by its path
 *
 * 1 error in app.tusk
 * $ rm database.tsk
 * $ tsk-gen export app.tusk
 * {
 *   "host": "localhost"
 * }
 * ```
 */
const twoFiles = defineDiagnostic<{ readonly paths: readonly string[] }>({
  code: "TSK4018",
  name: "ambiguous-import",
  severity: "error",
  message: ({ paths }) => `this may be ${quotedPaths(paths, "or")}: both are there`,
});

/**
 * The file is there, and the keys lead nowhere in it. Other parsers of TuskLang read such a value as
 * empty text.
 *
 * ```console
 * $ cat database.tusk app.tusk
 * main:
 *   host: "db.internal"
 * host: @database.tsk.get("main.hots")
 * $ tsk-gen export app.tusk
 * error[TSK4019 missing-imported-key]: `database.tusk` has no value `main.hots`
 *  --> app.tusk:1:25
 *   |
 * 1 | host: @database.tsk.get("main.hots")
 *   |                         ^^^^^^^^^^^
 *   |
 *   = help: did you mean `main.host`?
 *
 * 1 error in app.tusk
 * $ sed -i s/hots/host/ app.tusk
 * $ tsk-gen export app.tusk
 * {
 *   "host": "db.internal"
 * }
 * ```
 */
const missingImportedKey = defineDiagnostic<{ readonly file: string; readonly path: string }>({
  code: "TSK4019",
  name: "missing-imported-key",
  severity: "error",
  message: ({ file, path }) => `${quotedPath(file)} has no value ${quotedPath(path)}`,
});

/** How many names are compared with a misspelt one. */
const MOST_NAMES = 500;

/** What is wrong with an import, at the place of its path. */
export type Problem = (at: Label) => Diagnostic;

/** No file has any of the paths; `near` are paths that could be meant. */
export function missingFile(paths: readonly string[], near: readonly string[]): Problem {
  const [path = ""] = paths;
  const help = askFor(suggestFiles(path, near));
  return (at) => {
    const notes = [`paths start from the folder of \`${at.source.path}\``];
    return missingImport({ paths }, { at, notes, help });
  };
}

/** Something has the path, or nobody may know. */
export function unreadable(
  path: string,
  found: Exclude<FoundFile, { readonly kind: "file" | "missing" | "wrong" }>,
): Problem {
  switch (found.kind) {
    case "outside": {
      const place =
        found.root === undefined ? "of the project" : `in \`${found.root}\`, the project,`;
      const notes = [`only files ${place} are read, whatever leads to others`];
      const help = "copy the file into the project";
      return (at) => outsideImport({ path }, { at, notes, help });
    }
    case "unreadable":
      return (at) => unreadableImport({ path, why: found.why }, { at });
    default:
      return assertUnreachable(found);
  }
}

/** Each link of the chain imports the next, and the last the first. */
export function importCycle(
  chain: readonly { readonly module: Module; readonly at: Label | undefined }[],
  at: Label,
): Diagnostic {
  const paths = [...chain, ...chain.slice(0, 1)].map(({ module }) => module.source.path);
  const related = chain
    .slice(0, -1)
    .flatMap((link, index) =>
      link.at === undefined ? [] : [{ ...link.at, text: `imports \`${paths[index + 1]}\`` }],
    );
  const help = "move what both need into a file that imports neither";
  return cyclicImport({ paths }, { at, related, ...(chain.length > 1 && { help }) });
}

/** A file has no value where `keys` lead; `node` is what the first `found` of them lead to. */
export function missingKey(
  context: Context,
  { module: { source }, target: { keys, at } }: Import,
  node: TuskNode,
  found: number,
): Diagnostic {
  const [path, before] = [keys.join("."), keys.slice(0, found)];
  if (node.kind !== "object") {
    const notes = [`\`${before.join(".")}\` is ${WHAT[node.kind]} there`];
    return missingImportedKey({ file: source.path, path }, { at: at.keys, notes });
  }
  if (!context.shared.mayCompare())
    return missingImportedKey({ file: source.path, path }, { at: at.keys });
  const names = [...node.entries.keys()].slice(0, MOST_NAMES);
  const accepted = names.map((name) => [...before, name].join("."));
  const help = didYouMean(keys.slice(0, found + 1).join("."), accepted);
  return missingImportedKey({ file: source.path, path }, { at: at.keys, help });
}

/** There are more files than a configuration can have. */
export function tooManyImports(what: string): Problem {
  return (at) => limitedImports({ what }, { at });
}

/** More than one file has the name. */
export function ambiguousFile(paths: readonly string[]): Problem {
  const help = "remove one of them, or import the other by its path";
  return (at) => twoFiles({ paths }, { at, help });
}

function quotedPath(path: string): string {
  return `\`${shorten(path)}\``;
}

function quotedPaths(paths: readonly string[], conjunction: "and" | "or"): string {
  return joinWords(paths.map(quotedPath), conjunction);
}
