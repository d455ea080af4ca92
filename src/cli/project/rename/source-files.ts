// Why: callers of a job are anywhere in a project, tests and scripts included, whatever tsconfig.json lists.

import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Folders of others, and what builds and tests leave. */
const SKIPPED = new Set(["node_modules", "dist", "build", "coverage"]);

/** The TypeScript and JavaScript files of a project, absolute, without those below `output`. Links are not followed. */
export function listSourceFiles(folder: string, output: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        const skip = entry.name.startsWith(".") || SKIPPED.has(entry.name) || path === output;
        return skip ? [] : listSourceFiles(path, output);
      }
      const isSource = /\.[cm]?[jt]sx?$/.test(entry.name) && !/\.d\.[cm]?ts$/.test(entry.name);
      return entry.isFile() && isSource ? [path] : [];
    });
}
