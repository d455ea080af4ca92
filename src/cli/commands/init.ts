// Why: from an empty folder to a job that has run, in a handful of commands and with nothing overwritten.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { nodeDisk } from "../../emit/write/disk.js";
import { locator } from "../../emit/write/place.js";
import { type Change, listChanges } from "../changes.js";
import { defineCommand } from "../command.js";
import { EXIT, Failure } from "../exit.js";
import { editPackageJson, newPackageJson } from "../init/package-json.js";
import { firstEnqueue, handler, queueTusk, tsconfig } from "../init/starter.js";

export const init = defineCommand({
  positionals: {},
  options: {},
  examples: [["tsk-gen init", "write the first files of a project here"]],
  async run(_args, io) {
    const { files, notes } = plan(io.cwd);
    for (const { path, text, action } of files) {
      mkdirSync(dirname(join(io.cwd, path)), { recursive: true });
      writeFileSync(join(io.cwd, path), text, { flag: action === "created" ? "wx" : "w" });
    }
    io.stdout.write(listChanges(files));
    for (const note of notes) io.stderr.write(`note: ${note}\n`);
    io.stderr.write(nextSteps);
    return EXIT.ok;
  },
});

interface PlannedFile extends Change {
  readonly text: string;
}

interface Plan {
  readonly files: readonly PlannedFile[];
  readonly notes: readonly string[];
}

const NEW_FILES = [
  { path: "queue.tusk", text: queueTusk },
  { path: handler.path, text: handler.text },
] as const;

/** Everything that will be written; throws before the first write when something is in the way. */
function plan(root: string): Plan {
  for (const path of [...NEW_FILES.map((file) => file.path), "config/queue.tusk"])
    if (existsSync(join(root, path)))
      throw new Failure(`\`${path}\` is there already, and \`tsk-gen init\` overwrites nothing`);
  const created = NEW_FILES.map((file) => ({ ...file, action: "created" as const }));
  const { files, notes } = planPackage(root);
  const all = [...created, ...files, ...planTsconfig(root), ...planGitignore(root)];
  requirePlaces(root, all);
  return { files: all, notes };
}

/** Throws where a file could not be written, or would be written outside. */
function requirePlaces(root: string, files: readonly PlannedFile[]): void {
  const locate = locator(nodeDisk, { root, directory: "." });
  for (const { path } of files) {
    const { kind } = locate(path);
    if (kind === "blocked") throw new Failure(`\`${path}\` cannot be written: ${IN_THE_WAY}`);
    if (kind === "outside") throw new Failure(`\`${path}\` leads out of the project`);
  }
}

const IN_THE_WAY = "a file, a directory, or a link that leads nowhere is in the way";

function planPackage(root: string): Plan {
  const path = "package.json";
  const before = readIfThere(join(root, path));
  if (before === undefined) {
    const name = basename(root)
      .toLowerCase()
      .replace(/[^a-z0-9-]+/g, "-")
      .replace(/^-+|(?<!-)-+$/g, "");
    return { files: [{ path, action: "created", text: newPackageJson(name || "app") }], notes: [] };
  }
  const { text, notes } = editPackageJson(before, (main) => existsSync(join(root, main)));
  return { files: text === before ? [] : [{ path, action: "changed", text }], notes };
}

function planTsconfig(root: string): PlannedFile[] {
  const path = "tsconfig.json";
  if (existsSync(join(root, path))) return [];
  return [{ path, action: "created", text: `${JSON.stringify(tsconfig, null, 2)}\n` }];
}

/** The embedded store, secrets, and what is built stay out of the repository. */
function planGitignore(root: string): PlannedFile[] {
  const path = ".gitignore";
  const before = readIfThere(join(root, path));
  if (before === undefined)
    return [{ path, action: "created", text: ".tusk/\n.env\ndist/\nnode_modules/\n" }];
  if (/^\/?\.tusk\/?\s*$/m.test(before)) return [];
  const separator = before === "" || before.endsWith("\n") ? "" : "\n";
  return [{ path, action: "changed", text: `${before}${separator}.tusk/\n` }];
}

function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

const nextSteps = `
Next:
  npm install
  npx tsk-gen generate
  npx tsc --noEmit
  npx tsk-gen work

While it works, in a second terminal:
  ${firstEnqueue}

In CI:
  npx tsk-gen check
`;
