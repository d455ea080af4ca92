// Why: ports, health checks, and the address to listen on are the same facts in every container.

import { isVariableName } from "../../src/emit/tags/env.js";
import { printExpression } from "../../src/emit/ts/file.js";
import type { Json, Project, Setting } from "../../src/ir/ir.js";
import { expression } from "../ts/expression.js";

/** How the worker's HTTP server is reached; undefined when there is none, or no port is fixed. */
export interface Monitoring {
  /** Undefined where the environment computes it. */
  readonly port: number | undefined;
  /** What a container sets so that the server can be reached from outside, on the port that is published. */
  readonly variables: readonly { readonly name: string; readonly value: string }[];
  /** Milliseconds. */
  readonly interval: number;
  /** JavaScript that ends with 0 when the worker is healthy, else with 1. */
  readonly probe: string;
}

/** What queue.tusk says of monitoring. */
export function monitoringOf({ monitoring }: Project): Monitoring | undefined {
  const find = (key: string): Setting | undefined => monitoring.find(({ name }) => name === key);
  const port = find("metrics_port");
  if (port === undefined || port.value === 0 || find("enabled")?.value === false) return undefined;
  return {
    port: numberOf(port.value),
    variables: [
      ...settable(find("host")?.variable, "0.0.0.0"),
      ...settable(port.variable, numberOf(port.value)),
    ],
    interval: numberOf(find("health_check_interval")?.value) ?? 30_000,
    probe: probe(port, find("enabled")?.variable),
  };
}

function settable(name: string | undefined, value: string | number | undefined) {
  const isSettable = name !== undefined && value !== undefined && isVariableName(name);
  return isSettable ? [{ name, value: String(value) }] : [];
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

function numberOf(value: Json | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}
