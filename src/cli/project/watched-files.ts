// Why: editors save by writing, by renaming, and by removing and making anew; a folder sees all of these, a
// watch on the file itself does not.

import { existsSync, type FSWatcher, realpathSync, statSync, watch } from "node:fs";
import { basename, dirname, join } from "node:path";

/** Milliseconds in which the events of one save arrive. */
const SETTLE = 5;
/** Milliseconds that the times a file system keeps may be behind the clock. */
const CLOCK_TICK = 10;

/** Files of which every change is told, be they there or not. */
export class WatchedFiles {
  readonly #onChange: () => void;
  readonly #watchers = new Map<string, FSWatcher>();
  #files: ReadonlySet<string> = new Set();
  #timer: NodeJS.Timeout | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /**
   * Watches these files and no others; paths are absolute. One that was changed after `since` (milliseconds of
   * the epoch), before the watch began, is told too.
   */
  watch(paths: readonly string[], since: number): void {
    this.#files = new Set(paths.flatMap((path) => [...withTarget(path), ...missingFolders(path)]));
    const folders = new Set([...this.#files].map(dirname).filter((folder) => existsSync(folder)));
    for (const folder of this.#watchers.keys()) if (!folders.has(folder)) this.#leave(folder);
    for (const folder of folders) if (!this.#watchers.has(folder)) this.#enter(folder, since);
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const folder of this.#watchers.keys()) this.#leave(folder);
  }

  #enter(folder: string, since: number): void {
    const watcher = this.#watch(folder, (name) => {
      // The folder itself, which was moved or removed; the run to come finds what stands in its place.
      const isGone = name === basename(folder) || !existsSync(folder);
      if (isGone) this.#leave(folder);
      // A system that does not say which file it was may mean any.
      if (isGone || name === null || this.#files.has(join(folder, name))) this.#settle();
    });
    if (watcher === undefined) {
      this.#settle();
      return;
    }
    // Windows tells the end of a folder so.
    watcher.on("error", () => {
      this.#leave(folder);
      this.#settle();
    });
    this.#watchers.set(folder, watcher);
    const here = [...this.#files].filter((path) => dirname(path) === folder);
    if (here.some((path) => changedAt(path) >= since - CLOCK_TICK)) this.#settle();
  }

  /** Undefined when the folder went away just now. */
  #watch(folder: string, changed: (name: string | null) => void): FSWatcher | undefined {
    try {
      return watch(folder, (_event, name) => changed(name));
    } catch (error) {
      if (!existsSync(folder)) return undefined;
      throw error;
    }
  }

  #leave(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
  }

  #settle(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#onChange, SETTLE);
  }
}

/** A file, and what it is a link to. */
function withTarget(path: string): string[] {
  try {
    return [path, realpathSync(path)];
  } catch {
    return [path];
  }
}

/** The folders that must be made before a file can be. */
function missingFolders(path: string): string[] {
  const folder = dirname(path);
  return existsSync(folder) ? [] : [folder, ...missingFolders(folder)];
}

/** When a file was written or put in its place, in milliseconds of the epoch; 0 if it is not there. */
function changedAt(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? 0 : Math.max(stats.mtimeMs, stats.ctimeMs);
}
