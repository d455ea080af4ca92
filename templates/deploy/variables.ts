// Why: whoever deploys needs one list of every variable that changes what a worker does.

import { assertUnreachable } from "../../src/diagnostics/bug.js";
import type { BackendName, Json, Profile, Project, Setting, SettingType } from "../../src/ir/ir.js";
import { passwordsIn } from "../../src/source/url-password.js";
import { partsOf } from "../../src/syntax/expr.js";
import type { Expr } from "../../src/syntax/tree.js";
import { durationText } from "../duration.js";
import { selectedProfile } from "./facts.js";
import { isStoreUrl } from "./store.js";

/** A variable that a worker reads. */
export interface Variable {
  readonly name: string;
  /** The setting that it decides, as a path in queue.tusk. */
  readonly setting: string;
  /** What it accepts, in words; undefined for any text. */
  readonly accepts: string | undefined;
  /** As the variable would spell it; undefined when there is none, or it is or holds a secret. */
  readonly fallback: string | undefined;
  /** The worker does not start without it. */
  readonly required: boolean;
}

/** What a profile reads that the selected one does not. */
export interface OtherProfile {
  readonly backend: BackendName;
  readonly variables: readonly Variable[];
}

/** Read whatever the backend. */
const STORE: Variable = {
  name: "QUEUE_STORE",
  setting: "where jobs live instead",
  accepts: "embedded, embedded:DIR",
  fallback: undefined,
  required: false,
};

/** Every variable that a worker of the selected profile reads, once, in the order of queue.tusk. */
export function variablesOf(project: Project): Variable[] {
  const { backend, limits, jobDefaults, jobs, monitoring } = project;
  const profile = selectedProfile(project);
  return withoutRepeats([
    ...variablesIn("queue", [backend]),
    ...(profile === undefined ? [] : variablesOfProfile(profile)),
    STORE,
    ...limits.flatMap(({ queue, settings }) => variablesIn(`queue.limits.${queue}`, settings)),
    ...variablesIn("queue.jobs", jobDefaults),
    ...jobs.flatMap((job) => variablesIn(`jobs.${job.key}`, job.policy)),
    ...variablesIn("queue.monitoring", monitoring),
  ]);
}

/** The names of those that decide where the store of the selected profile is. */
export function storeVariables(project: Project): string[] {
  const profile = selectedProfile(project);
  if (profile === undefined) return [];
  const urls = profile.settings.filter(isStoreUrl);
  return variablesIn(`queue.${profile.backend}`, urls).map(({ name }) => name);
}

/** The profiles that the environment may select instead, each with what it alone reads. */
export function otherProfiles(project: Project): OtherProfile[] {
  const { backend, profiles } = project;
  const selected = selectedProfile(project);
  if (backend.variable === undefined && backend.expr === undefined) return [];
  const names = new Set(variablesOf(project).map(({ name }) => name));
  return profiles
    .filter((profile) => profile !== selected && isSelectable(backend, profile))
    .map((profile) => {
      const own = withoutRepeats(variablesOfProfile(profile));
      return {
        backend: profile.backend,
        variables: own.filter(({ name }) => !names.has(name)),
      };
    })
    .filter(({ variables }) => variables.length > 0);
}

function isSelectable({ type }: Setting, { backend }: Profile): boolean {
  return type.kind !== "choice" || type.choices.includes(backend);
}

function variablesOfProfile({ backend, settings, queues }: Profile): Variable[] {
  const weights = queues.map(({ name, weight }) => ({ ...weight, name }));
  return [
    ...variablesIn(`queue.${backend}`, settings),
    ...variablesIn(`queue.${backend}.queues`, weights),
  ];
}

function withoutRepeats(found: readonly Variable[]): Variable[] {
  const names = found.map(({ name }) => name);
  return found.filter(({ name }, index) => names.indexOf(name) === index);
}

function variablesIn(path: string, settings: readonly Setting[]): Variable[] {
  return settings.flatMap(({ name: key, type, variable, value, expr, secret }): Variable[] => {
    const setting = `${path}.${key}`;
    if (expr !== undefined) return variablesOfExpr(expr, setting);
    if (variable === undefined) return [];
    const fallback =
      secret === true || value === undefined ? undefined : unlessSecret(spell(type, value));
    const required = value === undefined;
    return [{ name: variable, setting, accepts: describe(type), fallback, required }];
  });
}

function variablesOfExpr(expr: Expr, setting: string): Variable[] {
  const others = partsOf(expr).flatMap((part) => variablesOfExpr(part, setting));
  if (expr.kind !== "env") return others;
  const { name, secret, fallback } = expr;
  const shown = secret ? undefined : plain(fallback);
  return [{ name, setting, accepts: undefined, fallback: shown, required: false }, ...others];
}

function plain(fallback: Expr | undefined): string | undefined {
  if (fallback?.kind !== "value") return undefined;
  const { node } = fallback;
  return "value" in node ? unlessSecret(String(node.value)) : undefined;
}

/** Deployment files are shared, so no url with a password stands in them. */
function unlessSecret(text: string): string | undefined {
  return passwordsIn(text).length === 0 ? text : undefined;
}

function spell(type: SettingType, value: Json): string {
  return type.kind === "duration" && typeof value === "number"
    ? durationText(value)
    : String(value);
}

function describe(type: SettingType): string | undefined {
  switch (type.kind) {
    case "choice":
      return type.choices.join(", ");
    case "url":
      return type.schemes.map((scheme) => `${scheme}:`).join(", ");
    case "switch":
      return "true, false";
    case "integer":
    case "number": {
      const { min, max } = type;
      if (min === undefined) return max === undefined ? undefined : `at most ${max}`;
      return max === undefined ? `at least ${min}` : `${min} to ${max}`;
    }
    case "duration":
      return "a duration such as 500ms, 30s, 5m";
    case "text":
    case "data":
      return undefined;
    default:
      return assertUnreachable(type);
  }
}
