// Why: `check` fails a build whose generated files are not what queue.tusk says, and shows how they differ.

import type { GeneratedFile } from "../file.js";
import { MANIFEST, normalized } from "../manifest.js";
import { type Disk, nodeDisk } from "./disk.js";
import { type FileState, inspect, type RefusalReason } from "./inspect.js";
import { locator, type Place } from "./place.js";

/** Where the output is. */
export interface CompareOptions extends Place {
  readonly disk?: Disk;
}

/** A file on disk that is not what would be written. */
export interface StaleFile {
  readonly path: string;
  readonly expected: string;
  readonly actual: string;
}

/** A file that `generate` would leave as it is. */
export interface RefusedFile {
  readonly path: string;
  readonly reason: RefusalReason;
  /** Absent when it is no file that could be read. */
  readonly actual?: string;
  /** Absent when the file is not generated any more. */
  readonly expected?: string;
}

/** How the output directory differs; paths are relative to it. */
export interface OutputDifference {
  readonly missing: readonly GeneratedFile[];
  /** As an earlier run wrote them. */
  readonly stale: readonly StaleFile[];
  /** The same, and not generated any more. */
  readonly orphaned: readonly { readonly path: string; readonly actual: string }[];
  readonly refused: readonly RefusedFile[];
}

/** Compares the output directory with `files` and changes nothing. */
export function compareOutput(
  files: readonly GeneratedFile[],
  options: CompareOptions,
): OutputDifference {
  const writer = { disk: options.disk ?? nodeDisk, pid: process.pid };
  const inspection = inspect(writer, options, files);
  const missing: GeneratedFile[] = [];
  const stale: StaleFile[] = [];
  const orphaned: { path: string; actual: string }[] = [];
  const refused: RefusedFile[] = [];
  for (const { file, state } of inspection.files) {
    const { path, contents: expected } = file;
    if (state.kind === "missing") missing.push(file);
    else if (state.kind === "old") stale.push({ path, expected, actual: state.actual });
    else if (state.kind !== "current") refused.push({ ...refusal(path, state), expected });
  }
  for (const { path, state } of inspection.orphans) {
    if (state.kind === "old") orphaned.push({ path, actual: state.actual });
    else refused.push(refusal(path, state));
  }
  return { missing, stale, orphaned, refused };
}

/** Whether the manifest on disk is that of `files`: where it is not, there is something to write. */
export function isManifestCurrent(
  files: readonly GeneratedFile[],
  { disk = nodeDisk, ...place }: CompareOptions,
): boolean {
  const target = locator(disk, place)(MANIFEST);
  return target.kind === "file" && normalized(disk.read(target.path)) === files.at(-1)?.contents;
}

function refusal(path: string, state: Extract<FileState, { kind: RefusalReason }>): RefusedFile {
  return { path, reason: state.kind, ...("actual" in state && { actual: state.actual }) };
}

/** Whether the output directory is as it should be. */
export function isUpToDate(difference: OutputDifference): boolean {
  return Object.values(difference).every((files) => files.length === 0);
}
