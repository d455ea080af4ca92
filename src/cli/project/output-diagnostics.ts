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
import { type ProjectPaths, withSlashes } from "./locate.js";

const staleOutput = defineDiagnostic<{ readonly directory: string }>({
  code: "TSK7010",
  name: "stale-output",
  severity: "error",
  message: ({ directory }) => `${directory}/ is not what queue.tusk says`,
});

const editedOutput = defineDiagnostic<{ readonly path: string }>({
  code: "TSK7011",
  name: "edited-output",
  severity: "error",
  message: ({ path }) => `the generated file \`${path}\` was edited by hand`,
});

const foreignFile = defineDiagnostic<{ readonly path: string }>({
  code: "TSK7012",
  name: "foreign-file",
  severity: "error",
  message: ({ path }) => `\`${path}\` is in the way and was not written by tsk-gen`,
});

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
  const { path, actual = "", expected = "" } = file;
  const source = new SourceFile(pathOf(path), actual);
  const [now, wanted] = [actual, expected].map((content) => normalized(content).split("\n"));
  const line = now?.findIndex((content, index) => content !== wanted?.[index]) ?? 0;
  const start = source.lineStarts[Math.max(line, 0)] ?? 0;
  const end = start + source.line(Math.max(line, 0) + 1).length;
  return { source, span: { start, end }, ...(text !== undefined && { text }) };
}

/** All of a few names, else the first ones and how many more there are. */
function namesOf(paths: readonly string[]): string {
  const names = paths.slice(0, MOST_NAMES).map((path) => `\`${path}\``);
  const more = paths.length - names.length;
  return joinWords(more > 0 ? [...names, `${more} more`] : names, "and");
}
