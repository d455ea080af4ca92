// Why: the file as rules and emission see it: every name resolved to what it means, every value with its
// place, nothing filled in. What was wrong is a hole, which every reader passes over.

import type { Backend, BackendName, FetchMode } from "../backends/define.js";
import type { tls } from "../backends/settings.js";
import type { Bound, BoundSection, Located } from "../schema/define.js";
import type { deploySection } from "../schema/deploy.js";
import type { jobSection } from "../schema/jobs.js";
import type { limitSection } from "../schema/limits.js";
import type { monitoringSection } from "../schema/monitoring.js";
import type { policyMembers } from "../schema/policy.js";
import type { SourceSpan } from "../source/source.js";
import type { TuskNode } from "../syntax/tree.js";
import type { JobNames, Names } from "./names.js";
import type { ObjectType } from "./payload/type.js";

export interface Model {
  readonly places: Places;
  /** Undefined when the file does not say. */
  readonly backend: Located<BackendName> | undefined;
  /** Every backend has one, declared or not, in the order of the registry. */
  readonly profiles: readonly Profile[];
  /** The profile that `queue.backend` names; undefined when only the environment knows. */
  readonly selected: Profile | undefined;
  /** `queue.jobs` */
  readonly policy: Policy;
  readonly monitoring: Bound<typeof monitoringSection.members>;
  /** `queue.limits` */
  readonly limits: readonly QueueLimit[];
  readonly jobs: readonly Job[];
  /** False when `jobs` is a hole: any name may be meant to be a job. */
  readonly jobsComplete: boolean;
  readonly recurring: readonly RecurringSchedule[];
  readonly groups: readonly ScheduleGroup[];
  readonly deploy: Bound<typeof deploySection.members>;
}

/** Where what a file lacks would stand. */
export interface Places {
  /** The top of the file. */
  readonly file: SourceSpan;
  /** The keys of these blocks; absent: the file does not have them. */
  readonly jobs?: SourceSpan;
  readonly schedules?: SourceSpan;
  /** `queue.jobs` */
  readonly policy?: SourceSpan;
}

/** The retry, timeout, and retention settings of all jobs, or of one. */
export type Policy = Bound<typeof policyMembers>;

export interface Profile {
  readonly backend: Backend;
  /** Its block, if the file has one. */
  readonly block: BoundSection<unknown>["entry"];
  /** All but `queues` and `tls`, by key. */
  readonly settings: Readonly<Record<string, Located<unknown> | undefined>>;
  readonly tls: BoundSection<typeof tls.members> | undefined;
  readonly queues: QueueSet;
  /** Undefined when only the environment knows. */
  readonly fetch: FetchMode | undefined;
}

/** The queues of a profile, and where they come from. */
export interface QueueSet {
  /** Its own, `queue.queues`, `queue.sidekiq.queues`, or `default: 1`. */
  readonly origin: "own" | "shared" | "sidekiq" | "default";
  /** The key under which the file declares them. */
  readonly keySpan?: SourceSpan;
  /** A list gives no weights. */
  readonly form: "map" | "list";
  readonly queues: readonly Queue[];
  /** False when part of the declaration was reported as wrong: a name may be missing. */
  readonly complete: boolean;
}

export interface Queue {
  readonly name: string;
  readonly nameSpan?: SourceSpan;
  /** Absent in a list. */
  readonly weight?: Located<number>;
}

/** What `queue.limits` says of a queue. */
export interface QueueLimit {
  readonly queue: string;
  readonly queueSpan: SourceSpan;
  readonly settings: Bound<typeof limitSection.members>;
}

export interface Job {
  readonly key: string;
  readonly keySpan: SourceSpan;
  /** Undefined when the key cannot be a name. */
  readonly names: JobNames | undefined;
  readonly settings: Bound<typeof jobSection.members>;
  readonly payload: Payload;
}

/** What a job or group takes: fields, nothing, or what nobody knows since it was reported as wrong. */
export type Payload =
  | { readonly kind: "fields"; readonly type: ObjectType }
  | { readonly kind: "none" | "hole" };

/** A job named by its key or class, and the job of that name. */
export interface JobReference {
  readonly name: string;
  readonly span: SourceSpan;
  /** Undefined when there is none. */
  readonly job: Job | undefined;
}

export interface RecurringSchedule {
  readonly key: string;
  readonly keySpan: SourceSpan;
  /** Undefined in a hole. */
  readonly job: JobReference | undefined;
  readonly cron: Located<string> | undefined;
  readonly every: Located<number> | undefined;
  readonly timezone: Located<string> | undefined;
  /** The values that it is enqueued with. */
  readonly payload: TuskNode | undefined;
}

export interface ScheduleGroup {
  readonly key: string;
  readonly keySpan: SourceSpan;
  readonly names: Names | undefined;
  readonly payload: Payload;
  readonly after: readonly GroupMember[];
}

export interface GroupMember {
  readonly job: JobReference;
  readonly delay: Located<number>;
}
