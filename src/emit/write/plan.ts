// Why: what a run will do is decided as a whole before it does anything, so that it can also only be told.

import { assertUnreachable, bug } from "../../diagnostics/bug.js";
import type { GeneratedFile } from "../file.js";
import { MANIFEST, normalized, replaceHashes } from "../manifest.js";
import type { FileState, Inspection, Orphan, RefusalReason } from "./inspect.js";

/** What becomes of one file. */
export type Step =
  | { readonly kind: "create" | "update"; readonly file: GeneratedFile; readonly target: string }
  | { readonly kind: "remove"; readonly path: string; readonly target: string }
  | { readonly kind: "keep"; readonly path: string }
  | { readonly kind: "refuse"; readonly path: string; readonly reason: RefusalReason }
  /** Not asked for. */
  | { readonly kind: "skip"; readonly path: string };

/** What a run may do. */
export interface PlanOptions {
  /** Takes files that were edited by hand, or are not ours. */
  readonly force?: boolean;
  /** Restricts the run to some files, by path; the others stay as they are. */
  readonly only?: (path: string) => boolean;
}

/** What is to be done, the manifest last. */
export function plan(inspection: Inspection, options: PlanOptions): Step[] {
  const { files, orphans } = inspection;
  const isSelected = options.only ?? (() => true);
  const own = files
    .filter(({ file }) => file.path !== MANIFEST)
    .map(({ file, state }) =>
      isSelected(file.path) ? stepFor(file, state, options) : skip(file.path),
    );
  const stale = orphans.map((orphan) =>
    isSelected(orphan.path) ? removal(orphan, options) : skip(orphan.path),
  );
  const steps = [...own, ...stale];
  const manifest = files.at(-1);
  if (manifest?.file.path !== MANIFEST) return bug("the manifest comes last");
  const last = manifestStep(manifest.file, manifest.state, steps, inspection, options);
  // Without a manifest of ours nothing could be told from files of others later on.
  return last.kind === "refuse" ? [last] : [...steps, last];
}

const skip = (path: string): Step => ({ kind: "skip", path });

function stepFor(file: GeneratedFile, state: FileState, { force }: PlanOptions): Step {
  const { path } = file;
  switch (state.kind) {
    case "missing":
      return { kind: "create", file, target: state.target };
    case "current":
      return { kind: "keep", path };
    case "old":
      return { kind: "update", file, target: state.target };
    case "edited":
    case "foreign":
      if (force === true) return { kind: "update", file, target: state.target };
      return { kind: "refuse", path, reason: state.kind };
    case "blocked":
    case "outside":
      return { kind: "refuse", path, reason: state.kind };
    default:
      return assertUnreachable(state);
  }
}

function removal({ path, state }: Orphan, { force }: PlanOptions): Step {
  if (state.kind === "old" || (state.kind === "edited" && force === true))
    return { kind: "remove", path, target: state.target };
  return { kind: "refuse", path, reason: state.kind };
}

/** The manifest tells what the disk will hold: what stays as it was keeps the hash it had. */
function manifestStep(
  { path, contents }: GeneratedFile,
  state: FileState,
  steps: readonly Step[],
  { written }: Inspection,
  options: PlanOptions,
): Step {
  const staying = steps.filter(({ kind }) => kind === "refuse" || kind === "skip").map(pathOf);
  const hashes = new Map(staying.map((other) => [other, written.get(other)?.[0]]));
  const file = { path, contents: hashes.size === 0 ? contents : replaceHashes(contents, hashes) };
  if (state.kind === "current" && hashes.size === 0) return { kind: "keep", path };
  if ("actual" in state && normalized(state.actual) === file.contents)
    return { kind: "keep", path };
  return stepFor(file, state, options);
}

/** The path that a step is about. */
export function pathOf(step: Step): string {
  return "file" in step ? step.file.path : step.path;
}
