// Why: a file may be made of several, and the compiler reads none of them itself. Whoever calls it says which
// files there are, and keeps it from those that are none of its business.

import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { SourceFile } from "../../source/source.js";

/** What a path leads to. */
export type FoundFile =
  | { readonly kind: "file"; readonly source: SourceFile }
  /** `near` are paths of files that could be meant, as the importer would write them. */
  | { readonly kind: "missing"; readonly near: readonly string[] }
  /** It leads out of the project, which is in the folder `root`; whether anything is there is not looked at. */
  | { readonly kind: "outside"; readonly root?: string }
  /** `why` completes a sentence about it: `is larger than 4 MiB`. */
  | { readonly kind: "unreadable"; readonly why: string }
  /** Its text is wrong before it is read as TuskLang. */
  | { readonly kind: "wrong"; readonly diagnostic: Diagnostic };

/** The files that a file may import. */
export interface Files {
  /**
   * What `path` leads to from the folder of `importer`. One file is always the same `SourceFile`, the
   * importing ones included, by whatever path it is named.
   */
  read(path: string, importer: SourceFile): FoundFile;
}

/** No files: every import is an error. */
export const noFiles: Files = {
  read: () => ({ kind: "unreadable", why: "cannot be read from here" }),
};
