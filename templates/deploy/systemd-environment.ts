// Why: the units read one file of variables, which holds what must not stand in them; its template shows
// everything that can be set.

import { type GeneratedFile, PREAMBLE } from "../../src/emit/file.js";
import { assignment, type Env, env, envComment, isVariableName } from "../../src/emit/tags/env.js";
import { paragraphs } from "../../src/emit/tags/fragment.js";
import type { Project } from "../../src/ir/ir.js";
import type { EmitOptions } from "../target.js";
import { workerName } from "./facts.js";
import { type OtherProfile, otherProfiles, type Variable, variablesOf } from "./variables.js";

/** The template of the environment file. */
export function environmentFile(project: Project, { outDirFromRoot }: EmitOptions): GeneratedFile {
  const { systemd: settings } = project.deploy;
  const file = `${workerName(project)}.env`;
  const head = env`
    # ${envComment(PREAMBLE)}
    # Every variable that the worker reads, with its default. Copy this file and edit the copy:
    # ${envComment(`install -D -m 600 ${outDirFromRoot}/deploy/${file} ${settings.environment_file}`)}
  `;
  const entries = variablesOf(project).map(entryOf);
  const others = otherProfiles(project).flatMap((profile) => section(project, profile));
  const { text } = paragraphs(head, ...entries, ...others);
  return { path: `deploy/${file}`, contents: `${text}\n` };
}

/** What another profile reads: comments, as long as it is not selected. */
function section({ backend }: Project, { backend: name, variables }: OtherProfile): Env[] {
  const when =
    backend.variable === undefined
      ? `with the backend ${name}`
      : `with ${backend.variable}=${name}`;
  const [first, ...rest] = variables.map((variable) => entryOf({ ...variable, required: false }));
  const head = env`# Read only ${envComment(when)}:`;
  return first === undefined ? [] : [paragraphs(head, first), ...rest];
}

/** A required variable is left to be filled in; the others are comments. */
function entryOf({ name, setting, accepts, fallback, required }: Variable): Env {
  const about = accepts === undefined ? setting : `${setting}: ${accepts}`;
  const line = assignment(name, fallback ?? "");
  if (!isVariableName(name)) return env`# ${envComment(`${about} (from ${name})`)}`;
  return required
    ? env`
        # ${envComment(`${about} (required)`)}
        ${line}
      `
    : env`
        # ${envComment(about)}
        # ${line}
      `;
}
