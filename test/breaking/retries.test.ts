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

/** A file whose backend is `delayed_job`, with these settings of the profile and of `queue.jobs`. */
const delayed = (profile: readonly string[], policy: readonly string[], ...jobs: string[]) =>
  file(policy, ...jobs).replace(
    'backend: "bullmq"',
    ['backend: "delayed_job"', "  delayed_job:", ...profile.map((line) => `    ${line}`)].join(
      "\n",
    ),
  );

describe("under delayed_job", () => {
  const pool = "pool: 5";

  it("runs in all are counted, and marked where they are set", () => {
    const before = delayed([pool, "max_attempts: 9"], [], "a: {}");
    const after = delayed([pool, "max_attempts: 3"], [], "a: {}");
    expect(marksOf(before, after)).toEqual(["fewer-retries: 3 <- 9"]);
    expect(changeOf(before, after).map(({ message }) => message)).toEqual([
      "jobs will be retried less often: 2 instead of 8",
    ]);
  });

  it("what all jobs are told is of no account, but for jobs that set a wait of their own", () => {
    const before = delayed([pool, "max_attempts: 9"], ["retry_attempts: 8"], "a: {}");
    const after = delayed([pool, "max_attempts: 9"], ["retry_attempts: 2"], "a: {}");
    expect(marksOf(before, after)).toEqual([]);
    const own = (text: string) => text.replace("a: {}", 'a: { retry_delay: "1m" }');
    expect(marksOf(own(before), own(after))).toEqual(["fewer-retries: 2 <- 8"]);
  });

  it("a job that leaves the profile's retries is told", () => {
    const before = delayed([pool, "max_attempts: 9"], [], "a: {}", "b: {}");
    const after = delayed([pool, "max_attempts: 9"], [], 'a: { retry_delay: "1m" }', "b: {}");
    expect(marksOf(before, after)).toEqual(["fewer-retries: a <- a"]);
  });

  it("a switch of the backend that leaves fewer retries is told", () => {
    const before = file(["retry_attempts: 8"], "a: {}");
    const after = delayed([pool], ["retry_attempts: 8"], "a: {}");
    expect(marksOf(before, after).filter((mark) => mark.startsWith("fewer"))).toEqual([
      "fewer-retries: jobs <- 8",
    ]);
  });

  it("no run is longer than max_run_time, whatever the timeout", () => {
    const before = delayed([pool], ['timeout: "2h"'], "a: {}", "b: { timeout: 60 }");
    const after = delayed(
      [pool, 'max_run_time: "1h"'],
      ['timeout: "2h"'],
      "a: {}",
      "b: { timeout: 60 }",
    );
    expect(marksOf(before, after)).toEqual(["shorter-timeout: 1h <- 2h"]);
    const shorter = before.replace("2h", "4h");
    expect(marksOf(before.replace("2h", "6h"), shorter)).toEqual([]);
  });
});

describe("what a run that times out comes to", () => {
  it("is told when it is final now, for all jobs or for one", () => {
    const before = file([], "a: {}", "b: {}");
    expect(marksOf(before, file(["on_timeout: fail"], "a: {}", "b: {}"))).toEqual([
      "final-timeout: fail <- bullmq",
    ]);
    expect(marksOf(before, file([], "a: { on_timeout: fail }", "b: {}"))).toEqual([
      "final-timeout: fail <- a",
    ]);
  });

  it("may become a retry", () => {
    expect(marksOf(file(["on_timeout: fail"], "a: {}"), file([], "a: {}"))).toEqual([]);
  });
});

describe("losses", () => {
  it("are told when fewer are allowed", () => {
    expect(marksOf(file([], "a: {}"), file(["max_stalled: 0"], "a: {}"))).toEqual([
      "fewer-losses: 0 <- bullmq",
    ]);
    expect(marksOf(file(["max_stalled: 1"], "a: {}"), file([], "a: {}"))).toEqual([]);
  });
});

describe("expiry", () => {
  it("is told when it begins, and when it comes sooner", () => {
    const [never, day, hour] = [[], ['expires_in: "1d"'], ['expires_in: "1h"']].map((policy) =>
      file(policy, "a: {}"),
    ) as [string, string, string];
    const messages = (before: string, after: string) =>
      changeOf(before, after).map(({ message }) => message);
    expect(messages(never, day)).toEqual(["jobs will expire after 1 day"]);
    expect(messages(day, hour)).toEqual(["jobs will expire after 1 hour, not 1 day"]);
    expect(messages(hour, day)).toEqual([]);
    expect(messages(hour, never)).toEqual([]);
  });

  it("that only the environment knows is passed over", () => {
    const after = file(['expires_in: @env("AGE")'], "a: {}");
    expect(marksOf(file([], "a: {}"), after)).toEqual([]);
  });
});
