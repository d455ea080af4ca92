// Why: making a database takes seconds of processor time, so it is done once and copied. The copy is
// kept with the installed packages and made anew when the engine or what we set up in it changes.

import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { openEmbeddedStore } from "../../../../src/runtime/stores/embedded/index.js";

const root = fileURLToPath(new URL("../../../..", import.meta.url));
const packages = createRequire(import.meta.url);

/** How long one process may take to make the template before another starts over, in milliseconds. */
const MAKING_MAX = 90_000;

/** A new temporary directory; it goes away with the test. */
export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "tsk-embedded-"));
  onTestFinished(() => removeDirectory(directory));
  return directory;
}

/** The directory of a store that has been made and is empty; it goes away with the test. */
export async function storeDirectory(name = "store"): Promise<string> {
  const directory = join(await temporaryDirectory(), name);
  cpSync(await templateDirectory(), directory, { recursive: true });
  return directory;
}

/** The same for more than one test; whoever asks for it removes it. */
export async function copyOfTemplate(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "tsk-embedded-"));
  cpSync(await templateDirectory(), directory, { recursive: true });
  return directory;
}

/** Removes a directory and what is in it. */
export async function removeDirectory(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true });
}

/** The directory that stores are copied from. */
export async function templateDirectory(): Promise<string> {
  const cache = join(root, "node_modules/.cache/tsk-gen");
  const template = join(cache, `embedded-${templateKey()}`);
  const lock = `${template}.lock`;
  mkdirSync(cache, { recursive: true });
  while (!existsSync(template)) {
    if (tryLock(lock))
      await makeTemplate(template).finally(() => rmSync(lock, { recursive: true }));
    else await sleep(100);
  }
  return template;
}

async function makeTemplate(template: string): Promise<void> {
  const draft = `${template}.draft`;
  rmSync(draft, { recursive: true, force: true });
  const store = await openEmbeddedStore({ directory: draft, log: () => {} });
  await store.close();
  renameSync(draft, template);
}

function tryLock(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - since > MAKING_MAX) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

function templateKey(): string {
  const hash = createHash("sha256");
  for (const name of ["@electric-sql/pglite", "bullmq"])
    hash.update(String(versionOf(packages.resolve(name))));
  hash.update(readFileSync(join(root, "src/runtime/stores/embedded/engine.ts")));
  return hash.digest("hex").slice(0, 16);
}

/** The version of the package that a file belongs to. */
function versionOf(file: string): string {
  for (let folder = join(file, ".."); folder !== "/"; folder = join(folder, "..")) {
    const manifest = join(folder, "package.json");
    if (!existsSync(manifest)) continue;
    const { version } = JSON.parse(readFileSync(manifest, "utf8"));
    if (version !== undefined) return version;
  }
  throw new Error(`no package has ${file}`);
}
