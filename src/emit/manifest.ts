// Why: the manifest says which files are ours and what we wrote into them, so that the next run can tell an
// old file from one that was edited by hand, and remove what is no longer generated.

import { createHash } from "node:crypto";
import { bug } from "../diagnostics/bug.js";
import { type GeneratedFile, PREAMBLE } from "./file.js";

/** Its path in the output directory. */
export const MANIFEST = "manifest.json";

/** What made the output. The order of its keys is that of the manifest. */
export interface Origin {
  /** Version of tsk-gen. */
  readonly tool: string;
  readonly source: { readonly path: string; readonly digest: string };
}

/** The files with their manifest, which comes last. */
export function withManifest(files: readonly GeneratedFile[], origin: Origin): GeneratedFile[] {
  const hashes = new Map(files.map(({ path, contents }) => [path, hashOf(contents)]));
  const sorted = Object.fromEntries([...hashes].sort(([a], [b]) => (a < b ? -1 : 1)));
  const manifest = { generated: PREAMBLE, ...origin, files: sorted };
  return [...files, { path: MANIFEST, contents: print(manifest) }];
}

/** SHA-256 in hex. Line ends do not count: version control may have changed them. */
export function hashOf(contents: string): string {
  return createHash("sha256").update(normalized(contents)).digest("hex");
}

/** Text with the line ends that we write. */
export function normalized(contents: string): string {
  return contents.replaceAll("\r\n", "\n");
}

/** Hashes by path; a manifest with conflict marks of a merge in it has several for one path. */
export type Hashes = ReadonlyMap<string, readonly string[]>;

/** Whether a text is a manifest of ours, if perhaps a damaged one. */
export function isManifest(text: string): boolean {
  return normalized(text).startsWith(`{\n  "generated": ${JSON.stringify(PREAMBLE)}`);
}

/**
 * What a manifest says of files. It is read line by line, so that one that was cut off or has conflict
 * marks in it still tells our files from others. Paths that lead out of the directory are passed over.
 */
export function readHashes(text: string): Hashes {
  const hashes = new Map<string, string[]>();
  const files = text.slice(text.indexOf('"files"'));
  for (const [, key = "", hash = ""] of files.matchAll(
    /^ *("(?:[^"\\]|\\.)+"): "([0-9a-f]{64})"/gm,
  )) {
    const path = parseText(key);
    if (path === undefined || !staysInside(path)) continue;
    hashes.set(path, [...(hashes.get(path) ?? []), hash]);
  }
  return hashes;
}

/** A manifest with other hashes; a path whose hash is undefined is left out of it. */
export function replaceHashes(
  manifest: string,
  changes: ReadonlyMap<string, string | undefined>,
): string {
  const content: unknown = JSON.parse(manifest);
  if (typeof content !== "object" || content === null) return bug("the manifest is no object");
  const merged = new Map<string, string | undefined>();
  for (const [path, [hash]] of readHashes(manifest)) merged.set(path, hash);
  for (const [path, hash] of changes) merged.set(path, hash);
  const kept = [...merged].filter(([, hash]) => hash !== undefined);
  const files = Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
  return print({ ...content, files });
}

function print(manifest: object): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function parseText(json: string): string | undefined {
  try {
    const text: unknown = JSON.parse(json);
    return typeof text === "string" ? text : undefined;
  } catch {
    return undefined;
  }
}

function staysInside(path: string): boolean {
  return (
    !/^\/|^[A-Za-z]:|[\\\0]/.test(path) && !path.split("/").some((part) => /^\.{0,2}$/.test(part))
  );
}
