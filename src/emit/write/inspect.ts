// Why: before anything is written, every file is looked at: whether it is ours, and whether it still is what
// we wrote. Writing and checking both act on that.

import { dirname, join } from "node:path";
import type { GeneratedFile } from "../file.js";
import { type Hashes, hashOf, isManifest, MANIFEST, normalized, readHashes } from "../manifest.js";
import type { Disk } from "./disk.js";
import { type Locate, locator, type Place, type Target } from "./place.js";
import { type Temporary, temporariesIn, type Writer } from "./temporary.js";

/** Why a file is not written or removed. */
export type RefusalReason =
  /** It is ours, and was changed by hand. */
  | "edited"
  /** It is not ours. */
  | "foreign"
  /** Something that is no file stands in the way, or a link that leads nowhere. */
  | "blocked"
  /** A link leads out of the project. */
  | "outside";

/** What is on disk where a file belongs. */
export type FileState =
  | { readonly kind: "missing"; readonly target: string }
  | { readonly kind: "current" }
  /** As an earlier run wrote it. */
  | { readonly kind: "old"; readonly target: string; readonly actual: string }
  | { readonly kind: "edited" | "foreign"; readonly target: string; readonly actual: string }
  | { readonly kind: "blocked" | "outside" };

/** A file that was generated before and is not any more. */
export interface Orphan {
  readonly path: string;
  readonly state: Exclude<FileState, { kind: "missing" | "current" }>;
}

/** What stands where files belong, and what else of ours. */
export interface Inspection {
  readonly files: readonly { readonly file: GeneratedFile; readonly state: FileState }[];
  readonly orphans: readonly Orphan[];
  /** By the manifest on disk. */
  readonly written: Hashes;
  /** Of runs that did not end. */
  readonly leftovers: readonly Temporary[];
}

/** A name that nothing has: tells where a directory really is. */
const PROBE = ".tsk-gen-probe";

/** Compares what should be in a directory with what is. */
export function inspect(writer: Writer, place: Place, files: readonly GeneratedFile[]): Inspection {
  const { disk } = writer;
  const locate = locator(disk, place);
  const own = readManifest(disk, locate);
  const directories = [...files.map(({ path }) => path), ...own.keys()].map(dirname);
  const leftovers = [...new Set(directories)].flatMap((directory) => {
    const target = locate(join(directory, PROBE));
    return "path" in target ? temporariesIn(writer, dirname(target.path)) : [];
  });
  const unfinished = leftovers
    .filter(({ name }) => name === MANIFEST)
    .map(({ path }) => readHashes(disk.read(path)));
  const known = merge([own, ...unfinished]);
  const isWanted = new Set(files.map(({ path }) => path));
  return {
    files: files.map((file) => ({ file, state: stateOf(disk, locate(file.path), file, known) })),
    orphans: [...known.keys()]
      .filter((path) => !isWanted.has(path))
      .flatMap((path): Orphan[] => {
        const state = stateOf(disk, locate(path), { path }, known);
        return state.kind === "missing" || state.kind === "current" ? [] : [{ path, state }];
      }),
    written: own,
    leftovers,
  };
}

function stateOf(
  disk: Disk,
  target: Target,
  file: { readonly path: string; readonly contents?: string },
  known: Hashes,
): FileState {
  if (!("path" in target)) return target;
  if (target.kind === "free") return { kind: "missing", target: target.path };
  const actual = disk.read(target.path);
  if (file.contents !== undefined && normalized(actual) === file.contents)
    return { kind: "current" };
  return { kind: originOf(file.path, actual, known), target: target.path, actual };
}

/** The manifest has no hash of itself; it is ours when it says so. */
function originOf(path: string, actual: string, known: Hashes): "old" | "edited" | "foreign" {
  if (path === MANIFEST) return isManifest(actual) ? "old" : "foreign";
  const hashes = known.get(path);
  if (hashes === undefined) return "foreign";
  return hashes.includes(hashOf(actual)) ? "old" : "edited";
}

function readManifest(disk: Disk, locate: Locate): Hashes {
  const target = locate(MANIFEST);
  return target.kind === "file" ? readHashes(disk.read(target.path)) : new Map();
}

function merge(all: readonly Hashes[]): Hashes {
  const merged = new Map<string, readonly string[]>();
  for (const hashes of all)
    for (const [path, own] of hashes) merged.set(path, [...(merged.get(path) ?? []), ...own]);
  return merged;
}
