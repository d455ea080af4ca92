// Why: what the compiler knows it uses in every deployment file alike: one stop timeout, one port, one store.

import { isVariableName } from "../../src/emit/tags/env.js";
import { printExpression } from "../../src/emit/ts/file.js";
import type { Json, Profile, Project, Setting } from "../../src/ir/ir.js";
import { expression } from "../ts/expression.js";

/** What the worker's unit and its environment file are called. */
export function workerName({ deploy }: Project): string {
  return `${deploy.app.replace(/[^A-Za-z0-9._-]+/g, "-")}-worker`;
}

/** What is left, after the jobs have been given up, to give them back and close. */
const CLOSING = 5_000;

/**
 * How long to wait for a worker before it is killed, in milliseconds: the running jobs may finish, then
 * those that are left may obey their signal, then the worker closes.
 */
export function stopTimeout({ deploy, jobDefaults, jobs }: Project): number {
  const settings = [...jobDefaults, ...jobs.flatMap(({ policy }) => policy)];
  const graces = settings
    .filter(({ name }) => name === "timeout_grace")
    .map(({ value }) => (typeof value === "number" ? value : 0));
  return deploy.shutdown_timeout + Math.max(0, ...graces) + CLOSING;
}

/** The profile that is selected unless the environment selects another. */
export function selectedProfile({ backend, profiles }: Project): Profile | undefined {
  const named = profiles.find((profile) => profile.backend === backend.value);
  return named ?? profiles.find(({ declared }) => declared) ?? profiles[0];
}

/** How the worker's HTTP server is reached; undefined when there is none, or no port is fixed. */
export interface Monitoring {
  /** Undefined where the environment computes it. */
  readonly port: number | undefined;
  /** Names the variables that set port and host, where there are any. */
  readonly portVariable: string | undefined;
  readonly hostVariable: string | undefined;
  /** Milliseconds. */
  readonly interval: number;
  /** JavaScript that ends with 0 when the worker is healthy, else with 1. */
  readonly probe: string;
}

export function monitoringOf({ monitoring }: Project): Monitoring | undefined {
  const find = (key: string): Setting | undefined => monitoring.find(({ name }) => name === key);
  const port = find("metrics_port");
  if (port === undefined || port.value === 0 || find("enabled")?.value === false) return undefined;
  return {
    port: numberOf(port.value),
    portVariable: port.variable,
    hostVariable: find("host")?.variable,
    interval: numberOf(find("health_check_interval")?.value) ?? 30_000,
    probe: probe(port, find("enabled")?.variable),
  };
}

/** Asks `/healthz`; a worker that was told not to monitor itself passes. */
function probe(port: Setting, switchVariable: string | undefined): string {
  const off = switchVariable === undefined ? undefined : readEnvironment(switchVariable);
  const skip =
    off === undefined ? "" : `if (["false", "0", "no", "off"].includes(${off})) process.exit(0); `;
  const request = `fetch("http://127.0.0.1:" + ${portExpression(port)} + "/healthz")`;
  return `${skip}${request}.then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))`;
}

function portExpression({ expr, variable, value }: Setting): string {
  if (expr !== undefined) {
    const read = "(name, fallback) => process.env[name] || fallback";
    return `(${printExpression(expression(expr))})(${read})`;
  }
  const fixed = JSON.stringify(value ?? "");
  const given = variable === undefined ? undefined : readEnvironment(variable);
  return given === undefined ? fixed : `(${given} || ${fixed})`;
}

function readEnvironment(name: string): string | undefined {
  return isVariableName(name) ? `process.env.${name}` : undefined;
}

/** Where the selected profile keeps its jobs. */
export type StoreUse =
  | { readonly kind: "redis"; readonly variable: string; readonly database: string }
  | { readonly kind: "postgres"; readonly variable: string }
  | { readonly kind: "embedded"; readonly directory: string }
  /** The environment alone decides. */
  | { readonly kind: "unknown" };

const URL_SETTINGS = ["redis_url", "database_url", "url"];

export function storeOf(project: Project): StoreUse {
  const url = selectedProfile(project)?.settings.find(({ name }) => URL_SETTINGS.includes(name));
  if (url === undefined || url.expr !== undefined) return { kind: "unknown" };
  const schemes = url.type.kind === "url" ? url.type.schemes : [];
  const text = typeof url.value === "string" ? url.value : `${schemes[0] ?? ""}:`;
  const scheme = text.slice(0, text.indexOf(":"));
  if (scheme === "embedded") return { kind: "embedded", directory: text.slice("embedded:".length) };
  if (url.variable === undefined) return { kind: "unknown" };
  if (scheme.startsWith("postgres")) return { kind: "postgres", variable: url.variable };
  const database = /\/(\d+)(?:\?|$)/.exec(text)?.[1];
  return { kind: "redis", variable: url.variable, database: database ?? "0" };
}

function numberOf(value: Json | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}
