// Why: rules on queues point at their declaration and propose one of them in the same words.

import { type Label, labelAt } from "../../diagnostics/diagnostic.js";
import { joinWords } from "../../diagnostics/suggest.js";
import type { Model, Profile, QueueSet } from "../../model/model.js";
import { quoted } from "../../schema/wording.js";

/** The place where queues are declared; none when they are not. */
export function declaredQueues({ keySpan, queues }: QueueSet): Label[] {
  if (keySpan === undefined) return [];
  const names = queues.map((queue) => queue.name);
  return [labelAt(keySpan, `declared here: ${joinWords(names, "and")}`)];
}

/** The queue that is served before others: `` `critical`, the heaviest one ``. */
export function foremost({ form, queues }: QueueSet): string {
  const [first, ...others] = queues;
  if (first === undefined) return quoted("default");
  if (others.length === 0) return quoted(first.name);
  if (form === "list") return `${quoted(first.name)}, the first one`;
  const weightOf = (queue: typeof first) => queue.weight?.value ?? 0;
  const heaviest = others.reduce((a, b) => (weightOf(b) > weightOf(a) ? b : a), first);
  const distinct = queues.some((queue) => weightOf(queue) !== weightOf(heaviest));
  return distinct ? `${quoted(heaviest.name)}, the heaviest one` : quoted(first.name);
}

/** How a queue would be declared beside those that are. */
export function spellingOf(queue: string, { form }: QueueSet): string {
  return form === "list" ? queue : `${queue}: 1`;
}

/** The profile that declares a queue and is not the selected one, which declares none. */
export function elsewhere(queue: string, { selected, profiles }: Model): Profile | undefined {
  if (selected === undefined || selected.queues.origin !== "default") return undefined;
  return profiles.find(
    ({ queues }) => queues.origin === "own" && queues.queues.some(({ name }) => name === queue),
  );
}
