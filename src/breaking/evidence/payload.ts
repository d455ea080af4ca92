// Why: all breaks of a payload end a queued job in the same way, and have the same way out.

import type { Evidence } from "../../diagnostics/define.js";
import { type Label, labelAt } from "../../diagnostics/diagnostic.js";
import type { Job } from "../../model/model.js";
import type { PayloadChange } from "../../model/payload/changes.js";
import { quoted, quotedList } from "../../schema/wording.js";
import { type Comparison, type JobChange, versionOf } from "../comparison.js";

/** A change of a payload that the file does not announce by a higher `version`. */
export interface UnversionedChange<Change extends PayloadChange> {
  readonly change: Change;
  readonly job: JobChange;
}

/** The changes of these kinds to jobs whose `version` is what it was. */
export function unversioned<Kind extends PayloadChange["kind"]>(
  { jobs }: Comparison,
  ...kinds: readonly Kind[]
): UnversionedChange<Extract<PayloadChange, { readonly kind: Kind }>>[] {
  const isOfKind = (
    change: PayloadChange,
  ): change is Extract<PayloadChange, { readonly kind: Kind }> =>
    kinds.some((kind) => kind === change.kind);
  return jobs
    .filter(keepsVersion)
    .flatMap((job) => job.payload.filter(isOfKind).map((change) => ({ change, job })));
}

/** Whether the payload is of the version that it was: queued jobs are checked as they are. */
export function keepsVersion({ before, after }: JobChange): boolean {
  return versionOf(before) === versionOf(after);
}

/** What happens to a queued job whose payload does not fit, and what to do; `first` is one more remedy. */
export function unfit(
  { before }: Comparison,
  job: JobChange,
  why: string,
  first?: string,
): Pick<Evidence, "notes" | "help"> {
  const recurring = before.recurring.filter(({ job: own }) => own?.job === job.before);
  const keys = recurring.map(({ key }) => key);
  return {
    notes: [
      `a queued job ${why} fails for good when it runs, without retries`,
      ...(keys.length > 0
        ? [`until \`tsk-gen apply\` is run, ${quotedList(keys, "and")} enqueues the old payload`]
        : []),
    ],
    help: [first, raiseVersion(job.after)].filter(Boolean).join(", or "),
  };
}

/** How the payloads of queued jobs are brought into the form that the file asks for. */
export function raiseVersion(job: Job): string {
  const handler = `handlers/${job.names?.fileName ?? job.key}.ts`;
  return `set \`version: ${versionOf(job) + 1}\` and convert older payloads in \`upcast\` of ${handler}`;
}

/** Where a job was declared. */
export function declared({ before }: JobChange, text: string): Label {
  return labelAt(before.keySpan, text);
}

/** `` `note` of job `welcome_email` ``. */
export function partOf({ change, job }: UnversionedChange<PayloadChange>): string {
  return `${quoted(change.path)} of job ${quoted(job.after.key)}`;
}
