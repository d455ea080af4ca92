// Why: a file is replaced in one step by renaming a finished one over it. What a killed run left unfinished
// can be told by its name, and whether that run is over by its process id.

import { basename, dirname, join } from "node:path";
import type { Disk } from "./disk.js";

/** The disk, and who writes to it. */
export interface Writer {
  readonly disk: Disk;
  readonly pid: number;
}

const TEMPORARY = /^\.(.+)\.(\d+)\.tsk-tmp$/;

/** The unfinished form of a file. */
export interface Temporary {
  readonly path: string;
  /** Name of the file that it was to become. */
  readonly name: string;
  readonly isAbandoned: boolean;
}

/** Writes the unfinished form of a file, with the permissions of the one it will replace. */
export function writeTemporary({ disk, pid }: Writer, path: string, contents: string): string {
  disk.makeDirectory(dirname(path));
  const temporary = join(dirname(path), `.${basename(path)}.${pid}.tsk-tmp`);
  disk.write(temporary, contents);
  if (disk.kindOf(path) === "file") disk.setMode(temporary, disk.modeOf(path));
  return temporary;
}

/** Puts a file in place in one step: whoever looks sees the old one or the new one. */
export function replaceFile(writer: Writer, path: string, contents: string): void {
  writer.disk.rename(writeTemporary(writer, path, contents), path);
}

/** What runs have left unfinished in a directory, or are about to finish. */
export function temporariesIn({ disk, pid }: Writer, directory: string): Temporary[] {
  if (disk.kindOf(directory) !== "directory") return [];
  return disk.list(directory).flatMap((entry): Temporary[] => {
    const [, name, owner] = TEMPORARY.exec(entry) ?? [];
    if (name === undefined) return [];
    const isAbandoned = Number(owner) === pid || !disk.isAlive(Number(owner));
    return [{ path: join(directory, entry), name, isAbandoned }];
  });
}
