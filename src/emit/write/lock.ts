// Why: of two runs at once each would write some files, and the manifest would tell of one of them only. The
// lock is a file that holds the process id; one whose process is gone is taken over.

import { type Disk, nodeDisk } from "./disk.js";
import { locator, type Place } from "./place.js";
import { temporaryName, type Writer, writeTemporary } from "./temporary.js";

/** Its path in the output directory. */
export const LOCK = ".tsk-gen.lock";

/** How to wait for another run. */
export interface LockOptions extends Place {
  readonly disk?: Disk;
  /** Of this process. */
  readonly pid?: number;
  /** Longest time to wait; milliseconds, 10,000 without it. */
  readonly wait?: number;
  /** Told once a second of waiting has passed: the id of the other process, if it could be read. */
  readonly onWait?: (pid: number | undefined) => void;
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

/** Another run held the lock for the whole time. */
export class Locked extends Error {
  override readonly name = "Locked";
  readonly path: string;
  /** Of the other process; undefined when the lock does not say. */
  readonly pid: number | undefined;

  constructor(path: string, pid: number | undefined) {
    super(`${path} is held by process ${pid ?? "unknown"}`);
    this.path = path;
    this.pid = pid;
  }
}

const POLL = 25;
const TELL_AFTER = 1_000;

/** Does `act` while no other run writes to the same directory. Throws `Locked`, and what the disk throws. */
export async function withLock<T>(options: LockOptions, act: () => T): Promise<T> {
  const writer = { disk: options.disk ?? nodeDisk, pid: options.pid ?? process.pid };
  const target = locator(writer.disk, options)(LOCK);
  // Nothing can be written where not even the lock can be; what stands in the way is told by the run itself.
  if (!("path" in target)) return act();
  await acquire(writer, target.path, options);
  try {
    return act();
  } finally {
    writer.disk.remove(target.path);
  }
}

async function acquire(writer: Writer, path: string, options: LockOptions): Promise<void> {
  const { wait = 10_000, sleep = pause, onWait } = options;
  for (let waited = 0; ; waited += POLL) {
    const holder = tryLock(writer, path);
    if (holder === undefined) return;
    if (waited >= wait) throw new Locked(path, holder.pid);
    if (waited === TELL_AFTER) onWait?.(holder.pid);
    await sleep(POLL);
  }
}

/** A run that holds the lock. */
interface Holder {
  readonly pid: number | undefined;
}

/** Takes the lock, or answers who has it. */
function tryLock(writer: Writer, path: string): Holder | undefined {
  if (create(writer, path)) return undefined;
  const holder = read(writer, path);
  if (holder === undefined || !isGone(writer, holder)) return holder ?? tryLock(writer, path);
  discard(writer, path);
  return tryLock(writer, path);
}

/** The lock appears with its contents, so that nobody reads half of them. */
function create(writer: Writer, path: string): boolean {
  const { disk } = writer;
  const contents = `${writer.pid}\n`;
  const temporary = writeTemporary(writer, path, contents);
  try {
    disk.link(temporary, path);
    return true;
  } catch {
    if (disk.kindOf(path) !== "nothing") return false;
    // A disk without second names; anything else fails here again.
    disk.create(path, contents, undefined);
    return true;
  } finally {
    disk.remove(temporary);
  }
}

/** Undefined when it was given back in the meantime. */
function read({ disk }: Writer, path: string): Holder | undefined {
  try {
    const text = disk.read(path).trim();
    return { pid: /^\d+$/.test(text) ? Number(text) : undefined };
  } catch (error) {
    if (disk.kindOf(path) === "nothing") return undefined;
    throw error;
  }
}

/** A process of our own id that had the lock is one before us. */
function isGone({ disk, pid }: Writer, holder: Holder): boolean {
  return holder.pid === pid || (holder.pid !== undefined && !disk.isAlive(holder.pid));
}

/** Removes the lock of a process that is gone, unless another run did so first and has the lock now. */
function discard(writer: Writer, path: string): void {
  const { disk } = writer;
  const aside = temporaryName(writer, path);
  try {
    disk.rename(path, aside);
  } catch {
    return;
  }
  const holder = read(writer, aside);
  if (holder !== undefined && !isGone(writer, holder)) disk.rename(aside, path);
  else disk.remove(aside);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
