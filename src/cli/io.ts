// Why: a command never touches the process. It gets what it may read and write, so that a test runs it as
// a person would and sees what a person sees.

/** A stream that a command writes to. */
export interface Output {
  write(text: string): void;
  readonly isTerminal: boolean;
}

export interface Io {
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Data: what another program reads. */
  readonly stdout: Output;
  /** Talk: findings, progress, and advice. */
  readonly stderr: Output;
  /**
   * Prepares the process for code that reads it directly, as the runtime and handlers do: variables to
   * set, and the directory that relative paths mean from here on.
   */
  prepare(variables: Readonly<Record<string, string>>, directory: string): void;
}

/** Whether `output` shows colours: a terminal that has them, and nobody said no (no-color.org). */
export function hasColour(output: Output, env: Io["env"]): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== "") return false;
  return output.isTerminal && env.TERM !== "dumb" && env.CI === undefined;
}
