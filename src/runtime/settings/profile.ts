// Why: each profile has settings of its own. Once read they are all alike: a store, slots, and queues, so
// that nothing past this file asks which backend is selected.

import { assertUnreachable } from "../bug.js";
import type { StoreAddress } from "../stores/registry.js";
import type { BackendName, FetchMode, Profiles, QueueSet } from "./config.js";
import type { ResolvedLimit } from "./limits.js";
import type { ResolvedPolicy } from "./policy.js";
import type { SettingReader } from "./reader.js";
import { readStore } from "./store-address.js";

/** A queue, its share of picks, and its limits. */
export interface ServedQueue extends ResolvedLimit {
  readonly name: string;
  /** At least 1; without meaning under `strict`. */
  readonly weight: number;
}

/** A profile with its settings read. */
export interface ResolvedProfile {
  readonly store: StoreAddress;
  readonly concurrency: number;
  readonly fetch: FetchMode;
  /** In the order of the file. */
  readonly queues: readonly ServedQueue[];
  /** An empty queue is looked into at least this often, in milliseconds. */
  readonly idleLook: number;
  /** Jobs run in the call that enqueues them. */
  readonly runsInCaller: boolean;
  /** What jobs get that set no retry of their own; absent: what `queue.jobs` says. */
  readonly retry?: Pick<ResolvedPolicy, "retries" | "backoff">;
  /** No job's timeout is longer, in milliseconds. */
  readonly maxRunTime?: number;
}

/** What most profiles have in common. */
const PLAIN = { idleLook: 5000, runsInCaller: false } as const;

const FETCH_MODES = ["weighted", "fair", "strict"] as const;

/** Reads the settings of a profile; `undefined` when the configuration has none of this name. */
export function readProfile(
  reader: SettingReader,
  profiles: Profiles<string>,
  backend: BackendName,
): ResolvedProfile | undefined {
  switch (backend) {
    case "sidekiq":
      return profiles.sidekiq && readSidekiq(reader, profiles.sidekiq);
    case "bullmq":
      return profiles.bullmq && readBullmq(reader, profiles.bullmq);
    case "resque":
      return profiles.resque && readResque(reader, profiles.resque);
    case "delayed_job":
      return profiles.delayed_job && readDelayedJob(reader, profiles.delayed_job);
    default:
      return assertUnreachable(backend);
  }
}

type Profile<Name extends BackendName> = NonNullable<Profiles<string>[Name]>;

function readSidekiq(reader: SettingReader, profile: Profile<"sidekiq">): ResolvedProfile {
  const path = "profiles.sidekiq";
  const url = { path: `${path}.redis_url`, value: profile.redis_url };
  const prefix = { path: `${path}.prefix`, value: profile.prefix };
  const store = readStore(reader, { url, prefix, tls: profile.tls });
  return { ...PLAIN, store, ...readSlots(reader, path, profile) };
}

function readBullmq(reader: SettingReader, profile: Profile<"bullmq">): ResolvedProfile {
  const path = "profiles.bullmq";
  const url = { path: `${path}.url`, value: profile.url };
  const prefix = { path: `${path}.prefix`, value: profile.prefix };
  const store = readStore(reader, { url, prefix, tls: profile.tls });
  return { ...PLAIN, store, ...readSlots(reader, path, profile) };
}

/** One job at a time, and never one of a later queue while an earlier one has any. */
function readResque(reader: SettingReader, profile: Profile<"resque">): ResolvedProfile {
  const path = "profiles.resque";
  const url = { path: `${path}.redis_url`, value: profile.redis_url };
  const prefix = { path: `${path}.namespace`, value: profile.namespace };
  const store = readStore(reader, { url, prefix, tls: profile.tls });
  return { ...PLAIN, store, concurrency: 1, ...readQueues(reader, path, profile.queues, "strict") };
}

/** Its `max_attempts` counts runs, and its waits grow by the fourth power, in every job alike. */
function readDelayedJob(reader: SettingReader, profile: Profile<"delayed_job">): ResolvedProfile {
  const path = "profiles.delayed_job";
  const integer = (key: "max_attempts" | "pool", max?: number) =>
    reader.read(`${path}.${key}`, profile[key], {
      kind: "integer",
      min: 1,
      ...(max !== undefined && { max }),
    });
  const duration = (key: "sleep_delay" | "max_run_time") =>
    reader.read(`${path}.${key}`, profile[key], { kind: "duration", min: 1 });
  const runs = integer("max_attempts");
  return {
    store: readStore(reader, {
      url: { path: `${path}.database_url`, value: profile.database_url },
      postgres: {
        listenUrl: { path: `${path}.listen_url`, value: profile.listen_url },
        schema: { path: `${path}.schema`, value: profile.schema },
        connections: integer("pool", 1000),
      },
    }),
    ...readSlots(reader, path, profile),
    idleLook: duration("sleep_delay"),
    runsInCaller: !reader.read(`${path}.delay_jobs`, profile.delay_jobs, { kind: "switch" }),
    retry: { retries: runs - 1, backoff: { kind: "delayed_job", delay: 0, jitter: 0 } },
    maxRunTime: duration("max_run_time"),
  };
}

function readSlots(
  reader: SettingReader,
  path: string,
  given: Pick<Profile<"sidekiq">, "concurrency" | "queues" | "fetch">,
): Pick<ResolvedProfile, "concurrency" | "queues" | "fetch"> {
  const size = { kind: "integer", min: 1, max: 1000 } as const;
  return {
    concurrency: reader.read(`${path}.concurrency`, given.concurrency, size),
    ...readQueues(reader, path, given.queues, given.fetch),
  };
}

function readQueues(
  reader: SettingReader,
  path: string,
  given: QueueSet<string>,
  fetch: unknown,
): Pick<ResolvedProfile, "queues" | "fetch"> {
  const weights = isList(given)
    ? given.map((name): [string, number] => [name, 0])
    : Object.entries(given).map(([name, weight]): [string, number] => [
        name,
        reader.read(`${path}.queues.${name}`, weight, { kind: "integer", min: 0 }),
      ]);
  if (weights.length === 0) {
    reader.problem(`${path}.queues`, "is empty; accepted: one queue or more");
  }
  const ordered = weights.every(([, weight]) => weight === 0);
  const mode = reader.optional(`${path}.fetch`, fetch, { kind: "choice", choices: FETCH_MODES });
  return {
    queues: weights.map(([name, weight]) => ({ name, weight: Math.max(weight, 1) })),
    // Without weights the order is strict, unless slot time is to be shared, which then is equally.
    fetch: ordered && mode !== "fair" ? "strict" : (mode ?? "weighted"),
  };
}

function isList(queues: QueueSet<string>): queues is readonly string[] {
  return Array.isArray(queues);
}
