// Why: a misspelt option must not be ignored, and what is wrong with the arguments is said in our words.

import { askFor, didYouMean, suggest } from "../diagnostics/suggest.js";
import type { Command, CommandEntry } from "./command.js";
import { laterCommands } from "./commands/index.js";
import { Failure } from "./exit.js";

/** What yargs says by itself, in the wording of this project. */
export const wording = {
  "Not enough arguments following: %s": "`--%s` needs a value",
};

/** A usage error in the words of yargs, with what the option that it names is for. */
export function usageError(
  message: string,
  entry: CommandEntry | undefined,
  command: Command | undefined,
): Failure {
  const [, name = ""] = /^`--([\w-]+)` needs a value$/.exec(message) ?? [];
  const does = command?.options[name]?.describe;
  return new Failure(message, {
    notes: does === undefined ? [] : [`\`--${name}\`: ${does}`],
    help: entry === undefined ? "`tsk-gen --help` shows what it takes" : helpFor(entry),
  });
}

/** Yargs drops a lone `-`, which stands for stdin; this stands for it while yargs reads. */
const DASH = "\0-";

/** Arguments as yargs can read them. */
export function hideDashes(argv: readonly string[]): string[] {
  return argv.map((word) => (word === "-" ? DASH : word));
}

/** The same arguments as people wrote them. */
export function showDashes<T>(value: T): T | string | unknown[] {
  if (Array.isArray(value)) return value.map(showDashes);
  return value === DASH ? "-" : value;
}

/** Refuses what the command does not have or take, and misses what it needs. `args._` is what is left. */
export function checkArguments(
  args: Readonly<Record<string, unknown>>,
  entry: CommandEntry,
  command: Command,
): void {
  const [extra] = Array.isArray(args._) ? args._.map(String) : [];
  if (extra !== undefined)
    throw new Failure(`\`tsk-gen ${entry.name}\` does not take the argument \`${extra}\``, {
      help: helpFor(entry),
    });
  for (const [name, { requiresArg }] of Object.entries(command.options))
    if (requiresArg === true && args[name] === "")
      throw usageError(`\`--${name}\` needs a value`, entry, command);
  for (const [name, { demandOption }] of Object.entries(command.positionals))
    if (demandOption === true && args[name] === undefined)
      throw new Failure(`\`tsk-gen ${entry.name}\` needs the argument <${name}>`, {
        help: helpFor(entry),
      });
  const known = [...Object.keys(command.options), ...Object.keys(command.positionals)];
  const accepted = new Set([...known, ...known.map(camelCase), "_", "$0"]);
  const unknown = Object.keys(args).find((name) => !accepted.has(name));
  if (unknown === undefined) return;
  if (command.later.includes(unknown)) throw notYet(`the option \`--${unknown}\``);
  throw new Failure(`\`tsk-gen ${entry.name}\` has no option \`${dashed(unknown)}\``, {
    help: askFor(suggest(unknown, Object.keys(command.options)).map(dashed)) ?? helpFor(entry),
  });
}

/** What to say of a first argument that is no command. */
export function unknownCommand(name: string, names: readonly string[]): Failure {
  if (laterCommands.includes(name)) return notYet(`the command \`${name}\``);
  return new Failure(`there is no command called \`${name}\``, {
    help: didYouMean(name, names) ?? "`tsk-gen --help` lists them",
  });
}

/** What the design has and this version lacks. */
export function notYet(what: string): Failure {
  return new Failure(`${what} is not in this version yet`);
}

export function helpFor(entry: CommandEntry): string {
  return `\`tsk-gen ${entry.name} --help\` shows what it takes`;
}

function dashed(name: string): string {
  return name.length === 1 ? `-${name}` : `--${name}`;
}

function camelCase(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
