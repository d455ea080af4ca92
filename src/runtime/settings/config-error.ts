// Why: a process that cannot run as its environment says must refuse to start and name everything that
// is wrong at once, not one thing a restart.

/** One setting that is not accepted. */
export interface ConfigProblem {
  /** The variable, or the key where the value stands in the configuration. */
  readonly name: string;
  /** A sentence part: the variable, its value unless it is secret, and what is accepted. */
  readonly message: string;
}

/** The environment or the configuration does not fit; holds every problem found. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  constructor(readonly problems: readonly ConfigProblem[]) {
    super(problems.map(({ message }) => message).join("\n"));
  }
}
