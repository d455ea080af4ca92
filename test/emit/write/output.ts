// Why: the tests of writing share a small output and a directory to write it to.

import type { GeneratedFile } from "../../../src/emit/file.js";
import { withManifest } from "../../../src/emit/manifest.js";
import { type WriteOptions, writeOutput } from "../../../src/emit/write/write-output.js";
import { scratch } from "../../support/scratch.js";

/** An output with these files and their manifest. */
export function output(files: Readonly<Record<string, string>>, digest = "1"): GeneratedFile[] {
  const listed = Object.entries(files).map(([path, contents]) => ({ path, contents }));
  return withManifest(listed, { tool: "1.0.0", source: { path: "queue.tusk", digest } });
}

/** A project of its own, and a function that writes an output to `generated/` in it. */
export function project() {
  const root = scratch();
  const write = (files: Readonly<Record<string, string>>, options: Partial<WriteOptions> = {}) =>
    writeOutput(output(files), { root, directory: "generated", ...options });
  return { root, place: { root, directory: "generated" }, write };
}
