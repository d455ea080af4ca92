// Why: what else has to run beside the worker follows from where the selected profile keeps its jobs.

import type { Project, Setting } from "../../src/ir/ir.js";
import { selectedProfile } from "./facts.js";

/** Where the selected profile keeps its jobs. */
export type StoreUse =
  | { readonly kind: "redis"; readonly variable: string; readonly database: string }
  | { readonly kind: "postgres"; readonly variable: string; readonly direct?: string }
  | { readonly kind: "embedded"; readonly directory: string }
  /** The environment alone decides. */
  | { readonly kind: "unknown" };

const URL_SETTINGS = ["redis_url", "database_url", "url"];

/** Whether a setting of a profile says where its store is. */
export function isStoreUrl({ name }: Setting): boolean {
  return URL_SETTINGS.includes(name);
}

/** The store of the selected profile, as far as queue.tusk says. */
export function storeOf(project: Project): StoreUse {
  const settings = selectedProfile(project)?.settings ?? [];
  const url = settings.find(isStoreUrl);
  if (url === undefined || url.expr !== undefined) return { kind: "unknown" };
  const schemes = url.type.kind === "url" ? url.type.schemes : [];
  const text = typeof url.value === "string" ? url.value : `${schemes[0] ?? ""}:`;
  const scheme = text.slice(0, text.indexOf(":"));
  if (scheme === "embedded") return { kind: "embedded", directory: text.slice("embedded:".length) };
  if (url.variable === undefined) return { kind: "unknown" };
  if (scheme.startsWith("postgres")) {
    const direct = settings.find(({ name }) => name === "listen_url")?.variable;
    return { kind: "postgres", variable: url.variable, ...(direct !== undefined && { direct }) };
  }
  const database = /\/(\d+)(?:\?|$)/.exec(text)?.[1];
  return { kind: "redis", variable: url.variable, database: database ?? "0" };
}
