// Why: a job is named on the command line as people think of it, by key, class, or file; what it is called in
// queue.tusk keeps the spelling that is used there.

import type { Job, Project } from "../../../ir/ir.js";
import { type JobNames, jobNamesOf, NAME_FORM } from "../../../model/names.js";
import { Failure } from "../../exit.js";

/** A job, as queue.tusk and all else call it. */
export interface NamedJob extends JobNames {
  readonly key: string;
}

/** The job that is meant: `welcome_email`, `WelcomeEmail`, and `WelcomeEmailJob` are one. */
export function findNamed({ jobs }: Project, name: string): Job | undefined {
  const className = jobNamesOf(name)?.className;
  return jobs.find((job) => job.key === name || job.className === className);
}

/** What a job is called under a new name, in the spelling of `like`. Throws a `Failure` when it is no name. */
export function newNames(name: string, like: string): NamedJob {
  const names = jobNamesOf(name);
  if (names === undefined)
    throw new Failure(`a job cannot be called \`${name}\``, { notes: [`a name is ${NAME_FORM}`] });
  return { ...spellingsOf(names), key: keyLike(like, name, names) };
}

/** The names without what else an object with them has. */
export function spellingsOf({ className, camelName, pascalName, fileName }: JobNames): JobNames {
  return { className, camelName, pascalName, fileName };
}

/** A name that is spelled as a class becomes a key like the others, and the other way round. */
function keyLike(like: string, name: string, names: JobNames): string {
  const [isClass, wantsClass] = [/^[A-Z]/.test(name), /^[A-Z]/.test(like)];
  if (isClass === wantsClass) return name;
  if (wantsClass) return like.endsWith("Job") ? names.className : names.pascalName;
  if (like.includes("-")) return names.fileName;
  return /[A-Z]/.test(like) ? names.camelName : names.fileName.replaceAll("-", "_");
}

/** The project in which the job of one name has another. */
export function renameJob(project: Project, from: NamedJob, to: NamedJob): Project {
  const inPlace = (name: string) => (name === from.className ? to.className : name);
  return {
    ...project,
    jobs: project.jobs.map((job) => (job.className === from.className ? { ...job, ...to } : job)),
    recurring: project.recurring.map((entry) => ({ ...entry, job: inPlace(entry.job) })),
    groups: project.groups.map((group) => ({
      ...group,
      after: group.after.map((member) => ({ ...member, job: inPlace(member.job) })),
    })),
  };
}

/** Whether two projects say the same, wherever it is written. */
export function areSameProjects(one: Project, other: Project): boolean {
  return plain(one) === plain(other);
}

const PLACES = new Set(["span", "keySpan", "source"]);

function plain(project: Project): string {
  return JSON.stringify(project, (key, value: unknown) => (PLACES.has(key) ? undefined : value));
}
