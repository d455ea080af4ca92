import { expect, it } from "vitest";
import { changeOf, marksOf } from "../support/change.js";

const file = (...schedules: readonly string[]) =>
  `queue:\n  backend: "bullmq"\njobs:\n  a: {}\n  b: {}\n${
    schedules.length > 0 ? "schedules:\n" : ""
  }${schedules.map((line) => `  ${line}\n`).join("")}`;

const daily = 'daily: { job: a, every: "1d" }';

it("schedules that are gone are told at once, with the jobs that recur no more", () => {
  const [found, ...others] = changeOf(
    file(daily, 'nightly: { job: b, cron: "0 3 * * *" }'),
    file(),
  );
  expect(others).toEqual([]);
  expect(found).toMatchObject({
    severity: "warning",
    message: "the schedules `daily` and `nightly` are gone",
    notes: [
      "the store goes on enqueuing `a` and `b` until `tsk-gen apply` is run, and then never again",
    ],
  });
});

it("a schedule of the same job and times under another name is a hint", () => {
  expect(marksOf(file(daily), file('every_day: { job: AJob, every: "24h" }'))).toEqual([
    "renamed-schedule: every_day <- daily",
  ]);
});

it("other times are another schedule only under another name", () => {
  expect(marksOf(file(daily), file('daily: { job: a, every: "2d" }'))).toEqual([]);
  expect(marksOf(file(daily), file('other: { job: a, every: "2d" }'))).toEqual([
    "removed-schedule: schedules <- daily",
  ]);
});

it("groups are started by code, which says itself when one is gone", () => {
  expect(marksOf(file('later: { after: { a: "1h" } }'), file())).toEqual([]);
});
