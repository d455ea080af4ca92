// Why: every command looks the same from outside (options, help with examples, exit code) and inside (what
// was parsed in, an exit code out).

import type { InferredOptionTypes, Options, PositionalOptions } from "yargs";
import type { Io } from "./io.js";

/** Words that the options of a command take, and what each means. */
export interface Terms {
  readonly title: string;
  readonly of: Readonly<Record<string, string>>;
}

/** What a command declares; `Parsed` follows from the positionals and options. */
export interface CommandDefinition<
  P extends Record<string, PositionalOptions>,
  O extends Record<string, Options>,
> {
  /** Positional arguments, in order. */
  readonly positionals: P;
  readonly options: O;
  /** At least one: what to type, and what it does. */
  readonly examples: readonly (readonly [command: string, does: string])[];
  readonly terms?: Terms;
  /** Options of the design that this version lacks. */
  readonly later?: readonly string[];
  run(args: InferredOptionTypes<P> & InferredOptionTypes<O>, io: Io): Promise<number>;
}

/** A command whose argument types are its own business. */
export interface Command {
  readonly positionals: Record<string, PositionalOptions>;
  readonly options: Record<string, Options>;
  readonly examples: readonly (readonly [command: string, does: string])[];
  readonly terms: Terms | undefined;
  readonly later: readonly string[];
  /** `args` must have been parsed by the declared positionals and options. */
  run(args: unknown, io: Io): Promise<number>;
}

export function defineCommand<
  P extends Record<string, PositionalOptions>,
  O extends Record<string, Options>,
>(definition: CommandDefinition<P, O>): Command {
  const { positionals, options, examples, terms, later = [], run } = definition;
  return {
    positionals,
    options,
    examples,
    terms,
    later,
    run: (args, io) => run(args as InferredOptionTypes<P> & InferredOptionTypes<O>, io),
  };
}

/** A command as the list of commands knows it; the rest is loaded when it is called. */
export interface CommandEntry {
  readonly name: string;
  /** After the name: `<file>`, `<job> [payload]`. */
  readonly usage: string;
  readonly describe: string;
  load(): Promise<Command>;
}
