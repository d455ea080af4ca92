// Why: each profile has settings of its own. Once read they are all alike: a store, slots, and queues, so
// that nothing past this file asks which backend is selected.

import { assertUnreachable } from "../bug.js";
import type { StoreAddress } from "../stores/registry.js";
import type { BackendName, FetchMode, Profiles, QueueSet } from "./config.js";
import type { SettingReader } from "./reader.js";
import { readStore } from "./store-address.js";

/** A queue and its share of picks. */
export interface WeightedQueue {
  readonly name: string;
  /** At least 1; without meaning under `strict`. */
  readonly weight: number;
}

/** A profile with its settings read. */
export interface ResolvedProfile {
  readonly store: StoreAddress;
  readonly concurrency: number;
  readonly fetch: "weighted" | "strict";
  /** In the order of the file. */
  readonly queues: readonly WeightedQueue[];
}

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
      return profiles.delayed_job && readDelayedJob(reader);
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
  return { store, ...readSlots(reader, path, profile) };
}

function readBullmq(reader: SettingReader, profile: Profile<"bullmq">): ResolvedProfile {
  const path = "profiles.bullmq";
  const url = { path: `${path}.url`, value: profile.url };
  const prefix = { path: `${path}.prefix`, value: profile.prefix };
  const store = readStore(reader, { url, prefix, tls: profile.tls });
  return { store, ...readSlots(reader, path, profile) };
}

/** One job at a time, and never one of a later queue while an earlier one has any. */
function readResque(reader: SettingReader, profile: Profile<"resque">): ResolvedProfile {
  const path = "profiles.resque";
  const url = { path: `${path}.redis_url`, value: profile.redis_url };
  const prefix = { path: `${path}.namespace`, value: profile.namespace };
  const store = readStore(reader, { url, prefix, tls: profile.tls });
  return { store, concurrency: 1, ...readQueues(reader, path, profile.queues, "strict") };
}

function readDelayedJob(reader: SettingReader): ResolvedProfile {
  reader.problem(
    "backend",
    'is "delayed_job", which cannot be run in this version yet; accepted: sidekiq, resque, or bullmq',
  );
  return { store: { scheme: "", url: "" }, concurrency: 1, fetch: "strict", queues: [] };
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
    fetch: ordered ? "strict" : chooseFetch(reader, reader.nameOf(`${path}.fetch`, fetch), mode),
  };
}

function chooseFetch(
  reader: SettingReader,
  name: string,
  mode: FetchMode | undefined,
): "weighted" | "strict" {
  if (mode !== "fair") return mode ?? "weighted";
  reader.problem(name, 'is "fair", which is not in this version yet; accepted: weighted or strict');
  return "weighted";
}

function isList(queues: QueueSet<string>): queues is readonly string[] {
  return Array.isArray(queues);
}
