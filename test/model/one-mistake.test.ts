// One mistake costs one finding, whose help is what mends it. Each case is a file that a newcomer writes.

import { describe, expect, it } from "vitest";
import { found, foundAfterFixes } from "../support/help.js";

const BACKEND = 'queue:\n  backend: "bullmq"\n';
const JOB = "jobs:\n  mail:\n    payload:\n      user_id: int\n";

describe("one mistake is one finding:", () => {
  it("jobs indented into `queue`", () => {
    const schedule = 'schedules:\n  n: { job: mail, cron: "0 3 * * *" }\n';
    expect(
      found(`${BACKEND}  jobs:\n    mail: {}\n    digest:\n      queue: default\n${schedule}`),
    ).toEqual([
      "4:5 `queue.jobs` has no settings `mail` or `digest` -> move them under the `jobs` of the top level",
    ]);
  });

  it("fields level with `payload:`, and blocks level with their key", () => {
    const fields =
      "    user_id: int\n    tone: warm | plain = warm\n    a: string\n    b: int\n    c: int\n";
    expect(found(`${BACKEND}jobs:\n  mail:\n    payload:\n${fields}`)).toEqual([
      "6:5 `jobs.mail` has no settings `user_id`, `tone`, `a`, or 2 more -> " +
        "indent `user_id`, `tone`, `a`, and 2 more to put them into `payload`",
    ]);
    expect(found('queue:\nbackend: "bullmq"\n')).toEqual([
      "2:1 there is no top-level key `backend` -> indent `backend` to put it into `queue`",
    ]);
  });

  it("`schedules` one column off the margin, or inside `jobs`", () => {
    const nightly = (indent: string) =>
      `${indent}nightly:\n${indent}  job: mail\n${indent}  cron: "0 3 * * *"\n${indent}  payload: { user_id: 1 }\n`;
    const file = `${BACKEND}${JOB}\n schedules:\n${nightly("  ")}`;
    expect(found(file)).toEqual([
      "8:2 this line starts at column 2, where no block is open -> " +
        "remove 1 space to put `schedules` next to `jobs`, or add 1 space to put it next to `mail`",
    ]);
    expect(found(`${BACKEND}${JOB}  schedules:\n${nightly("    ")}`)).toEqual([
      "7:3 `jobs` has no setting `schedules` -> move it to the top",
    ]);
  });

  it("a value above the block of its key", () => {
    const block = '    url: "redis://localhost:6379"\n    nonsense: 1\n    queues: { high: 5 }\n';
    expect(found(`${BACKEND}  bullmq: x\n${block}jobs:\n  mail: { queue: high }\n`)).toEqual([
      "4:5 this line is deeper than the line above, which opens no block -> " +
        "remove 2 spaces to put `url` next to `bullmq`, or remove the value of `bullmq` to put the line below it",
    ]);
  });

  it("a misspelt field in the payload of a schedule", () => {
    const schedule =
      'schedules:\n  n: { job: mail, cron: "0 3 * * *", payload: { user_idss: 1 } }\n';
    expect(found(`${BACKEND}${JOB}${schedule}`)).toEqual([
      "8:49 job `mail` has no field `user_idss` -> did you mean `user_id`?",
    ]);
    expect(found(`${BACKEND}${JOB}${schedule.replace("user_idss", "other")}`)).toHaveLength(2);
  });

  it("text that is not deeper than its `|`", () => {
    const file = `${BACKEND}jobs:\n  mail:\n    description: |\n    Greets the user,\n    and asks for more\n    queue: default\n`;
    expect(found(file)).toEqual([
      "6:5 the text below `|` is not deeper than its key -> indent the text by two spaces more than the key",
    ]);
    expect(foundAfterFixes(file)).toEqual([]);
    expect(found(`${BACKEND}jobs:\n  mail:\n    description: |\n    queue: default\n`)).toEqual([]);
  });

  it("a job or queue that is there twice", () => {
    const twice = "the key `mail` is already there -> remove one of them, or give it another name";
    expect(found(`${BACKEND}${JOB}  mail: {}\n`)).toEqual([`7:3 ${twice}`]);
    expect(found(`${BACKEND}  queues: { default: 1, mail: 2, mail: 3 }\n`)).toEqual([
      `3:34 ${twice}`,
    ]);
  });

  it("`queues` for the `queue` of the top level", () => {
    expect(found('queues:\n  backend: "bullmq"\n')).toEqual([
      "1:1 there is no top-level key `queues` -> did you mean `queue`?",
    ]);
  });

  it("a key without a value", () => {
    const help = "remove the line to keep the default, or write a value";
    const expected = "`concurrency` is a whole number from 1 to 1000, not";
    expect(found(`${BACKEND}  bullmq:\n    concurrency:\n`)).toEqual([
      `4:17 ${expected} nothing -> ${help}`,
    ]);
    expect(found(`${BACKEND}  bullmq:\n    concurrency: null\n`)).toEqual([
      `4:18 ${expected} \`null\` -> ${help}`,
    ]);
    expect(found(`${BACKEND}  bullmq:\n    concurrency: #20\n`)).toEqual([
      `4:17 ${expected} nothing -> ${help}`,
    ]);
    const empty = "there is no value here, which reads as null";
    expect(found(`${BACKEND}jobs:\n  mail:\n    payload:\n`)).toEqual([
      `5:12 ${empty} -> write \`{}\`, or indent what belongs to it`,
    ]);
    expect(found(`${BACKEND}jobs:\n  mail:\n    payload:\n      user_id:\n`)).toEqual([
      "6:15 the field `user_id` has no type -> write a type, such as `int` or `string`",
    ]);
    const payload = `${JOB}      data: json\nschedules:\n  n:\n    job: mail\n    cron: "0 3 * * *"\n    payload:\n      user_id: 1\n      data:\n`;
    expect(found(BACKEND + payload)).toEqual([`14:11 ${empty} -> write \`null\`, or a value`]);
    expect(found(`$x:\n${BACKEND}`)).toEqual([`1:3 ${empty} -> write \`null\`, or a value`]);
  });
});
