// Why: the one place where generated files reach the disk. Invariants: a file is old or new at every moment,
// never anything between; the manifest is replaced last; a file that is not as we wrote it is left alone.
//
// The new manifest is written first under a temporary name and renamed at the end. A run that was killed
// in between leaves it behind, and with it the hashes by which the next run knows the files as ours.

import { dirname, join } from "node:path";
import type { GeneratedFile } from "../file.js";
import { MANIFEST } from "../manifest.js";
import { type Disk, nodeDisk } from "./disk.js";
import { type Inspection, inspect, type RefusalReason } from "./inspect.js";
import type { Place } from "./place.js";
import { type PlanOptions, pathOf, plan, type Step } from "./plan.js";
import { replaceFile, type Writer, writeTemporary } from "./temporary.js";

/** Where to write, and how. */
export interface WriteOptions extends Place, PlanOptions {
  /** Reports what would be done and does nothing. */
  readonly dryRun?: boolean;
  readonly disk?: Disk;
  /** Of this process. */
  readonly pid?: number;
}

/** A file that was left as it is. */
export interface Refusal {
  readonly path: string;
  readonly reason: RefusalReason;
}

/** What became of each file; paths are relative to the output directory. */
export interface WriteReport {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
  readonly refused: readonly Refusal[];
}

/**
 * Brings the output directory in line with `files`, which end with the manifest. Files that differ by
 * hand or are not ours are refused; those that earlier runs wrote and `files` lacks are removed. Throws
 * what the disk throws; a later run repairs what was left.
 */
export function writeOutput(files: readonly GeneratedFile[], options: WriteOptions): WriteReport {
  const writer = { disk: options.disk ?? nodeDisk, pid: options.pid ?? process.pid };
  const inspection = inspect(writer, options, files);
  const steps = plan(inspection, options);
  if (options.dryRun !== true) execute(writer, options, inspection, steps);
  return reportOf(steps);
}

function execute(
  writer: Writer,
  place: Place,
  { leftovers }: Inspection,
  steps: readonly Step[],
): void {
  const abandoned = leftovers.filter(({ isAbandoned }) => isAbandoned);
  const remove = ({ path }: { readonly path: string }): void => writer.disk.remove(path);
  abandoned.filter(({ name }) => name !== MANIFEST).forEach(remove);
  const manifest = steps.at(-1);
  const actions = steps.slice(0, -1);
  if (manifest?.kind === "create" || manifest?.kind === "update") {
    const next = writeTemporary(writer, manifest.target, manifest.file.contents);
    for (const step of actions) act(writer, place, step);
    writer.disk.rename(next, manifest.target);
  } else for (const step of actions) act(writer, place, step);
  abandoned.filter(({ name }) => name === MANIFEST).forEach(remove);
}

function act(writer: Writer, place: Place, step: Step): void {
  if (step.kind === "create" || step.kind === "update")
    replaceFile(writer, step.target, step.file.contents);
  if (step.kind === "remove") {
    writer.disk.remove(step.target);
    removeEmptyDirectories(writer.disk, place, step.path);
  }
}

/** The directories that a removed file stood in, up to the output directory, as far as nothing is left. */
function removeEmptyDirectories(disk: Disk, { root, directory }: Place, file: string): void {
  for (let path = dirname(file); path !== "."; path = dirname(path)) {
    const absolute = join(root, directory, path);
    if (disk.kindOf(absolute) !== "directory" || disk.list(absolute).length > 0) return;
    disk.removeDirectory(absolute);
  }
}

function reportOf(steps: readonly Step[]): WriteReport {
  const pathsOf = (kind: Step["kind"]): string[] =>
    steps.filter((step) => step.kind === kind).map(pathOf);
  return {
    created: pathsOf("create"),
    updated: pathsOf("update"),
    removed: pathsOf("remove"),
    unchanged: pathsOf("keep"),
    refused: steps.flatMap((step) =>
      step.kind === "refuse" ? [{ path: step.path, reason: step.reason }] : [],
    ),
  };
}
