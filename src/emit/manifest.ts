// Why: the manifest says which files are ours and what we wrote into them, so that the next run can tell an
// old file from one that was edited by hand, and remove what is no longer generated.

import { createHash } from "node:crypto";
import { type GeneratedFile, PREAMBLE } from "./file.js";

/** Its path in the output directory. */
export const MANIFEST = "manifest.json";

/** What made the output. */
export interface Origin {
  /** Version of tsk-gen. */
  readonly tool: string;
  readonly source: { readonly path: string; readonly digest: string };
}

/** The content hash of each owned file, by path. */
export type Hashes = ReadonlyMap<string, string>;

/** The files with their manifest, which comes last. */
export function withManifest(files: readonly GeneratedFile[], origin: Origin): GeneratedFile[] {
  const hashes = new Map(files.map(({ path, contents }) => [path, hashOf(contents)]));
  return [...files, { path: MANIFEST, contents: writeManifest(origin, hashes) }];
}

/** The manifest as text. JSON has no comments, so its first key says what it is. */
export function writeManifest({ tool, source }: Origin, hashes: Hashes): string {
  const files = Object.fromEntries([...hashes].sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ generated: PREAMBLE, tool, source, files }, null, 2)}\n`;
}

/** SHA-256 in hex. Line ends do not count: version control may have changed them. */
export function hashOf(contents: string): string {
  return createHash("sha256").update(contents.replaceAll("\r\n", "\n")).digest("hex");
}
