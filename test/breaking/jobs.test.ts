import { describe, expect, it } from "vitest";
import { marksOf, withJob } from "../support/change.js";

const withJobs = (...jobs: readonly string[]) =>
  `queue:\n  backend: "bullmq"\n  bullmq:\n    queues: { default: 1, mail: 5 }\njobs:\n${jobs
    .map((job) => `  ${job}\n`)
    .join("")}`;

const payload = "payload: { to: email }";

describe("a job", () => {
  it("that is gone is told, all of them at once, at the block that lacks them", () => {
    const before = withJobs("a: {}", "send_report: {}", `export_data: { ${payload} }`);
    expect(marksOf(before, withJobs("a: {}"))).toEqual([
      "removed-job: jobs <- send_report, export_data",
    ]);
  });

  it("that is gone with the whole block is told at the top of the file", () => {
    expect(
      marksOf(
        withJobs("a: {}"),
        'queue:\n  backend: "bullmq"\n  bullmq:\n    queues: { default: 1, mail: 5 }\n',
      ),
    ).toEqual(["removed-job:  <- a"]);
  });

  it("is the same under another key of the same class", () => {
    expect(marksOf(withJobs("welcome_email: {}"), withJobs("WelcomeEmailJob: {}"))).toEqual([]);
  });

  it("has another name when the only new one takes the same payload", () => {
    const before = withJobs("a: {}", `mail_out: { ${payload} }`);
    expect(marksOf(before, withJobs("a: {}", `delivery: { ${payload} }`))).toEqual([
      "renamed-job: delivery <- mail_out",
    ]);
  });

  it("without payload has another name only when the names are alike", () => {
    expect(marksOf(withJobs("send_report: {}"), withJobs("send_reports: {}"))).toEqual([
      "renamed-job: send_reports <- send_report",
    ]);
    expect(marksOf(withJobs("send_report: {}"), withJobs("cleanup: {}"))).toEqual([
      "removed-job: jobs <- send_report",
    ]);
  });

  it("is gone when several others could be it", () => {
    const after = withJobs(`first: { ${payload} }`, `second: { ${payload} }`);
    expect(marksOf(withJobs(`mail_out: { ${payload} }`), after)).toEqual([
      "removed-job: jobs <- mail_out",
    ]);
  });

  it("that moves leaves queued ones in the queue before", () => {
    expect(marksOf(withJobs("a: {}"), withJobs("a: { queue: mail }"))).toEqual([
      "moved-job: mail <- a",
    ]);
    expect(marksOf(withJobs("a: { queue: default }"), withJobs("a: {}"))).toEqual([]);
  });
});

describe("what tells jobs apart", () => {
  const by = (...unique: readonly string[]) =>
    withJob("payload: { user_id: int, tone: string }", ...unique);

  it("is told when the fields are others, or in another order", () => {
    const before = by("unique: { by: [user_id] }");
    expect(marksOf(before, by("unique: { by: [user_id, tone] }"))).toEqual([
      "changed-unique: { by: [user_id, tone] } <- { by: [user_id] }",
    ]);
    const [one, other] = [
      by("unique: { by: [user_id, tone] }"),
      by("unique: { by: [tone, user_id] }"),
    ];
    expect(marksOf(one, other)).toHaveLength(1);
  });

  it("may begin, end, and last longer or shorter", () => {
    const unique = by("unique: { by: [user_id] }");
    expect(marksOf(by(), unique)).toEqual([]);
    expect(marksOf(unique, by())).toEqual([]);
    expect(marksOf(unique, by('unique: { by: [user_id], for: "1h" }'))).toEqual([]);
  });
});
