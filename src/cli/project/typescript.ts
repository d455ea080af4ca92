// Why: commands that read the user's TypeScript need ts-morph and their tsconfig.json, and say clearly what is
// missing.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadTsMorph, type OpenedProject, openProject } from "../../handlers/ts-morph.js";
import { Failure } from "../exit.js";

/**
 * Loads ts-morph and the settings of the project in `root`; `command` is what needs them. Throws a `Failure` when
 * it is not installed, or tsconfig.json cannot be read.
 */
export async function openTypeScript(
  root: string,
  command: string,
  { allowJs = false, load = loadTsMorph } = {},
): Promise<OpenedProject> {
  const morph = await load(root);
  if (morph === undefined)
    throw new Failure(`ts-morph is not installed, and \`${command}\` reads TypeScript with it`, {
      help: "`npm install --save-dev ts-morph`",
    });
  const tsconfig = join(root, "tsconfig.json");
  try {
    const path = existsSync(tsconfig) ? tsconfig : undefined;
    return openProject(morph, path, allowJs ? { allowJs } : {});
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Failure("`tsconfig.json` cannot be read", { notes: [message], cause: error });
  }
}
