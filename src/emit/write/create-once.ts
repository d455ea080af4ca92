// Why: handlers belong to the user from the moment they exist. They are made once and never written again.

import { dirname, join } from "node:path";
import type { GeneratedFile } from "../file.js";
import { type Disk, nodeDisk } from "./disk.js";
import type { RefusalReason } from "./inspect.js";
import { locator, type Place } from "./place.js";
import { removeAbandoned, type Writer, writeTemporary } from "./temporary.js";

/** Where the files belong, and whether to make them. */
export interface CreateOptions extends Place {
  /** Reports what would be done and does nothing. */
  readonly dryRun?: boolean;
  readonly disk?: Disk;
  /** Of this process. */
  readonly pid?: number;
}

/** What became of each file; paths are relative to the directory. */
export interface CreateReport {
  readonly created: readonly string[];
  /** There already, whatever is in them. */
  readonly existing: readonly string[];
  readonly refused: readonly { readonly path: string; readonly reason: RefusalReason }[];
}

/** Creates the files that do not exist. Throws what the disk throws. */
export function createOnce(files: readonly GeneratedFile[], options: CreateOptions): CreateReport {
  const writer = { disk: options.disk ?? nodeDisk, pid: options.pid ?? process.pid };
  if (options.dryRun !== true) clean(writer, options, files);
  const created: string[] = [];
  const existing: string[] = [];
  const refused: { path: string; reason: RefusalReason }[] = [];
  const locate = locator(writer.disk, options);
  for (const { path, contents } of files) {
    const target = locate(path);
    if (!("path" in target)) refused.push({ path, reason: target.kind });
    else if (target.kind === "file") existing.push(path);
    else if (options.dryRun === true || create(writer, target.path, contents)) created.push(path);
    else existing.push(path);
  }
  return { created, existing, refused };
}

/** Whether the file could be made: a finished one takes the name only if the name is still free. */
function create(writer: Writer, path: string, contents: string): boolean {
  const temporary = writeTemporary(writer, path, contents);
  try {
    writer.disk.link(temporary, path);
    return true;
  } catch {
    if (writer.disk.kindOf(path) !== "nothing") return false;
    // A disk without second names; anything else fails here again.
    writer.disk.rename(temporary, path);
    return true;
  } finally {
    writer.disk.remove(temporary);
  }
}

function clean(writer: Writer, { root, directory }: Place, files: readonly GeneratedFile[]): void {
  const directories = new Set(files.map(({ path }) => join(root, directory, dirname(path))));
  for (const path of directories) removeAbandoned(writer, path);
}
