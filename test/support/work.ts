// Why: whether time grows with the size of a file cannot be measured on a machine that does other things, too.
// The engine counts how often each block of code runs, which is the same on every machine.

import { type Profiler, Session } from "node:inspector/promises";

/** Counts the blocks that run, of code loaded since it began. */
export class WorkCounter {
  readonly #session = new Session();

  async begin(): Promise<void> {
    this.#session.connect();
    await this.#session.post("Profiler.enable");
    await this.#session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  }

  async end(): Promise<void> {
    await this.#session.post("Profiler.stopPreciseCoverage");
    this.#session.disconnect();
  }

  /** How many blocks ran in files whose path has `part`. */
  async count(part: RegExp, run: () => void): Promise<number> {
    await this.#session.post("Profiler.takePreciseCoverage");
    run();
    const { result } = await this.#session.post("Profiler.takePreciseCoverage");
    return result.filter(({ url }) => part.test(url)).reduce((sum, file) => sum + runsOf(file), 0);
  }
}

function runsOf({ functions }: Profiler.ScriptCoverage): number {
  return functions.flatMap(({ ranges }) => ranges).reduce((sum, { count }) => sum + count, 0);
}
