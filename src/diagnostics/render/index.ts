import { github } from "./github.js";
import { json } from "./json.js";
import { pretty } from "./pretty.js";
import type { OutputFormat, Renderer } from "./renderer.js";
import { sarif } from "./sarif.js";
import { short } from "./short.js";

/** Every output format of diagnostics, by the name that `--format` takes. */
export const formats = { pretty, short, json, github, sarif } satisfies Record<
  string,
  OutputFormat
>;

export type Format = keyof typeof formats;

/** What renders each of them. */
export const renderers = Object.fromEntries(
  Object.entries(formats).map(([name, { render }]) => [name, render]),
) as Readonly<Record<Format, Renderer>>;
