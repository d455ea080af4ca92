// Why: at start a process reads the settings of the profile it runs, only those, and refuses to start
// when any of them is not accepted or belongs to a later version.

import type { StoreAddress } from "../stores/registry.js";
import { parseStoreUrl } from "../stores/registry.js";
import type {
  BackendName,
  Config,
  FetchMode,
  LogLevel,
  Monitoring,
  QueueSet,
  TlsFiles,
} from "./config.js";
import { type ResolvedPolicy, resolvePolicy } from "./policy.js";
import { type Environment, SettingReader } from "./reader.js";

/** A queue and its share of picks. */
export interface WeightedQueue {
  readonly name: string;
  /** At least 1; without meaning under `strict`. */
  readonly weight: number;
}

/** A configuration with the settings of one profile read. Times are milliseconds. */
export interface ResolvedConfig {
  readonly backend: BackendName;
  readonly store: StoreAddress;
  readonly concurrency: number;
  readonly fetch: "weighted" | "strict";
  /** In the order of the file. */
  readonly queues: readonly WeightedQueue[];
  readonly defaults: ResolvedPolicy;
  readonly monitoring: ResolvedMonitoring;
  readonly shutdownTimeout: number;
}

export interface ResolvedMonitoring {
  readonly enabled: boolean;
  readonly port: number;
  readonly host: string;
  readonly interval: number;
  readonly sizeThreshold: number;
  readonly logLevel: LogLevel;
}

const BACKENDS = ["sidekiq", "delayed_job", "resque", "bullmq"] as const;
const FETCH_MODES = ["weighted", "fair", "strict"] as const;
const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "silent"] as const;

/** Where jobs live when the environment asks for the embedded store without naming a directory. */
const EMBEDDED_DEFAULT = "embedded:.tusk/store";

/**
 * Reads the settings of the selected profile.
 * @throws ConfigError with everything that is not accepted
 */
export function resolveConfig(config: Config, environment: Environment): ResolvedConfig {
  const reader = new SettingReader(environment);
  const resolved = readConfig(reader, config);
  reader.finish();
  return resolved;
}

/** As `resolveConfig`, leaving what is wrong in the reader. */
export function readConfig(reader: SettingReader, config: Config): ResolvedConfig {
  const backend = reader.read("backend", config.backend, { kind: "choice", choices: BACKENDS });
  const profile = readProfile(reader, config, backend);
  return {
    backend,
    ...profile,
    defaults: resolvePolicy(reader, "jobs", config.jobs),
    monitoring: readMonitoring(reader, config.monitoring),
    shutdownTimeout: reader.read("shutdown_timeout", config.shutdown_timeout, { kind: "duration" }),
  };
}

type ProfileSettings = Pick<ResolvedConfig, "store" | "concurrency" | "fetch" | "queues">;

const NOTHING: ProfileSettings = {
  store: { scheme: "", url: "" },
  concurrency: 1,
  fetch: "weighted",
  queues: [],
};

function readProfile(reader: SettingReader, config: Config, backend: BackendName): ProfileSettings {
  const path = `profiles.${backend}`;
  if (backend === "delayed_job" || backend === "resque") {
    const name = reader.nameOf("backend", config.backend);
    reader.problem(
      name,
      `is "${backend}", which cannot be run in this version yet; accepted: sidekiq or bullmq`,
    );
    return NOTHING;
  }
  const profile = config.profiles[backend];
  if (profile === undefined) {
    const name = reader.nameOf("backend", config.backend);
    reader.problem(name, `is "${backend}", and the configuration has no profile of this name`);
    return NOTHING;
  }
  const url = "url" in profile ? profile.url : profile.redis_url;
  const urlPath = `${path}.${"url" in profile ? "url" : "redis_url"}`;
  const concurrency = { kind: "integer", min: 1, max: 1000 } as const;
  return {
    store: readStore(reader, urlPath, url, profile),
    concurrency: reader.read(`${path}.concurrency`, profile.concurrency, concurrency),
    ...readQueues(reader, path, profile.queues, profile.fetch),
  };
}

function readStore(
  reader: SettingReader,
  path: string,
  given: unknown,
  redis: { readonly prefix: unknown; readonly tls?: TlsFiles },
): StoreAddress {
  const override = reader.variable("QUEUE_STORE");
  if (override !== undefined) return readOverride(reader, override);
  const url = reader.read(path, given, { kind: "text" });
  const parsed = url === "" ? NOTHING.store : parseStoreUrl(url);
  if ("problem" in parsed) {
    reader.problem(reader.nameOf(path, given), parsed.problem);
    return NOTHING.store;
  }
  const prefix = reader.read(beside(path, "prefix"), redis.prefix, { kind: "text" });
  return { ...parsed, prefix, ...readTls(reader, beside(path, "tls"), redis.tls) };
}

/** The path of the setting `name` beside the one at `path`. */
function beside(path: string, name: string): string {
  return path.slice(0, path.lastIndexOf(".") + 1) + name;
}

function readOverride(reader: SettingReader, value: string): StoreAddress {
  const url = value === "embedded" ? EMBEDDED_DEFAULT : value;
  const directory = /^embedded:(.+)$/.exec(url)?.[1];
  if (directory !== undefined) return { scheme: "embedded", url };
  reader.problem("QUEUE_STORE", `is ${JSON.stringify(value)}; accepted: embedded or embedded:DIR`);
  return NOTHING.store;
}

function readTls(
  reader: SettingReader,
  path: string,
  tls: TlsFiles | undefined,
): Pick<StoreAddress, "tls"> {
  if (tls === undefined) return {};
  const file = (key: keyof TlsFiles) =>
    reader.optional(`${path}.${key}`, tls[key], { kind: "text" });
  const [ca, cert, key] = [file("ca_file"), file("cert_file"), file("key_file")];
  return {
    tls: {
      ...(ca !== undefined && { ca }),
      ...(cert !== undefined && { cert }),
      ...(key !== undefined && { key }),
    },
  };
}

function readQueues(
  reader: SettingReader,
  path: string,
  given: QueueSet<string>,
  fetch: unknown,
): Pick<ResolvedConfig, "queues" | "fetch"> {
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

function readMonitoring(reader: SettingReader, monitoring: Monitoring): ResolvedMonitoring {
  const path = "monitoring";
  return {
    enabled: reader.read(`${path}.enabled`, monitoring.enabled, { kind: "switch" }),
    port: reader.read(`${path}.metrics_port`, monitoring.metrics_port, {
      kind: "integer",
      min: 0,
      max: 65_535,
    }),
    host: reader.read(`${path}.host`, monitoring.host, { kind: "text" }),
    interval: reader.read(`${path}.health_check_interval`, monitoring.health_check_interval, {
      kind: "duration",
      min: 1,
    }),
    sizeThreshold: reader.read(`${path}.queue_size_threshold`, monitoring.queue_size_threshold, {
      kind: "integer",
      min: 1,
    }),
    logLevel: reader.read(`${path}.log_level`, monitoring.log_level, {
      kind: "choice",
      choices: LOG_LEVELS,
    }),
  };
}

function isList(queues: QueueSet<string>): queues is readonly string[] {
  return Array.isArray(queues);
}
