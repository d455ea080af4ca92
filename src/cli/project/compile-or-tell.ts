// Why: a command that only needs the project has nothing to do when there are errors in it but to show them.

import { collect } from "../../diagnostics/sink.js";
import type { Project } from "../../ir/ir.js";
import { fixedByCheck, showFindings } from "../findings.js";
import type { Io } from "../io.js";
import { compileProject } from "./compile.js";

/** A project without errors, and its root, absolute. */
export interface SoundProject {
  readonly project: Project;
  readonly root: string;
}

/** Compiles the file that is meant; `undefined` when what is wrong with it has been shown. */
export async function compileOrTell(
  io: Io,
  config: string | undefined,
): Promise<SoundProject | undefined> {
  const { paths, project, diagnostics } = compileProject(io, config);
  const { root } = paths;
  if (project !== undefined) return { project, root };
  await showFindings(collect(diagnostics), "pretty", io, { root, fixBy: fixedByCheck(config) });
  return undefined;
}
