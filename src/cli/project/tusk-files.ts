// Why: a command that takes files takes folders, too, and then means the TuskLang files in them.

import { readdirSync, realpathSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { Failure } from "../exit.js";
import type { Io } from "../io.js";
import { locateProject, showPath } from "./locate.js";

const EXTENSION = /\.(?:tusk|tsk)$/;

/**
 * The files that are meant, as absolute paths, each once: those named, those in the folders named, and without
 * any the queue.tusk of the project. What is not there is for whoever reads it to tell.
 */
export function listTuskFiles(io: Io, named: readonly string[]): string[] {
  if (named.length === 0) return [locateProject(io, undefined).config];
  const files = named.flatMap((name) => {
    const path = resolve(io.cwd, name);
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [path];
    const inside = filesIn(path);
    if (inside.length === 0)
      throw new Failure(`there is no .tusk or .tsk file in \`${showPath(io, path)}\``);
    return inside;
  });
  return distinct(files);
}

/** In the folder and those below it, but for hidden ones and installed packages. Links are not followed. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.name.startsWith(".") || entry.name === "node_modules") return [];
      if (entry.isDirectory()) return filesIn(path);
      return entry.isFile() && EXTENSION.test(entry.name) ? [path] : [];
    });
}

function distinct(paths: readonly string[]): string[] {
  const seen = new Set<string>();
  return paths.filter((path) => {
    const isThere = statSync(path, { throwIfNoEntry: false }) !== undefined;
    const real = isThere ? realpathSync(path) : path;
    if (seen.has(real)) return false;
    seen.add(real);
    return true;
  });
}
