// Why: every command that compiles shows what it found in the same way, and in the format that was asked for.

import { resolve } from "node:path";
import type { Options } from "yargs";
import { loadCatalog } from "../diagnostics/catalog.js";
import { visible } from "../diagnostics/render/frame/columns.js";
import { type Format, formats } from "../diagnostics/render/index.js";
import type { Findings } from "../diagnostics/sink.js";
import { didYouMean } from "../diagnostics/suggest.js";
import { Failure } from "./exit.js";
import { hasColour, type Io } from "./io.js";
import { showPath } from "./project/locate.js";
import { repositoryPath, repositoryRoot } from "./project/repository.js";

const FORMATS = Object.keys(formats);

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
  throw new Failure(`there is no format called \`${name}\``, { help: didYouMean(name, FORMATS) });
}

/** What a command knows of the findings that it shows. */
export interface Origin {
  /** Where the paths of their source files count from; absolute. */
  readonly root: string;
  /** What applies their safe fixes: an option of the command itself, or another command in back quotes. */
  readonly fixBy: string;
  /** Paths of source files that are in no folder; they are shown as they are. */
  readonly asTheyAre?: ReadonlySet<string>;
}

/** What applies the safe fixes of a queue.tusk, for commands that do not themselves. */
export function fixedByCheck(config: string | undefined): string {
  return config === undefined
    ? "`tsk-gen check --fix`"
    : `\`tsk-gen check --fix --config ${config}\``;
}

/** Shows findings on stderr. */
export async function showFindings(
  findings: Findings,
  format: Format,
  io: Io,
  origin: Origin,
): Promise<void> {
  const text = await render(findings, format, io, origin, {});
  if (text !== "") io.stderr.write(text);
}

/** Whether a format is one document: it goes to stdout, and nothing else may. */
export function isDocument(format: Format): boolean {
  return formats[format].isDocument;
}

/** Shows a patch on stdout, unless that has a form of its own or is read for commands. */
export function showPatch(patch: string, format: Format, io: Io): void {
  const { isDocument, runsLines } = formats[format];
  if (!isDocument && runsLines !== true) io.stdout.write(visiblePatch(patch));
}

/** Its tabs and line breaks stay, so that what it shows can be copied. */
function visiblePatch(patch: string): string {
  return patch.replace(/[^\t\n]+/g, visible);
}

/** Shows findings on stdout if they are a document, which `more` may join, else on stderr. */
export async function reportFindings(
  findings: Findings,
  format: Format,
  io: Io,
  origin: Origin,
  more: object,
): Promise<void> {
  if (isDocument(format)) io.stdout.write(await render(findings, format, io, origin, more));
  else await showFindings(findings, format, io, origin);
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

async function render(
  findings: Findings,
  format: Format,
  io: Io,
  { root, fixBy, asTheyAre }: Origin,
  more: object,
): Promise<string> {
  const { render, pathsFrom, needsPages } = formats[format];
  const showOnDisk = pathsFrom === "folder" ? fromFolder(io, root) : fromRepository(io, root);
  return render(findings, {
    colour: hasColour(io.stderr, io.env),
    columns: io.stderr.columns,
    showPath: (path) => (asTheyAre?.has(path) === true ? path : showOnDisk(path)),
    fixBy,
    more,
    ...(needsPages === true && { pages: await loadCatalog() }),
  });
}

function fromFolder(io: Io, root: string): (path: string) => string {
  return (path) => showPath(io, resolve(root, path));
}

function fromRepository(io: Io, root: string): (path: string) => string {
  const repository = repositoryRoot(io, root);
  return (path) => repositoryPath(repository, resolve(root, path));
}

function isFormat(name: string): name is Format {
  return Object.hasOwn(formats, name);
}
