import { describe, expect, it } from "vitest";
import { changeOf, marksOf } from "../support/change.js";

const file = (policy: readonly string[], ...jobs: readonly string[]) =>
  `queue:\n  backend: "bullmq"\n${policy.length > 0 ? "  jobs:\n" : ""}${policy
    .map((line) => `    ${line}\n`)
    .join("")}jobs:\n${jobs.map((job) => `  ${job}\n`).join("")}`;

describe("retries and time", () => {
  it("that are cut for all jobs are told once", () => {
    const before = file(["retry_attempts: 8", 'timeout: "10m"'], "a: {}", "b: {}");
    const after = file(["retry_attempts: 2", 'timeout: "1m"'], "a: {}", "b: {}");
    expect(changeOf(before, after).map(({ message }) => message)).toEqual([
      "jobs will be retried less often: 2 instead of 8",
      "jobs will have less time for a run: 1 minute instead of 10 minutes",
    ]);
  });

  it("may grow", () => {
    expect(marksOf(file(["timeout: 10"], "a: {}"), file(["timeout: 20"], "a: {}"))).toEqual([]);
  });

  it("that are the default's now are told where they would be set", () => {
    expect(marksOf(file(["retry_attempts: 8"], "a: {}"), file([], "a: {}"))).toEqual([
      "fewer-retries: bullmq <- 8",
    ]);
  });

  it("of one job are told there, whether it sets them or not", () => {
    const before = file([], "a: { retry_attempts: 8 }", "b: {}", "c: {}");
    const after = file([], "a: {}", "b: { retry_attempts: 1 }", "c: {}");
    expect(marksOf(before, after)).toEqual(["fewer-retries: a <- 8", "fewer-retries: 1 <- b"]);
  });

  it("of all jobs concern none when each has its own", () => {
    const own = "a: { retry_attempts: 8 }";
    expect(marksOf(file(["retry_attempts: 5"], own), file(["retry_attempts: 2"], own))).toEqual([]);
  });

  it("that only the environment knows are passed over", () => {
    const before = file(["retry_attempts: 5"], "a: {}");
    expect(marksOf(before, file(['retry_attempts: @env("TRIES")'], "a: {}"))).toEqual([]);
    expect(marksOf(before, file(['retry_attempts: @env("TRIES", 2)'], "a: {}"))).toEqual([
      'fewer-retries: @env("TRIES", 2) <- 5',
    ]);
  });
});
