// Why: commands that read the user's TypeScript need ts-morph and their tsconfig.json, and say clearly what is
// missing.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadTsMorph, type TsMorph } from "../../handlers/ts-morph.js";
import { Failure } from "../exit.js";

/** Loads ts-morph; `command` is what needs it. Throws a `Failure` when it is not installed. */
export async function requireTsMorph(
  root: string,
  command: string,
  load: typeof loadTsMorph = loadTsMorph,
): Promise<TsMorph> {
  const morph = await load(root);
  if (morph !== undefined) return morph;
  throw new Failure(`ts-morph is not installed, and \`${command}\` reads TypeScript with it`, {
    help: "`npm install --save-dev ts-morph`",
  });
}

/** The tsconfig.json of the project; undefined when it has none. */
export function tsconfigOf(root: string): string | undefined {
  const path = join(root, "tsconfig.json");
  return existsSync(path) ? path : undefined;
}
