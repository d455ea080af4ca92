// Why: a command never touches the process. It gets what it may read and write, so that a test runs it as
// a person would and sees what a person sees.

/** A stream that a command writes to. */
export interface Output {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** How wide it is now, if it is a terminal that says so. */
  readonly columns?: number | undefined;
}

export interface Io {
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What is piped in; nobody may have closed it when it is a terminal. */
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Data: what another program reads. */
  readonly stdout: Output;
  /** Talk: findings, progress, and advice. */
  readonly stderr: Output;
  /**
   * Prepares the process for code that reads it directly, as the runtime and handlers do: variables to
   * set, and the directory that relative paths mean from here on.
   */
  prepare(variables: Readonly<Record<string, string>>, directory: string): void;
  /** Settles when the process is asked to stop, as by Ctrl-C, and from the call on it does not end by itself. */
  untilStopped(): Promise<void>;
}

/**
 * Whether `output` shows colours. `NO_COLOR` says no to everything, `FORCE_COLOR` yes to everything else; without
 * them a terminal has colours unless it is a dumb one or a CI's.
 */
export function hasColour(output: Output, env: Io["env"]): boolean {
  if (isSet(env.NO_COLOR)) return false;
  if (isSet(env.FORCE_COLOR)) return isOn(env.FORCE_COLOR);
  return output.isTerminal && env.TERM !== "dumb" && !isOn(env.CI);
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "";
}

function isOn(value: string | undefined): boolean {
  return isSet(value) && value !== "0" && value !== "false";
}
