// Why: at start a process reads the settings of the profile it runs, only those, and refuses to start
// when any of them is not accepted or belongs to a later version.

import type { WebhookOptions } from "../alerts/webhook.js";
import type { BackendName, Config, LogLevel, Monitoring } from "./config.js";
import { policyFor } from "./job-policy.js";
import { withLimits } from "./limits.js";
import type { ResolvedPolicy } from "./policy.js";
import { type ResolvedProfile, readProfile } from "./profile.js";
import { type Environment, SettingReader } from "./reader.js";

/** A configuration with the settings of one profile read. Times are milliseconds. */
export interface ResolvedConfig extends ResolvedProfile {
  readonly backend: BackendName;
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
  readonly tracing: boolean;
}

const BACKENDS = ["sidekiq", "delayed_job", "resque", "bullmq"] as const;
const HOST = {
  kind: "text",
  form: { pattern: /^[A-Za-z0-9:._%[\]-]+$/, accepted: "a host name or an address" },
} as const;
const WEBHOOK = { kind: "url", schemes: ["https", "http"] } as const;
const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "silent"] as const;

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
  const profile = readSelected(reader, config, backend);
  return {
    backend,
    ...profile,
    queues: withLimits(reader, profile.queues, config.limits),
    defaults: policyFor(reader, config.jobs, profile),
    monitoring: readMonitoring(reader, config.monitoring),
    shutdownTimeout: reader.read("shutdown_timeout", config.shutdown_timeout, { kind: "duration" }),
  };
}

const NOTHING: ResolvedProfile = {
  store: { scheme: "", url: "" },
  concurrency: 1,
  fetch: "weighted",
  queues: [],
  idleLook: 0,
  runsInCaller: false,
};

function readSelected(
  reader: SettingReader,
  config: Config,
  backend: BackendName,
): ResolvedProfile {
  const profile = readProfile(reader, config.profiles, backend);
  if (profile !== undefined) return profile;
  const name = reader.nameOf("backend", config.backend);
  reader.problem(name, `is "${backend}", and the configuration has no profile of this name`);
  return NOTHING;
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
    host: reader.read(`${path}.host`, monitoring.host, HOST),
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
    tracing: reader.optional(`${path}.tracing`, monitoring.tracing, { kind: "switch" }) ?? false,
  };
}

/** Whom a worker tells of deaths; its secrets are no business of processes that only enqueue. */
export function readWebhook(
  reader: SettingReader,
  { monitoring: { alert_webhook, alert_secret } }: Config,
): WebhookOptions | undefined {
  const url = reader.optional("monitoring.alert_webhook", alert_webhook, WEBHOOK);
  const secret = reader.optional("monitoring.alert_secret", alert_secret, { kind: "text" });
  return url === undefined ? undefined : { url, ...(secret !== undefined && { secret }) };
}
