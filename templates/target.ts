// Why: what every template is given beside the checked file, and what a deployment target is.

import type { GeneratedFile } from "../src/emit/file.js";
import type { Project } from "../src/ir/ir.js";
import type { TargetName } from "../src/schema/deploy.js";

/** Where the output goes and what it refers to; paths are relative and use `/`. */
export interface EmitOptions {
  /** Of tsk-gen, for the manifest. */
  readonly toolVersion: string;
  /** The directory of the handlers as seen from the output directory: `../handlers`. */
  readonly handlersImport: string;
  /**
   * The output directory as seen from what is built and deployed, which holds project and output:
   * `generated`. Never leads upwards.
   */
  readonly outDirFromRoot: string;
  /** queue.tusk as seen from the same place. */
  readonly configFromRoot: string;
  /**
   * The project, which holds `handlers/` and, unless told otherwise, `generated/`, as seen from the same place;
   * absent where that is the folder of queue.tusk.
   */
  readonly projectFromRoot?: string;
  /** What is built and deployed, as seen from its repository; absent where that is the same directory. */
  readonly rootFromRepository?: string;
}

/** A kind of machine that the worker can be deployed to. */
export interface DeploymentTarget {
  /** As `deploy.targets` names it. */
  readonly name: TargetName;
  /** Its files, all under `deploy/`. */
  readonly files: (project: Project, options: EmitOptions) => readonly GeneratedFile[];
}
