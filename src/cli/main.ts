// Why: the command line itself: which command, with which arguments, and what the process ends with.

import yargs, { type Argv } from "yargs";
import { checkArguments, unknownCommand, wording } from "./arguments.js";
import type { Command, CommandEntry } from "./command.js";
import { commands } from "./commands/index.js";
import { EXIT, Failure } from "./exit.js";
import { tellFailure } from "./failure.js";
import type { Io } from "./io.js";
import { version } from "./version.js";

const DEFAULT_COMMAND = "generate";
const COMPLETION = "completion";
const HELP_COLUMNS = 80;
const FIRST_EXAMPLES = [
  ["tsk-gen init", "start a project"],
  ["tsk-gen check --format short", "see what is wrong, one line each"],
] as const;

/** Runs `tsk-gen` with these arguments and answers the exit code; nothing is thrown. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(argv, io);
  } catch (thrown) {
    return tellFailure(thrown, io);
  }
}

async function dispatch(argv: readonly string[], io: Io): Promise<number> {
  let exitCode: number | undefined;
  const parser = createParser();
  for (const entry of commands)
    parser.command({
      // What is missing is said in our words, so yargs asks for nothing.
      command: `${entry.name} ${entry.usage}`.replace(/<(.*?)>/g, "[$1]").trim(),
      describe: entry.describe,
      builder: (command) => declare(command, entry),
      handler: async (args) => {
        const command = await entry.load();
        checkArguments(args, entry, command);
        exitCode = await command.run(args, io);
      },
    });
  const parsed = await parser.parseAsync([...argv], {}, (error, _args, output) => {
    if (error instanceof Error) throw error;
    if (output === "") return;
    io.stdout.write(`${output}\n`);
    exitCode = EXIT.ok;
  });
  if (exitCode !== undefined) return exitCode;
  const [first] = parsed._;
  if (first === undefined) return dispatch([DEFAULT_COMMAND, ...argv], io);
  throw unknownCommand(String(first), [...commands.map(({ name }) => name), COMPLETION]);
}

function createParser(): Argv {
  const parser = yargs()
    .scriptName("tsk-gen")
    .usage("tsk-gen [command] [options]")
    .version(version)
    .detectLocale(false)
    .updateStrings(wording)
    .parserConfiguration({
      "dot-notation": false,
      "duplicate-arguments-array": false,
      "parse-positional-numbers": false,
    })
    .wrap(HELP_COLUMNS)
    .exitProcess(false)
    .showHelpOnFail(false)
    .fail((message, error) => {
      throw error ?? new Failure(message, { help: "`tsk-gen --help` shows what it takes" });
    })
    .epilogue(shown(FIRST_EXAMPLES));
  return parser
    .command(
      COMPLETION,
      "Print a script that completes commands and options in a shell",
      {},
      () => {
        parser.showCompletionScript();
      },
    )
    .completion(`--${COMPLETION}`, false);
}

/** Each on a line of its own, so that it can be copied. */
function shown(examples: Command["examples"]): string {
  const lines = examples.flatMap(([command, does]) => [`  # ${does}`, `  ${command}`]);
  return ["Examples:", ...lines].join("\n");
}

async function declare(parser: Argv, entry: CommandEntry): Promise<Argv> {
  const { positionals, options, examples } = await entry.load();
  parser.usage(`tsk-gen ${entry.name} ${entry.usage} [options]\n\n${entry.describe}`);
  for (const [name, positional] of Object.entries(positionals))
    parser.positional(name, { ...positional, demandOption: false });
  parser.options(options);
  return parser.epilogue(shown(examples));
}
