// Why: the worker of a project as one object: nothing is read or connected before `run`, and `run`
// answers with the exit code of the process.

import type { Death, Logger } from "./interfaces.js";
import { createLogger } from "./logger.js";
import { type JobClasses, type Project, type ResolvedProject, readProject } from "./project.js";
import { EXIT_UNFIT, Service } from "./service.js";
import type { LogLevel } from "./settings/config.js";
import { ConfigError } from "./settings/config-error.js";
import { SettingReader } from "./settings/reader.js";
import { onSignals } from "./worker/signals.js";

/** What the author of a worker may add to it. */
export interface RuntimeOptions {
  /** Told of every job that failed for good, after that has been recorded. */
  readonly onDead?: (death: Death) => unknown;
  /** Instead of lines of JSON on standard output. */
  readonly logger?: Logger;
}

/** What one run of a worker does. */
export interface RunOptions {
  /** Serves only these queues. */
  readonly queues?: readonly string[];
  /** Slots, instead of the profile's own number. */
  readonly concurrency?: number;
  /** Ends once no job is ready and none runs; delayed jobs stay for later. */
  readonly drain?: boolean;
  /**
   * Whether signals of the process stop the run, which is so unless set to `false`. The run then also
   * ends the process when something keeps it alive after all.
   */
  readonly signals?: boolean;
}

/** How long a process may live on because of what did not end in time, in milliseconds. */
const LEFTOVER_MAX = 1000;

/** The worker of a project. */
export class Runtime<Jobs extends JobClasses = JobClasses> {
  readonly #project: Project;
  readonly #options: RuntimeOptions;
  #service: Service | undefined;

  constructor(project: Project<Jobs>, options: RuntimeOptions = {}) {
    this.#project = project;
    this.#options = options;
    const { queues } = this.#project;
    let logger: Logger | undefined;
    queues.handleWith({
      project: this.#project,
      logger: () => {
        logger ??= this.#loggerAt(queues.session().resolved.monitoring.logLevel);
        return logger;
      },
    });
  }

  /**
   * Runs jobs until it is stopped.
   * @returns the exit code: 0 when nothing was lost, 1 otherwise, 2 when the settings, the environment,
   * or a port do not allow a start
   */
  async run(options: RunOptions = {}): Promise<number> {
    if (this.#service !== undefined) throw new Error("the runtime is running already");
    const resolved = this.#resolve(options);
    if (resolved === undefined) return EXIT_UNFIT;
    const service = new Service({
      project: this.#project,
      resolved,
      logger: this.#loggerAt(resolved.config.monitoring.logLevel),
      drain: options.drain ?? false,
      onDead: this.#options.onDead,
    });
    this.#service = service;
    const owned = options.signals ?? true;
    const unlisten = owned
      ? onSignals({ stop: () => service.stop(), quiet: () => service.quiet() })
      : () => {};
    try {
      const code = await service.run();
      if (owned && service.isHeldUp) setTimeout(() => process.exit(code), LEFTOVER_MAX).unref();
      return code;
    } finally {
      unlisten();
      this.#service = undefined;
    }
  }

  /** Ends `run` as the signal TERM does; called again, at once. */
  stop(): void {
    this.#service?.stop();
  }

  #loggerAt(level: LogLevel): Logger {
    return this.#options.logger ?? createLogger(level);
  }

  /** Reads the settings; what is wrong is logged. */
  #resolve(options: RunOptions): ResolvedProject | undefined {
    const reader = new SettingReader(this.#project.queues.environment);
    try {
      const resolved = readProject(reader, this.#project, options);
      reader.finish();
      return resolved;
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      const logger = this.#loggerAt("info");
      for (const { name, message } of error.problems) logger.error({ setting: name }, message);
      return undefined;
    }
  }
}
