// Why: a directory is the name of a store, and processes meet in it. Paths of sockets may be shorter
// than the directory's own, so a long one gets a short alias: a link in a directory of the user's. The
// sockets stay in the store's directory, so that processes with different temporary directories still
// meet.

import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  lstatSync,
  mkdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { StoreUnfitError } from "../store.js";

/** The socket that clients connect to, as PostgreSQL's own clients look for it. */
export const SOCKET_NAME = ".s.PGSQL.5432";

/** The port in that name. */
export const SOCKET_PORT = 5432;

/** Of the tables; the engine has one session, whose search path is this. */
export const SCHEMA = "bullmq";

/** The longest path of a socket that every system takes, in bytes. */
const SOCKET_PATH_MAX = 103;

/** Where a store is. */
export interface StorePlace {
  /** The directory, without links. */
  readonly directory: string;
  /** The data of the engine. */
  readonly data: string;
  /** Is there while the data is being made for the first time. */
  readonly creating: string;
  /** Names the directory too, and is short enough for sockets. */
  readonly sockets: string;
}

/**
 * Makes what is missing of the place of a store: its directory, for the user alone, and its alias.
 * @throws StoreUnfitError when it cannot be used
 */
export function preparePlace(path: string, temporary: string = tmpdir()): StorePlace {
  if (process.platform === "win32")
    throw new StoreUnfitError(
      "the embedded store needs Unix sockets, which Node.js does not have on Windows; use Redis, or run under WSL",
    );
  const directory = prepareDirectory(resolve(path));
  return {
    directory,
    data: join(directory, "data"),
    creating: join(directory, "creating"),
    sockets: shortName(directory, temporary),
  };
}

/** The path of the socket that clients connect to. */
export function socketPath(place: StorePlace): string {
  return join(place.sockets, SOCKET_NAME);
}

function prepareDirectory(path: string): string {
  try {
    makeDirectory(path);
    const directory = realpathSync(path);
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
    refuseShared(directory);
    return directory;
  } catch (error) {
    throw new StoreUnfitError(`the embedded store cannot be kept in ${path}: ${problemOf(error)}`, {
      cause: error,
    });
  }
}

/** Who may write there could replace the data, or take the place of the server, which knows no password. */
function refuseShared(directory: string): void {
  if ((statSync(directory).mode & 0o022) !== 0)
    throw new Error(`other users may write there (\`chmod go-w ${directory}\` ends that)`);
}

/** The `recursive` of Node.js never returns where nothing can be made, as below `/proc`. */
function makeDirectory(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) === "ENOENT" && dirname(path) !== path) {
      makeDirectory(dirname(path));
      mkdirSync(path, { mode: 0o700 });
    } else if (codeOf(error) !== "EEXIST" || !statSync(path).isDirectory()) throw error;
  }
}

function problemOf(error: unknown): string {
  switch (codeOf(error)) {
    case "EEXIST":
      return "it is a file; name a directory";
    case "ENOTDIR":
      return "a part of this path is a file; name a path that leads through directories";
    case "EACCES":
    case "EPERM":
      return "this user may not write there; name another directory, or give the user the right";
    case "EROFS":
      return "the file system is read-only; name another directory";
    default:
      return `${error instanceof Error ? error.message : String(error)}; name another directory`;
  }
}

function shortName(directory: string, temporary: string): string {
  if (isShort(directory)) return directory;
  const home = [temporary, "/tmp"]
    .map((parent) => join(parent, `tsk-gen-${process.getuid?.() ?? 0}`))
    .find((path) => isShort(aliasIn(path, directory)));
  if (home === undefined) throw aliasError(directory, "no temporary directory has a short path");
  try {
    makeDirectory(home);
    return link(aliasIn(home, directory), home, directory);
  } catch (error) {
    if (error instanceof StoreUnfitError) throw error;
    throw aliasError(directory, error instanceof Error ? error.message : String(error));
  }
}

/** Points the alias at the directory, in a home that nobody else can write to. */
function link(alias: string, home: string, directory: string): string {
  const stat = lstatSync(home);
  if (!stat.isDirectory() || stat.uid !== process.getuid?.() || (stat.mode & 0o077) !== 0)
    throw aliasError(directory, `${home} does not belong to this user alone`);
  try {
    symlinkSync(directory, alias);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
    if (readlinkSync(alias) !== directory) {
      rmSync(alias);
      symlinkSync(directory, alias);
    }
  }
  return alias;
}

function aliasIn(home: string, directory: string): string {
  return join(home, createHash("sha256").update(directory).digest("hex").slice(0, 16));
}

function isShort(path: string): boolean {
  return Buffer.byteLength(join(path, SOCKET_NAME)) <= SOCKET_PATH_MAX;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

function aliasError(directory: string, reason: string): StoreUnfitError {
  return new StoreUnfitError(
    `the path ${directory} is too long for sockets and has no short alias (${reason}); name a directory with a path of at most ${SOCKET_PATH_MAX - SOCKET_NAME.length - 1} bytes`,
  );
}
