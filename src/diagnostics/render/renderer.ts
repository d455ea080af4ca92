// Why: the one shape of an output format, so that adding a format is adding a file.

import type { Page } from "../catalog.js";
import type { Findings } from "../sink.js";

export interface RenderOptions {
  /** Colour only adds: the text is the same without it. */
  readonly colour?: boolean;
  /** How wide the terminal is that shows it: text for people is broken to fit. Without one, lines stay whole. */
  readonly columns?: number | undefined;
  /** How the path of a source file is shown; as it is unless given. */
  readonly showPath?: (path: string) => string;
  /** What applies safe fixes, as people type it; `--fix`, an option of the same command, unless given. */
  readonly fixBy?: string;
  /** What documentation says of diagnostics, for formats that carry it. */
  readonly pages?: readonly Page[];
  /** What the command has to say beside its findings, for formats that hold it. */
  readonly more?: object;
}

/** Turns findings into the text of one output format; empty, or ending with a line break. */
export type Renderer = (findings: Findings, options?: RenderOptions) => string;

/** An output format, and what it needs of the commands that print it. */
export interface OutputFormat {
  readonly render: Renderer;
  /** Whether it is one document: it goes to stdout, and nothing else may. */
  readonly isDocument: boolean;
  /** Where its readers expect paths to count from. */
  readonly pathsFrom: "folder" | "repository";
  /** Whether its reader runs lines of the output as commands, wherever they come from. */
  readonly runsLines?: boolean;
  /** Whether it holds what documentation says of diagnostics. */
  readonly needsPages?: boolean;
}
