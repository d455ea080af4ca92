// Why: generated code has to be as the formatter and the linter leave it, by the project's own settings.

import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { plant, scratch } from "./scratch.js";

const configuration = fileURLToPath(new URL("../../biome.json", import.meta.url));
const binary = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome");

/** What the formatter and the linter would have otherwise in these files; empty when nothing. */
export async function biomeFindings(files: Readonly<Record<string, string>>): Promise<string> {
  const {
    vcs: _,
    files: __,
    $schema: ___,
    ...rules
  } = JSON.parse(readFileSync(configuration, "utf8"));
  const [root, settings] = [scratch(), scratch()];
  plant(root, files);
  plant(settings, { "biome.json": JSON.stringify(rules) });
  const options = ["--colors=off", "--max-diagnostics=20", "--error-on-warnings"];
  const args = [binary, "check", ...options, `--config-path=${settings}`, root];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: root, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      resolve(error === null ? "" : `${stdout}${stderr}`);
    });
  });
}
