// Why: a file that is made of several. Guides call it by either name.

import { defineDiagnostic } from "../diagnostics/define.js";
import { wrongCall } from "./arguments.js";
import type { ImportOperator } from "./operator.js";

/**
 * All files are found before anything in them is evaluated, so that each is read once, a cycle is
 * found, and a tool can list what a file is made of. A path that is put together from variables, or
 * that the environment decides, comes too late for that.
 *
 * ```console
 * $ cat app.tusk
 * $stage: "live"
 * @import "stages/${stage}.tusk"
 * $ tsk-gen export app.tusk
 * error[TSK4011 computed-path]: the path after `@import` is not plain text in quotes
 *  --> app.tusk:2:9
 *   |
 * 2 | @import "stages/${stage}.tusk"
 *   |         ^^^^^^^^^^^^^^^^^^^^^^
 *   |
 *   = note: which files a file is made of is known before anything in it is computed
 *   = help: write `@import "file.tusk"`
 *
 * 1 error in app.tusk
 * $ sed -i 's/\${stage}/live/' app.tusk
 * $ tsk-gen export app.tusk
 * {
 *   "host": "db.internal"
 * }
 * ```
 */
const computedPath = defineDiagnostic<{ readonly word: string }>({
  code: "TSK4011",
  name: "computed-path",
  severity: "error",
  message: ({ word }) => `the path after \`${word}\` is not plain text in quotes`,
});

/**
 * An import names a file of the project by its path from the folder of the importing file, with `/`
 * between folders, so that it means the same file on every machine. Urls, absolute paths, and paths
 * from a home folder name something else on each.
 *
 * ```console
 * $ cat app.tusk
 * @import 'stages\live.tusk'
 * $ tsk-gen export app.tusk
 * error[TSK4012 bad-import-path]: `stages\live.tusk` has a `\`, and folders are separated by `/`
 *  --> app.tusk:1:9
 *   |
 * 1 | @import 'stages\live.tusk'
 *   |         ^^^^^^^^^^^^^^^^^^
 *   |
 *   = help: write the path from this file's folder: `file.tusk`, `parts/file.tusk`, or `../file.tusk`
 *
 * 1 error in app.tusk
 * $ sed -i 's:\\:/:' app.tusk
 * $ tsk-gen export app.tusk
 * {
 *   "host": "db.internal"
 * }
 * ```
 */
const badPath = defineDiagnostic<{ readonly path: string; readonly why: string }>({
  code: "TSK4012",
  name: "bad-import-path",
  severity: "error",
  message: ({ path, why }) => `\`${path}\` ${why}`,
});

/** `@import "x.tsk"`: as a value its tree, as a statement its keys and variables. */
export const importFile: ImportOperator = {
  phase: "import",
  example: '@import "x.tsk"',
  names: ["import", "include"],
  anyCase: true,
  target(use) {
    const { source, word } = use;
    const [path, extra] = use.call.args ?? [];
    if (path === undefined || extra !== undefined)
      return wrongCall(use, "the path of one file", `write \`${word} "file.tusk"\``);
    const at = { source, span: path.span };
    if (path.kind !== "StringLiteral") {
      const notes = ["which files a file is made of is known before anything in it is computed"];
      return computedPath({ word }, { at, notes, help: `write \`${word} "file.tusk"\`` });
    }
    const why = faultOf(path.value);
    if (why === undefined) return { paths: [path.value], keys: [], at: { path: at, keys: at } };
    const help =
      "write the path from this file's folder: `file.tusk`, `parts/file.tusk`, or `../file.tusk`";
    return badPath({ path: path.value, why }, { at, help });
  },
};

/** Why a text is no path that an import takes; undefined when it is one. */
function faultOf(path: string): string | undefined {
  if (path.trim() === "") return "names no file";
  if (/^[A-Za-z][A-Za-z\d+.-]+:/.test(path))
    return "is a url, and only files of the project are imported";
  if (/^(?:[/\\~]|[A-Za-z]:)/.test(path)) return "does not start from the folder of this file";
  if (path.includes("\\")) return "has a `\\`, and folders are separated by `/`";
  return /\p{Cc}/u.test(path) ? "has a control character" : undefined;
}
