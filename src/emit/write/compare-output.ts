// Why: `check` fails a build whose generated files are not what queue.tusk says, and shows how they differ.

import type { GeneratedFile } from "../file.js";
import { type Disk, nodeDisk } from "./disk.js";
import { inspect, type RefusalReason } from "./inspect.js";
import type { Place } from "./place.js";

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

/** How the output directory differs; paths are relative to it. */
export interface OutputDifference {
  readonly missing: readonly GeneratedFile[];
  /** As an earlier run wrote them. */
  readonly stale: readonly StaleFile[];
  /** Changed by hand, or not ours: `generate` would refuse them. */
  readonly edited: readonly StaleFile[];
  /** Generated before, and not any more. */
  readonly orphaned: readonly string[];
  /** Cannot be written where they belong. */
  readonly unwritable: readonly { readonly path: string; readonly reason: RefusalReason }[];
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
  const edited: StaleFile[] = [];
  const unwritable: { path: string; reason: RefusalReason }[] = [];
  for (const { file, state } of inspection.files) {
    const { path, contents: expected } = file;
    if (state.kind === "missing") missing.push(file);
    else if (state.kind === "old") stale.push({ path, expected, actual: state.actual });
    else if ("actual" in state) edited.push({ path, expected, actual: state.actual });
    else if (state.kind !== "current") unwritable.push({ path, reason: state.kind });
  }
  const orphaned = inspection.orphans.map(({ path }) => path);
  return { missing, stale, edited, orphaned, unwritable };
}

/** Whether the output directory is as it should be. */
export function isUpToDate(difference: OutputDifference): boolean {
  return Object.values(difference).every((files) => files.length === 0);
}
