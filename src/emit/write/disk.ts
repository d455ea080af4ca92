// Why: everything that writing output does to a disk is in these few operations, so that a test can stop
// between any two of them.

import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";

/** What stands at a path; `link` is a symbolic link that leads nowhere. */
export type EntryKind = "file" | "directory" | "link" | "other" | "nothing";

/** The operations; paths are absolute. Each throws what Node's own function throws. */
export interface Disk {
  kindOf(path: string): EntryKind;
  read(path: string): string;
  list(directory: string): readonly string[];
  /** The path without symbolic links. */
  realPath(path: string): string;
  /** Permission bits. */
  modeOf(path: string): number;
  /** Makes the directory and those above it. */
  makeDirectory(path: string): void;
  /**
   * Makes a file that nobody but those whom `mode` names can ever read; without it the usual ones may. Throws
   * `EEXIST` when anything is there, be it a link.
   */
  create(path: string, contents: string, mode: number | undefined): void;
  setMode(path: string, mode: number): void;
  /** Puts one file in the place of another in one step. */
  rename(from: string, to: string): void;
  /** Gives a file a second name, unless that name is taken: then it throws `EEXIST`. */
  link(from: string, to: string): void;
  remove(path: string): void;
  /** Removes an empty directory; throws when it is not empty. */
  removeDirectory(path: string): void;
  /** Whether the process of this id runs. */
  isAlive(pid: number): boolean;
}

/** The disk of this machine. */
export const nodeDisk: Disk = {
  kindOf(path) {
    const entry = entryAt(path);
    if (entry === undefined) return "nothing";
    const found = entry.isSymbolicLink() ? statSync(path, { throwIfNoEntry: false }) : entry;
    if (found === undefined) return "link";
    return found.isFile() ? "file" : found.isDirectory() ? "directory" : "other";
  },
  read: (path) => readFileSync(path, "utf8"),
  list: (directory) => readdirSync(directory),
  realPath: (path) => realpathSync.native(path),
  modeOf: (path) => statSync(path).mode & 0o7777,
  makeDirectory: (path) => void mkdirSync(path, { recursive: true }),
  create: (path, contents, mode) => writeFileSync(path, contents, { flag: "wx", mode }),
  setMode: (path, mode) => chmodSync(path, mode),
  rename: (from, to) => renameSync(from, to),
  link: (from, to) => linkSync(from, to),
  remove: (path) => rmSync(path, { force: true }),
  removeDirectory: (path) => rmdirSync(path),
  isAlive(pid) {
    try {
      return process.kill(pid, 0);
    } catch (error) {
      return error instanceof Error && "code" in error && error.code === "EPERM";
    }
  },
};

/** Below a file there is nothing, as in a directory that is not there. */
function entryAt(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOTDIR") return undefined;
    throw error;
  }
}
