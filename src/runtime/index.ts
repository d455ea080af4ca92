// Why: what `tsk-gen/runtime` offers to generated code, handlers, and programs.

export type * from "./interfaces.js";
export { isMain } from "./is-main.js";
export { defineJob, type JobClass } from "./jobs/define-job.js";
export {
  type AnyRecurringEntry,
  defineRecurring,
  type RecurringEntry,
} from "./jobs/define-recurring.js";
export { MissingHandlerError } from "./jobs/execute.js";
export { PayloadError, type PayloadProblem } from "./jobs/payload-error.js";
export type { HandlersOf, JobClasses, Project } from "./project.js";
export {
  type BatchOptions,
  QueueManager,
  type QueueManagerOptions,
} from "./queues/queue-manager.js";
export { QueueMonitor } from "./queues/queue-monitor.js";
export { type RunOptions, Runtime, type RuntimeOptions } from "./runtime.js";
export { JobScheduler, type RecurringEntries } from "./schedules/job-scheduler.js";
export { differences, type Rhythm, type Schedule, type ScheduleChange } from "./schedules/plan.js";
export {
  type BackendName,
  type BullmqProfile,
  type Config,
  type DelayedJobProfile,
  defineConfig,
  type FetchMode,
  type LogLevel,
  type Monitoring,
  type Profiles,
  type QueueLimit,
  type QueueSet,
  type ResqueProfile,
  type SidekiqProfile,
  type TlsFiles,
} from "./settings/config.js";
export { ConfigError, type ConfigProblem } from "./settings/config-error.js";
export type { Duration } from "./settings/duration.js";
export {
  type DurationValue,
  env,
  type ReadVariable,
  type Settable,
  type SettableDuration,
  Setting,
  type SettingBuilders,
} from "./settings/env.js";
export {
  type BackoffKind,
  definePolicy,
  type JobPolicy,
  type Policy,
  type Retention,
  type Unique,
} from "./settings/policy.js";
export type { Environment } from "./settings/reader.js";
export type { Shape, ValueOf } from "./settings/shape.js";
export { StoreDownError, StoreUnfitError } from "./stores/store.js";
