// Why: the checked file in the form that emission reads: plain JSON-able data, no places, durations in
// milliseconds, names cased, everything resolved that does not depend on where the program runs.

import type { Expr } from "../syntax/tree.js";

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

export type BackendName = "sidekiq" | "delayed_job" | "resque" | "bullmq";

/** How the text of an environment variable is read, and what is accepted. */
export type SettingType =
  | { readonly kind: "integer"; readonly min?: number; readonly max?: number }
  | { readonly kind: "number"; readonly min?: number; readonly max?: number }
  | { readonly kind: "switch" }
  | { readonly kind: "text" }
  | { readonly kind: "url"; readonly schemes: readonly string[] }
  | { readonly kind: "choice"; readonly choices: readonly string[] }
  /** Text such as `30s`, or a number of seconds; the value is in milliseconds. */
  | { readonly kind: "duration"; readonly min?: number; readonly max?: number }
  /** Structured values that no variable overrides (`keep_completed`, a list of waits). */
  | { readonly kind: "data" };

/**
 * One setting: a constant (`value` alone), an override (`variable` with `value` as its default), a
 * required variable (`variable` alone), or something computed from the environment (`expr`).
 */
export interface Setting {
  /** Its key in queue.tusk, unchanged, so that a reader finds it in the generated code: `tls.ca_file`. */
  readonly name: string;
  readonly type: SettingType;
  readonly variable?: string;
  readonly value?: Json;
  readonly expr?: Expr;
  readonly secret?: boolean;
}

export interface Queue {
  readonly name: string;
  readonly weight: Setting;
}

/** One backend with its semantics. `declared` says whether queue.tusk has a block for it. */
export interface Profile {
  readonly backend: BackendName;
  readonly declared: boolean;
  /** Without `queues`; in the order of the schema. */
  readonly settings: readonly Setting[];
  /** Heaviest first where weights came from elsewhere, else in file order. */
  readonly queues: readonly Queue[];
}

/** Limits of a queue, in the order of the schema. */
export interface QueueLimit {
  readonly queue: string;
  readonly settings: readonly Setting[];
}

export interface Job {
  /** As queue.tusk names it: `welcome_email`, or `WelcomeEmailJob`. */
  readonly key: string;
  /** On the wire and in code: `WelcomeEmailJob`. */
  readonly className: string;
  /** `welcomeEmail` */
  readonly camelName: string;
  /** `WelcomeEmail`: the stem of type names. */
  readonly pascalName: string;
  /** `welcome-email`: the stem of file names. */
  readonly fileName: string;
  readonly description?: string;
  readonly version: number;
  readonly queue: string;
  /** Absent: the job takes no argument. */
  readonly payload?: ObjectType;
  /** What the job sets of `queue.jobs` for itself, in the order of the schema. */
  readonly policy: readonly Setting[];
}

export type PayloadType =
  | { readonly kind: "bool" | "json" | "datetime" | "date" | "uuid" | "email" | "url" }
  | { readonly kind: "string" | "int" | "float"; readonly min?: number; readonly max?: number }
  | { readonly kind: "texts"; readonly values: readonly string[] }
  | { readonly kind: "map"; readonly values: PayloadType }
  | {
      readonly kind: "list";
      readonly items: PayloadType;
      readonly min?: number;
      readonly max?: number;
    }
  | { readonly kind: "nullable"; readonly inner: PayloadType }
  | ObjectType;

export interface ObjectType {
  readonly kind: "object";
  readonly fields: readonly Field[];
}

export interface Field {
  readonly name: string;
  readonly type: PayloadType;
  /** May be absent: marked `?`, or an object whose fields may all be absent. */
  readonly optional: boolean;
  /** Filled in at both ends. */
  readonly default?: Json;
}

/** A recurring entry. Exactly one of `cron` and `every` (milliseconds) is set. */
export interface RecurringSchedule {
  readonly key: string;
  readonly job: string;
  readonly cron?: string;
  readonly every?: number;
  readonly timezone: string;
  readonly payload?: Json;
}

/** A group enqueued on demand: each job after its delay, with the fields that it declares. */
export interface ScheduleGroup {
  readonly key: string;
  readonly camelName: string;
  readonly pascalName: string;
  readonly payload?: ObjectType;
  readonly after: readonly {
    /** Class name of the job. */
    readonly job: string;
    /** Milliseconds. */
    readonly delay: number;
    /** Names of the fields of the group's payload that the job takes. */
    readonly fields: readonly string[];
  }[];
}

export interface Deploy {
  readonly targets: readonly string[];
  readonly entry: string;
  readonly app: string;
  readonly node: number;
  readonly replicas: number;
  /** Milliseconds; the other stop timeouts follow from it. */
  readonly shutdown_timeout: number;
  readonly systemd: {
    readonly user: string;
    readonly working_directory: string;
    readonly environment_file: string;
    readonly restart: string;
    /** Milliseconds. */
    readonly restart_sec: number;
    readonly node_path: string;
    readonly read_write_paths: readonly string[];
  };
  readonly docker: { readonly base_image: string; readonly image: string };
  readonly compose: { readonly redis_image: string; readonly postgres_image: string };
}

/** A queue.tusk file, checked and lowered. */
export interface Project {
  readonly source: {
    /** Relative to the project, with `/`. */
    readonly path: string;
    /** SHA-256 of its text and of that of the files that it imports, hex. */
    readonly digest: string;
  };
  readonly backend: Setting;
  readonly profiles: readonly Profile[];
  /** `queue.limits`, for the queues of any profile. */
  readonly limits: readonly QueueLimit[];
  /** `queue.jobs`: defaults of every job, all of them, in the order of the schema. */
  readonly jobDefaults: readonly Setting[];
  readonly monitoring: readonly Setting[];
  readonly jobs: readonly Job[];
  readonly recurring: readonly RecurringSchedule[];
  readonly groups: readonly ScheduleGroup[];
  readonly deploy: Deploy;
}
