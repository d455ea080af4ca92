// Why: editors save by writing, by renaming, and by removing and making anew; a folder sees all of these, a
// watch on the file itself does not.

import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type FSWatcher, watch } from "chokidar";

/** Milliseconds in which the events of one save arrive. */
const SETTLE = 5;

/** Files of which every change is told, be they there or not. */
export class WatchedFiles {
  readonly #onChange: () => void;
  #files: ReadonlySet<string> = new Set();
  #folders: ReadonlySet<string> = new Set();
  #watcher: FSWatcher | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /**
   * Watches these files and no others; paths are absolute. One that was changed after `since` (milliseconds of
   * the epoch), before the watch began, is told too.
   */
  watch(paths: readonly string[], since: number): void {
    this.#files = new Set(paths.flatMap(withMissingFolders));
    const folders = new Set([...this.#files].map(dirname).filter((folder) => existsSync(folder)));
    if (
      folders.size === this.#folders.size &&
      [...folders].every((path) => this.#folders.has(path))
    )
      return;
    void this.#watcher?.close();
    this.#folders = folders;
    this.#watcher = this.#start(since);
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#watcher?.close();
  }

  #start(since: number): FSWatcher {
    const folders = this.#folders;
    const watcher = watch([...folders], {
      depth: 0,
      alwaysStat: true,
      ignored: (path) => !folders.has(path) && !this.#files.has(resolve(path)),
    });
    let begun = false;
    watcher.on("ready", () => {
      begun = true;
    });
    watcher.on("all", (event, path, stats) => {
      if (!this.#files.has(path)) return;
      // What was there when the watch began was read, unless it was saved since.
      if (begun || event !== "add" || (stats?.mtimeMs ?? since) >= since) this.#settle();
    });
    return watcher;
  }

  #settle(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#onChange, SETTLE);
  }
}

/** A file, and the folders that must be made before it can be. */
function withMissingFolders(path: string): string[] {
  const folder = dirname(path);
  return existsSync(folder) ? [path] : [path, ...withMissingFolders(folder)];
}
