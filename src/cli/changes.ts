// Why: every command that writes files says so in the same words.

import { visible } from "../diagnostics/render/frame/columns.js";

/** What happened to a file. */
export interface Change {
  readonly action: "created" | "changed" | "removed";
  /** As people see it. */
  readonly path: string;
}

/** One line a file, aligned. */
export function listChanges(changes: readonly Change[]): string {
  return changes.map(({ action, path }) => `${action.padEnd(8)} ${visible(path)}\n`).join("");
}
