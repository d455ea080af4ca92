import { describe, expect, it } from "vitest";
import { differences, planSchedules, type Schedule } from "../../../src/runtime/schedules/plan.js";

function schedule(key: string, more: Partial<Schedule> = {}): Schedule {
  return {
    key,
    queue: "low",
    job: "CleanupJob",
    rhythm: { cron: "0 3 * * *", timezone: "UTC" },
    payload: {},
    options: { version: 1, attempts: 4 },
    ...more,
  };
}

const actions = (wanted: readonly Schedule[], stored: readonly Schedule[]) =>
  planSchedules(wanted, stored).map(({ action, key, queue }) => `${action} ${key} on ${queue}`);

describe("the plan of schedules", () => {
  it("is empty when the store holds what is wanted, in whatever order", () => {
    const entries = [schedule("a"), schedule("b", { rhythm: { every: 1000 } })];
    expect(planSchedules(entries, [...entries].reverse())).toEqual([]);
    expect(planSchedules([], [])).toEqual([]);
  });

  it("creates, changes, and removes, removals first", () => {
    const wanted = [schedule("new"), schedule("kept"), schedule("other", { payload: { n: 2 } })];
    const stored = [schedule("gone"), schedule("kept"), schedule("other", { payload: { n: 1 } })];
    expect(actions(wanted, stored)).toEqual([
      "removed gone on low",
      "created new on low",
      "changed other on low",
    ]);
  });

  it("takes an entry of another queue for another entry", () => {
    expect(actions([schedule("a", { queue: "high" })], [schedule("a")])).toEqual([
      "removed a on low",
      "created a on high",
    ]);
  });

  it("sees what a change is about, and nothing where a store has only lost digits", () => {
    const before = schedule("a", { options: { jitter: 1 / 3, absent: undefined } });
    expect(differences(before, schedule("a", { options: { jitter: 0.33333333333333 } }))).toEqual(
      [],
    );
    const after = schedule("a", { job: "OtherJob", rhythm: { every: 1 }, payload: [1] });
    expect(differences(before, after)).toEqual(["job", "rhythm", "payload", "options"]);
  });
});
