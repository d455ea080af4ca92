// Why: every command that compiles shows what it found in the same way, and in the format that was asked for.

import type { Options } from "yargs";
import { type Format, renderers } from "../diagnostics/render/index.js";
import type { Findings } from "../diagnostics/sink.js";
import { didYouMean } from "../diagnostics/suggest.js";
import { notYet } from "./arguments.js";
import { Failure } from "./exit.js";
import { hasColour, type Io } from "./io.js";

const FORMATS = Object.keys(renderers);

/** Formats of the design that this version lacks. */
const LATER_FORMATS = ["github", "sarif"];

/** The option of every command that shows diagnostics. */
export const formatOption = {
  type: "string",
  requiresArg: true,
  default: "pretty",
  describe: `How findings are shown: ${FORMATS.join(", ")}`,
} as const satisfies Options;

/** The format that was asked for. */
export function formatOf(name: string): Format {
  if (isFormat(name)) return name;
  if (LATER_FORMATS.includes(name)) throw notYet(`the format \`${name}\``);
  throw new Failure(`there is no format called \`${name}\``, { help: didYouMean(name, FORMATS) });
}

/** Shows findings on stderr. `showPath` turns the path of a source file into what people see. */
export function showFindings(
  findings: Findings,
  format: Format,
  io: Io,
  showPath: (path: string) => string,
): void {
  const text = renderers[format](findings, { colour: hasColour(io.stderr, io.env), showPath });
  if (text !== "") io.stderr.write(text);
}

/** The option of every command whose output is not diagnostics. */
export const outputOption = {
  type: "string",
  requiresArg: true,
  default: "pretty",
  describe: "pretty or json",
} as const satisfies Options;

/** Whether JSON was asked for, by that option. */
export function wantsJson(name: string): boolean {
  if (name === "pretty" || name === "json") return name === "json";
  throw new Failure(`there is no format called \`${name}\``, { help: "use `pretty` or `json`" });
}

/** Prints a JSON document on stdout. */
export function printJson(value: unknown, io: Io): void {
  io.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

function isFormat(name: string): name is Format {
  return Object.hasOwn(renderers, name);
}
