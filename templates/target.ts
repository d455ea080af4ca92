// Why: what every template is given beside the checked file.

/** Where the output goes and what it refers to; paths are relative and use `/`. */
export interface EmitOptions {
  /** Of tsk-gen, for the manifest. */
  readonly toolVersion: string;
  /** The directory of the handlers as seen from the output directory: `../handlers`. */
  readonly handlersImport: string;
  /** The output directory as seen from the project's root: `generated`. */
  readonly outDirFromRoot: string;
}
