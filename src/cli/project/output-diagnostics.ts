// Why: that generated code is not what queue.tusk says is a finding like any other, so that every format tells
// it: what `generate` would mend is one, and each file that it would leave alone is one of its own.

import { join, relative } from "node:path";
import { assertUnreachable } from "../../diagnostics/bug.js";
import { defineDiagnostic } from "../../diagnostics/define.js";
import type { Diagnostic, Label } from "../../diagnostics/diagnostic.js";
import { joinWords } from "../../diagnostics/suggest.js";
import { normalized } from "../../emit/manifest.js";
import type { OutputDifference, RefusedFile } from "../../emit/write/compare-output.js";
import { SourceFile } from "../../source/source.js";
import { firstDifference } from "../diff.js";
import { type ProjectPaths, withSlashes } from "./locate.js";

/**
 * Generated code that is not what queue.tusk says runs something that nobody wrote down: a job may be missing,
 * or go to a queue that is gone. The code is committed with the file, so `check` compares the two, file by file,
 * and shows the difference as a patch.
 *
 * ```console
 * $ rm generated/retry.ts
 * $ tsk-gen check
 * error[TSK7010 stale-output]: generated/ is not what queue.tusk says
 *  --> generated/retry.ts:1:1
 *   |
 * 1 |
 *   | ^ this file is not there
 *   |
 *   = note: missing: `generated/retry.ts`
 *   = help: run `tsk-gen generate`
 *
 * 1 error in generated/retry.ts
 * $ tsk-gen generate
 * created  generated/retry.ts
 * ```
 */
const staleOutput = defineDiagnostic<{ readonly directory: string }>({
  code: "TSK7010",
  name: "stale-output",
  severity: "error",
  message: ({ directory }) => `${directory}/ is not what queue.tusk says`,
});

/**
 * A change in generated code would be lost with the next change of queue.tusk, so the file is left alone until
 * somebody decides. What it was meant to do has a place that stays: a setting, or the handler of a job. The
 * manifest beside the files holds what was written, which is how a change is seen.
 *
 * ```console
 * $ echo "// mine" > generated/retry.ts
 * $ tsk-gen generate
 * error[TSK7011 edited-output]: the generated file `generated/retry.ts` was edited by hand
 *  --> generated/retry.ts:1:1
 *   |
 * 1 | // mine
 *   | ^^^^^^^
 *   |
 *   = note: `tsk-gen generate` leaves it as it is
 *   = help: move the change into queue.tusk or a handler; `tsk-gen generate --force` takes the file back
 *
 * 1 error in generated/retry.ts
 * $ tsk-gen generate --force
 * changed  generated/retry.ts
 * ```
 */
const editedOutput = defineDiagnostic<{ readonly path: string }>({
  code: "TSK7011",
  name: "edited-output",
  severity: "error",
  message: ({ path }) => `the generated file \`${path}\` was edited by hand`,
});

/**
 * A file stands where generated code belongs, and the manifest does not list it: it is somebody's work, and is
 * not overwritten. The other files are written.
 *
 * ```console
 * $ rm generated/manifest.json
 * $ echo "// mine" > generated/retry.ts
 * $ tsk-gen generate
 * created  generated/manifest.json
 * error[TSK7012 foreign-file]: `generated/retry.ts` is in the way and was not written by tsk-gen
 *  --> generated/retry.ts:1:1
 *   |
 * 1 | // mine
 *   | ^^^^^^^
 *   |
 *   = help: move it elsewhere; `tsk-gen generate --force` overwrites it
 *
 * 1 error in generated/retry.ts
 * ```
 */
const foreignFile = defineDiagnostic<{ readonly path: string }>({
  code: "TSK7012",
  name: "foreign-file",
  severity: "error",
  message: ({ path }) => `\`${path}\` is in the way and was not written by tsk-gen`,
});

/**
 * A directory, a socket, or a link that leads out of the project stands where a generated file belongs. Links
 * inside the project are followed; through one that leaves it, files of others could be overwritten.
 *
 * ```console
 * $ rm generated/retry.ts
 * $ mkdir generated/retry.ts
 * $ tsk-gen generate
 * error[TSK7013 blocked-output]: `generated/retry.ts` cannot be written: what is in its place is no file
 *  --> generated/retry.ts:1:1
 *   |
 * 1 |
 *   | ^
 *   |
 *   = help: move what is there elsewhere
 *
 * 1 error in generated/retry.ts
 * ```
 */
const blockedOutput = defineDiagnostic<{ readonly path: string; readonly why: string }>({
  code: "TSK7013",
  name: "blocked-output",
  severity: "error",
  message: ({ path, why }) => `\`${path}\` cannot be written: ${why}`,
});

/** More file names than these are counted. */
const MOST_NAMES = 5;

/**
 * Tells how the generated code in `directory` (absolute) differs. The source files are named from the
 * project's root.
 */
export function outputDiagnostics(
  difference: OutputDifference,
  directory: string,
  { root }: ProjectPaths,
): Diagnostic[] {
  const place: Place = {
    directory: withSlashes(relative(root, directory)),
    pathOf: (path) => withSlashes(relative(root, join(directory, path))),
  };
  return [...describeStale(difference, place), ...describeRefused(difference.refused, place)];
}

/** Tells which files `generate` leaves as they are. */
export function refusalDiagnostics(
  refused: readonly RefusedFile[],
  directory: string,
  paths: ProjectPaths,
): Diagnostic[] {
  return outputDiagnostics({ missing: [], stale: [], orphaned: [], refused }, directory, paths);
}

interface Place {
  readonly directory: string;
  /** The path of a file of the output, from the project's root. */
  readonly pathOf: (path: string) => string;
}

function describeStale(difference: OutputDifference, place: Place): Diagnostic[] {
  const { missing, stale, orphaned } = difference;
  const at = evidenceOf(difference, place);
  if (at === undefined) return [];
  const note = (files: readonly { readonly path: string }[], state: string) =>
    files.length === 0 ? [] : [`${state}: ${namesOf(files.map(({ path }) => place.pathOf(path)))}`];
  return [
    staleOutput(
      { directory: place.directory },
      {
        at,
        notes: [
          ...note(missing, "missing"),
          ...note(stale, "stale"),
          ...note(orphaned, "left over"),
        ],
        help: "run `tsk-gen generate`",
      },
    ),
  ];
}

/** One of the files, best one whose content shows it. */
function evidenceOf(
  { missing, stale, orphaned }: OutputDifference,
  place: Place,
): Label | undefined {
  const [changed] = stale;
  if (changed !== undefined) return differenceIn(changed, place, "`generate` would change this");
  const [left] = orphaned;
  if (left !== undefined) return differenceIn(left, place, "`generate` would remove this file");
  const [absent] = missing;
  return absent && differenceIn({ path: absent.path }, place, "this file is not there");
}

function describeRefused(refused: readonly RefusedFile[], place: Place): Diagnostic[] {
  return refused.map((file) => {
    const path = place.pathOf(file.path);
    const at = differenceIn(file, place);
    switch (file.reason) {
      case "edited":
        return editedOutput(
          { path },
          {
            at,
            notes: ["`tsk-gen generate` leaves it as it is"],
            help: "move the change into queue.tusk or a handler; `tsk-gen generate --force` takes the file back",
          },
        );
      case "foreign": {
        const help = "move it elsewhere; `tsk-gen generate --force` overwrites it";
        return foreignFile({ path }, { at, help });
      }
      case "blocked": {
        const why = "what is in its place is no file";
        return blockedOutput({ path, why }, { at, help: "move what is there elsewhere" });
      }
      case "outside": {
        const why = "a link leads out of the project";
        const help = "put a directory of the project in place of the link";
        return blockedOutput({ path, why }, { at, help });
      }
      default:
        return assertUnreachable(file.reason);
    }
  });
}

/** The first line that is not as it should be. */
function differenceIn(
  file: { readonly path: string; readonly actual?: string; readonly expected?: string },
  { pathOf }: Place,
  text?: string,
): Label {
  const source = new SourceFile(pathOf(file.path), normalized(file.actual ?? ""));
  const span = firstDifference(source, normalized(file.expected ?? ""));
  return { source, span, ...(text !== undefined && { text }) };
}

/** All of a few names, else the first ones and how many more there are. */
function namesOf(paths: readonly string[]): string {
  const names = paths.slice(0, MOST_NAMES).map((path) => `\`${path}\``);
  const more = paths.length - names.length;
  return joinWords(more > 0 ? [...names, `${more} more`] : names, "and");
}
