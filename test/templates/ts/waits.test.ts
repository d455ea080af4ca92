import { describe, expect, it } from "vitest";
import type { Json, Setting } from "../../../src/ir/ir.js";
import { waitBefore } from "../../../src/runtime/jobs/backoff.js";
import { retryTable, runsTable } from "../../../templates/ts/waits.js";
import { jobDefaults, setting } from "../../support/project.js";

const policy = (values: Readonly<Record<string, Json>>): Setting[] =>
  Object.entries(values).map(([name, value]) => setting(name, "data", value));

const table = (values: Readonly<Record<string, Json>>) => retryTable(policy(values), jobDefaults());

describe("retryTable", () => {
  it("shows the seed's series", () => {
    expect(retryTable(jobDefaults(), [])).toEqual([
      "",
      "| run | waits before it | since the first run |",
      "|---|---|---|",
      "| 2 | 1m | 1m |",
      "| 3 | 2m | 3m |",
      "| 4 | 4m | 7m |",
      "| dead | | |",
    ]);
  });

  it.each(["exponential", "fixed", "sidekiq", "delayed_job"] as const)(
    "agrees with the runtime about %s",
    (kind) => {
      const waits = [0, 1, 2, 3].map((retry) =>
        waitBefore(retry, { kind, delay: 1000, jitter: 0 }, () => 0),
      );
      const rows = table({ retry_attempts: 4, retry_delay: 1000, retry_backoff: kind }).slice(3, 7);
      const seconds = rows.map((row) => /\| \d+ \| (?:(\d+)m ?)?(?:(\d+)s)?/.exec(row));
      expect(
        seconds.map((found) => (Number(found?.[1] ?? 0) * 60 + Number(found?.[2] ?? 0)) * 1000),
      ).toEqual(waits);
    },
  );

  it("shows ranges where chance plays a part", () => {
    expect(table({ retry_attempts: 1, retry_jitter: 0.5 })[3]).toBe(
      "| 2 | 30s to 1m 30s | 30s to 1m 30s |",
    );
    expect(table({ retry_attempts: 1, retry_backoff: "sidekiq" })[3]).toBe(
      "| 2 | 15s to 24s | 15s to 24s |",
    );
  });

  it("keeps to the longest wait, repeats the last of a list, and shortens long series", () => {
    const rows = table({
      retry_attempts: 20,
      retry_backoff: [1000, 60_000],
      retry_delay_max: 30_000,
    });
    expect(rows.slice(3)).toEqual([
      "| 2 | 1s | 1s |",
      "| 3 | 30s | 31s |",
      "| 4 | 30s | 1m 1s |",
      "| 5 | 30s | 1m 31s |",
      "| 6 | 30s | 2m 1s |",
      "| 7 | 30s | 2m 31s |",
      "| ... | | |",
      "| 21 | 30s | 9m 31s |",
      "| dead | | |",
    ]);
  });

  it("says nothing of a policy without retries of its own, or that only the environment knows", () => {
    expect(table({ timeout: 1000 })).toEqual([]);
    expect(
      retryTable([{ name: "retry_attempts", type: { kind: "integer" }, variable: "X" }], []),
    ).toEqual([]);
    expect(table({ retry_attempts: 0 })).toEqual(["", "A run that fails is not retried."]);
  });

  it("does not walk millions of retries", () => {
    expect(table({ retry_attempts: 100_000_000, retry_backoff: "fixed" }).length).toBeLessThan(15);
  });
});

describe("runsTable", () => {
  it("shows the waits of a profile that counts runs, as the runtime has them", () => {
    expect(runsTable(policy({ max_attempts: 4 }))).toEqual([
      "",
      "| run | waits before it | since the first run |",
      "|---|---|---|",
      "| 2 | 6s | 6s |",
      "| 3 | 21s | 27s |",
      "| 4 | 1m 26s | 1m 53s |",
      "| dead | | |",
    ]);
  });

  it("says when there is no retry, and nothing where only the environment knows", () => {
    expect(runsTable(policy({ max_attempts: 1 }))).toEqual([
      "",
      "A run that fails is not retried.",
    ]);
    expect(runsTable([])).toEqual([]);
  });
});
