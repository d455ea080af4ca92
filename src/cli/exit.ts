// Why: scripts, CI, and service managers act on the exit code; its meaning is part of the interface.

/** What the process ends with. */
export const EXIT = {
  ok: 0,
  /** Something is wrong in the files: errors, warnings past `--max-warnings`, stale or edited output. */
  findings: 1,
  /** Wrong usage, environment, or I/O: running again without a change does not help. */
  misuse: 2,
  /** A bug in tsk-gen. */
  bug: 70,
} as const;

/**
 * Ends a command with one clear message. For what is wrong outside the files that are compiled; what is
 * wrong in them is a diagnostic.
 */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly exitCode: number;
  readonly notes: readonly string[];
  readonly help: string | undefined;

  constructor(
    message: string,
    options: {
      readonly exitCode?: number;
      readonly notes?: readonly string[];
      readonly help?: string | undefined;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.exitCode = options.exitCode ?? EXIT.misuse;
    this.notes = options.notes ?? [];
    this.help = options.help;
  }
}
