// Why: every backend has a profile in the generated code, so that the environment can switch to it.

import { weightVariable } from "../backends/define.js";
import { bug } from "../diagnostics/bug.js";
import type { Profile as BoundProfile, Queue as BoundQueue, Model } from "../model/model.js";
import { weightSetting } from "../model/queues.js";
import type { Profile, Queue } from "./ir.js";
import { lowerSetting, lowerSettings } from "./settings.js";

/** Every profile, in the order of the registry. */
export function lowerProfiles({ profiles }: Model): Profile[] {
  return profiles.map((profile) => ({
    backend: profile.backend.name,
    declared: profile.block !== undefined,
    settings: lowerProfileSettings(profile),
    queues: inOrder(profile).map((queue) => lowerQueue(queue, profile)),
  }));
}

/** `fetch` has no default of its own: it follows from the queues. */
function lowerProfileSettings({ backend, settings, tls, fetch }: BoundProfile) {
  const { members } = backend.section;
  const bound = { ...settings, tls };
  if (members.fetch?.kind !== "setting" || fetch === undefined) {
    return lowerSettings(members, bound);
  }
  return lowerSettings({ ...members, fetch: { ...members.fetch, default: fetch } }, bound);
}

/** Weights that come from elsewhere order a profile that picks in order. */
function inOrder({ queues: { origin, queues }, fetch }: BoundProfile): readonly BoundQueue[] {
  if (origin === "own" || fetch !== "strict") return queues;
  return queues.toSorted((a, b) => (b.weight?.value ?? 0) - (a.weight?.value ?? 0));
}

function lowerQueue(queue: BoundQueue, profile: BoundProfile): Queue {
  const [declared, located] = weightOf(queue, profile);
  const weight = lowerSetting(queue.name, declared, located);
  return { name: queue.name, weight: weight ?? bug(`queue ${queue.name} has no weight`) };
}

/** What the schema and the file say of a weight. Without weights every queue has 0: strict order. */
function weightOf({ name, weight }: BoundQueue, { backend, queues, fetch }: BoundProfile) {
  const { variablePrefix } = backend;
  if (variablePrefix === undefined || queues.form === "list") {
    return [{ ...weightSetting, default: 0 }, undefined] as const;
  }
  const counted = (value: number) => (fetch === "strict" ? value : Math.max(value, 1));
  const declared = {
    ...weightSetting,
    default: 1,
    variable: weightVariable(variablePrefix, name),
  };
  if (weight?.value === undefined) return [declared, weight] as const;
  return [declared, { ...weight, value: counted(weight.value) }] as const;
}
