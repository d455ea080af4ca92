import { renderGithub } from "./github.js";
import { renderJson } from "./json.js";
import { renderPretty } from "./pretty.js";
import type { Renderer } from "./renderer.js";
import { renderSarif } from "./sarif.js";
import { renderShort } from "./short.js";

export type { Renderer, RenderOptions } from "./renderer.js";

/** Every output format of diagnostics, by the name that `--format` takes. */
export const renderers = {
  pretty: renderPretty,
  short: renderShort,
  json: renderJson,
  github: renderGithub,
  sarif: renderSarif,
} satisfies Record<string, Renderer>;

export type Format = keyof typeof renderers;
