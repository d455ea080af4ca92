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
export function writeTemporary(writer: Writer, path: string, contents: string): string {
  const { disk } = writer;
  disk.makeDirectory(dirname(path));
  const temporary = temporaryName(writer, path);
  const mode = disk.kindOf(path) === "file" ? disk.modeOf(path) : undefined;
  // Whatever has this name is left over: its process had the id that is ours now.
  if (disk.kindOf(temporary) !== "nothing") disk.remove(temporary);
  orRemove(disk, temporary, () => {
    disk.create(temporary, contents, mode);
    if (mode !== undefined) disk.setMode(temporary, mode);
  });
  return temporary;
}

/** Where the unfinished form of a file is. */
export function temporaryName({ pid }: Writer, path: string): string {
  return join(dirname(path), `.${basename(path)}.${pid}.tsk-tmp`);
}

/** Puts a file in place in one step: whoever looks sees the old one or the new one. */
export function replaceFile(writer: Writer, path: string, contents: string): void {
  const temporary = writeTemporary(writer, path, contents);
  orRemove(writer.disk, temporary, () => writer.disk.rename(temporary, path));
}

/** Leaves nothing unfinished behind when `act` throws. */
export function orRemove(disk: Disk, temporary: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    disk.remove(temporary);
    throw error;
  }
}

/** Removes what runs that are over have left unfinished in a directory. */
export function removeAbandoned(writer: Writer, directory: string): void {
  for (const { path, isAbandoned } of temporariesIn(writer, directory))
    if (isAbandoned) writer.disk.remove(path);
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
