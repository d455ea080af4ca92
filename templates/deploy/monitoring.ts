// Why: ports, health checks, and the address to listen on are the same facts in every container.

import { isVariableName } from "../../src/emit/tags/env.js";
import { printExpression } from "../../src/emit/ts/file.js";
import type { Json, Project, Setting } from "../../src/ir/ir.js";
import type { Expr } from "../../src/syntax/tree.js";
import { expression } from "../ts/expression.js";

/** How every platform asks a worker; times in milliseconds. */
export const PROBE = {
  /** Whether it does its work; else it should be restarted. */
  alive: "/healthz",
  /** Whether it can take work. */
  ready: "/readyz",
  /** How long an answer may take. */
  timeout: 5_000,
  /** How long it may take until the worker answers for the first time. */
  start: 60_000,
  /** How often in a row it has to fail until something is done. */
  failures: 3,
} as const;

/** Where metrics are. */
export const METRICS = "/metrics";

/** A variable that a container sets. */
export interface FixedVariable {
  readonly name: string;
  readonly value: string;
}

/** How the worker's HTTP server is reached. */
export interface Monitoring {
  /** Undefined where the environment computes it. */
  readonly port: number | undefined;
  /** What a container sets so that the server can be reached from outside, on the port that is published. */
  readonly variables: readonly FixedVariable[];
  /** What sets, beside them, that there is a server at all. */
  readonly on: readonly FixedVariable[];
  /** Whether a container that sets all of these is sure to be reached from outside. */
  readonly isReachable: boolean;
  /** Milliseconds. */
  readonly interval: number;
  /** JavaScript that asks for a path, and ends with 0 when the answer is good, else with 1. */
  readonly probe: (path: string) => string;
}

/** What queue.tusk says of monitoring; undefined when there is no server, or none on a port that is known. */
export function monitoringOf({ monitoring }: Project): Monitoring | undefined {
  const find = (key: string): Setting | undefined => monitoring.find(({ name }) => name === key);
  const port = find("metrics_port");
  const enabled = find("enabled");
  if (port === undefined || port.value === 0 || enabled?.value === false) return undefined;
  const host = settable(find("host")?.variable, "0.0.0.0");
  const on = settable(enabled?.variable, "true");
  const known = numberOf(port.value);
  return {
    port: known,
    variables: [...host, ...settable(port.variable, known)],
    on,
    isReachable: known !== undefined && host.length > 0 && on.length > 0,
    interval: numberOf(find("health_check_interval")?.value) ?? 30_000,
    probe: (path) => `${unlessOff(enabled)}${request(port, path)}`,
  };
}

function settable(
  name: string | undefined,
  value: string | number | undefined,
): readonly FixedVariable[] {
  const isSettable = name !== undefined && value !== undefined && isVariableName(name);
  return isSettable ? [{ name, value: String(value) }] : [];
}

/** A worker that was told not to monitor itself passes. */
function unlessOff(enabled: Setting | undefined): string {
  const given = enabled === undefined ? undefined : givenValue(enabled);
  if (given === undefined) return "";
  return `if ([false, "false", "0", "no", "off"].includes(${given})) process.exit(0); `;
}

function request(port: Setting, path: string): string {
  const url = `"http://127.0.0.1:" + ${portExpression(port)} + ${JSON.stringify(path)}`;
  return `fetch(${url}).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))`;
}

function portExpression(port: Setting): string {
  const fixed = JSON.stringify(port.value ?? "");
  const given = givenValue(port);
  if (port.expr !== undefined && given !== undefined) return given;
  return given === undefined ? fixed : `(${given} || ${fixed})`;
}

/** What the environment makes of a setting; undefined where it has no say. */
function givenValue({ expr, variable }: Setting): string | undefined {
  if (expr !== undefined) return computed(expr);
  return variable !== undefined && isVariableName(variable) ? `process.env.${variable}` : undefined;
}

function computed(expr: Expr): string {
  const read = "(name, fallback) => process.env[name] || fallback";
  return `(${printExpression(expression(expr))})(${read})`;
}

function numberOf(value: Json | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}
