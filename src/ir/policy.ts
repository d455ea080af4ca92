// Why: how many finished jobs are kept is always bounded by age and by number, though a file may give only one.

import type { Policy } from "../model/model.js";
import type { Located, Members } from "../schema/define.js";
import { policyMembers } from "../schema/policy.js";
import type { Retention } from "../schema/types/retention.js";
import type { Setting } from "./ir.js";
import { lowerSettings } from "./settings.js";

/**
 * The retry, timeout, and retention settings of `own`. What a retention leaves out is that of `base`, or
 * the default.
 */
export function lowerPolicy(members: Members, own: Policy, base: Policy): Setting[] {
  const whole = (key: "keep_completed" | "keep_failed") =>
    own[key] && completed(own[key], base[key], policyMembers[key].default);
  return lowerSettings(members, {
    ...own,
    keep_completed: whole("keep_completed"),
    keep_failed: whole("keep_failed"),
  });
}

function completed(
  own: Located<Retention>,
  base: Located<Retention> | undefined,
  fallback: Retention | undefined,
): Located<Retention> {
  return { ...own, value: { ...fallback, ...base?.value, ...own.value } };
}
