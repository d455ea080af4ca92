// Why: whoever edits queue.tusk has the code a moment after each save, and learns at once what is wrong.

import { join } from "node:path";
import { EXIT } from "../exit.js";
import { tellFailure } from "../failure.js";
import type { Io } from "../io.js";
import type { CompiledProject } from "./compile.js";
import { locateProject, showPath } from "./locate.js";
import { WatchedFiles } from "./watched-files.js";

/**
 * Calls `run` now, and again whenever a file that the last run looked for is saved, made, or removed, until the
 * process is asked to stop. What goes wrong in a run is told, and does not end the watch.
 */
export async function watchProject(
  config: string | undefined,
  io: Io,
  run: () => Promise<{ readonly compiled: CompiledProject }>,
): Promise<number> {
  const { config: file, root } = locateProject(io, config);
  const stopped = io.untilStopped();
  const runs = new Runs(async () => {
    const since = Date.now();
    const paths = await lookedFor(run, file, io);
    try {
      files.watch([...paths, join(root, "package.json")], since);
    } catch (thrown) {
      tellFailure(thrown, io);
    }
  });
  const files = new WatchedFiles(() => void runs.ask());
  await runs.ask();
  io.stderr.write(`watching ${showPath(io, file)}; Ctrl-C ends\n`);
  await stopped;
  files.close();
  return EXIT.ok;
}

/** The files of one run; a run that fails has looked for queue.tusk at least. */
async function lookedFor(
  run: () => Promise<{ readonly compiled: CompiledProject }>,
  file: string,
  io: Io,
): Promise<readonly string[]> {
  try {
    const { compiled } = await run();
    return [file, ...compiled.files.lookedFor];
  } catch (thrown) {
    tellFailure(thrown, io);
    return [file];
  }
}

/** One run at a time; what is asked for during one happens once after it. */
class Runs {
  readonly #run: () => Promise<void>;
  #asked = false;
  #running: Promise<void> | undefined;

  constructor(run: () => Promise<void>) {
    this.#run = run;
  }

  ask(): Promise<void> {
    this.#asked = true;
    this.#running ??= this.#loop();
    return this.#running;
  }

  async #loop(): Promise<void> {
    while (this.#asked) {
      this.#asked = false;
      await this.#run();
    }
    this.#running = undefined;
  }
}
