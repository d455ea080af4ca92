// Why: the command line itself: which command, with which arguments, and what the process ends with.

import yargs, { type ArgumentsCamelCase, type Argv } from "yargs";
import { version } from "../version.js";
import {
  checkArguments,
  hideDashes,
  showDashes,
  unknownCommand,
  usageError,
  wording,
} from "./arguments.js";
import type { Command, CommandEntry, Terms } from "./command.js";
import { commands } from "./commands/index.js";
import { EXIT } from "./exit.js";
import { tellFailure } from "./failure.js";
import type { Io } from "./io.js";

const DEFAULT_COMMAND = "generate";
const COMPLETION = "completion";
/** The width of help where the terminal is wider, or there is none. */
const HELP_COLUMNS = 80;
const FIRST_EXAMPLES = [
  ["tsk-gen init", "start a project"],
  ["tsk-gen check --format short", "see what is wrong, one line each"],
] as const;

type Arguments = ArgumentsCamelCase<object>;

/** Runs `tsk-gen` with these arguments and answers the exit code; nothing is thrown. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(argv, io);
  } catch (thrown) {
    return tellFailure(thrown, io);
  }
}

async function dispatch(argv: readonly string[], io: Io): Promise<number> {
  const entry = commands.find(({ name }) => name === argv[0]);
  if (entry !== undefined) return parseOne(entry, argv.slice(1), io);
  const { exitCode, words } = await parseAny(argv, io);
  if (exitCode !== undefined) return exitCode;
  const [first] = words;
  if (first === undefined) return dispatch([DEFAULT_COMMAND, ...argv], io);
  throw unknownCommand(first, [...commands.map(({ name }) => name), COMPLETION]);
}

/**
 * A command that stands first is a parser of its own: among others, yargs lays out its help before each
 * run, which takes longer than most commands.
 */
async function parseOne(entry: CommandEntry, argv: readonly string[], io: Io): Promise<number> {
  const command = await entry.load();
  let exitCode: number = EXIT.ok;
  const parser = createParser(io, entry, command).command({
    command: `$0 ${optional(entry.usage)}`.trim(),
    builder: (builder) => declare(builder, entry, command),
    handler: async (args) => {
      exitCode = await execute(entry, command, args, io);
    },
  });
  await parser.parseAsync(hideDashes(argv), {}, printer(io));
  return exitCode;
}

/** The command line as a whole: its help, completion, and a command behind options. */
async function parseAny(argv: readonly string[], io: Io) {
  let exitCode: number | undefined;
  const parser = createParser(io).epilogue(shown(FIRST_EXAMPLES));
  for (const entry of commands)
    parser.command({
      command: `${entry.name} ${optional(entry.usage)}`.trim(),
      describe: entry.describe,
      builder: async (builder) => declare(builder, entry, await entry.load()),
      handler: async (args) => {
        const [, ...rest] = args._;
        exitCode = await execute(entry, await entry.load(), { ...args, _: rest }, io);
      },
    });
  parser
    .command(
      COMPLETION,
      "Print a script that completes commands and options in a shell",
      {},
      () => {
        parser.showCompletionScript();
      },
    )
    .completion(`--${COMPLETION}`, false);
  const print = printer(io);
  const parsed = await parser.parseAsync(hideDashes(argv), {}, (error, args, output) => {
    print(error, args, output);
    if (output !== "") exitCode = EXIT.ok;
  });
  return { exitCode, words: parsed._.map(String) };
}

function execute(entry: CommandEntry, command: Command, args: Arguments, io: Io): Promise<number> {
  const given = withoutRepeats(args, command);
  checkArguments(given, entry, command);
  return command.run(given, io);
}

/** An option that is given again replaces what was given before; only lists add up. */
function withoutRepeats(args: Arguments, { positionals }: Command): Record<string, unknown> {
  const entries = Object.entries(args).map(([name, value]: [string, unknown]) => {
    const repeated = Array.isArray(value) && name !== "_" && positionals[name]?.array !== true;
    return [name, showDashes(repeated ? value.at(-1) : value)];
  });
  return Object.fromEntries(entries);
}

/** `command`, if it is known, says more of its options when one is used wrongly. */
function createParser({ stdout }: Io, entry?: CommandEntry, command?: Command): Argv {
  return yargs()
    .scriptName("tsk-gen")
    .usage("tsk-gen [command] [options]")
    .version(version)
    .detectLocale(false)
    .updateStrings(wording)
    .parserConfiguration({
      "dot-notation": false,
      "parse-positional-numbers": false,
    })
    .wrap(Math.min(stdout.columns ?? HELP_COLUMNS, HELP_COLUMNS))
    .exitProcess(false)
    .showHelpOnFail(false)
    .alias({ help: "h", version: "v" })
    .fail((message, error) => {
      // What yargs itself finds wrong comes with its words, what a command throws without.
      throw message ? usageError(message, entry, command) : error;
    });
}

/** Help and versions are what was asked for, so they go to stdout. */
function printer(io: Io) {
  return (error: unknown, _args: unknown, output: string) => {
    if (error instanceof Error) throw error;
    if (output !== "") io.stdout.write(`${output}\n`);
  };
}

/** What is missing is said in our words, so yargs asks for nothing. */
function optional(usage: string): string {
  return usage.replace(/<([^<>]*)>/g, "[$1]");
}

/** Each on a line of its own, so that it can be copied. */
function shown(examples: Command["examples"]): string {
  const lines = examples.flatMap(([command, does]) => [`  # ${does}`, `  ${command}`]);
  return ["Examples:", ...lines].join("\n");
}

/** One a line, aligned. */
function listTerms({ title, of }: Terms): string {
  const words = Object.entries(of);
  const widest = Math.max(...words.map(([word]) => word.length));
  return [`${title}:`, ...words.map(([word, means]) => `  ${word.padEnd(widest)}  ${means}`)].join(
    "\n",
  );
}

function declare(parser: Argv, entry: CommandEntry, command: Command): Argv {
  const { positionals, options, examples, terms } = command;
  parser.usage(`tsk-gen ${entry.name} ${entry.usage} [options]\n\n${entry.describe}`);
  for (const [name, positional] of Object.entries(positionals))
    parser.positional(name, { ...positional, demandOption: false });
  parser.options(options);
  const listed = terms === undefined ? [] : [listTerms(terms)];
  return parser.epilogue([...listed, shown(examples)].join("\n\n"));
}
