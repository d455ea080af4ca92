// The help of a finding is what mends it. Each case is what people write who know other libraries or languages.

import { describe, expect, it } from "vitest";
import { compileText } from "../support/compile.js";
import { found, foundAfterFixes } from "../support/help.js";

const BACKEND = 'queue:\n  backend: "bullmq"\n';

/** The help of the one finding. */
function help(text: string): string | undefined {
  const all = found(text);
  expect(all).toHaveLength(1);
  return all[0]?.split(" -> ").at(-1);
}

/** The help for the type of a field, whose safe fix must mend it. */
function helpForType(type: string): string | undefined {
  const file = `${BACKEND}jobs:\n  mail:\n    payload:\n      field: ${type}\n`;
  expect(foundAfterFixes(file)).toEqual([]);
  return help(file);
}

/** The same for a setting of all jobs. */
function helpForSetting(line: string): string | undefined {
  const file = `${BACKEND}  jobs:\n    ${line}\n`;
  expect(foundAfterFixes(file)).toEqual([]);
  return help(file);
}

describe("the backend", () => {
  const block = "  bullmq:\n    queues: { high: 5, default: 1 }\n";
  const jobs = "jobs:\n  mail: { queue: high }\n  digest: { queue: high }\n";

  it("that is not set is the one whose block is there", () => {
    expect(help(`queue:\n${block}${jobs}`)).toBe('add `backend: "bullmq"` under `queue`');
    expect(help("queue:\n  sidekiq: { concurrency: 5 }\n")).toBe(
      'add `backend: "sidekiq"` under `queue`',
    );
    expect(help("queue:\n  jobs: { timeout: 5 }\n")).toBe('add `backend: "bullmq"` under `queue`');
  });

  it("whose queues are those of another block is told once", () => {
    expect(help(`queue:\n  backend: "sidekiq"\n${block}${jobs}`)).toBe(
      'select it by `backend: "bullmq"`, or call the block `sidekiq`',
    );
    const own = "  sidekiq:\n    queues: { default: 1 }\n";
    expect(found(`queue:\n  backend: "sidekiq"\n${own}${block}${jobs}`)).toHaveLength(2);
  });
});

describe("text that is no text", () => {
  const queues = (value: string) =>
    `${BACKEND}  bullmq:\n    queues: ${value}\njobs:\n  mail: {}\n`;

  it("lacks a comma", () => {
    expect(help(queues("{ critical: 5 default: 1 }"))).toBe(
      "separate keys by `,`: `5, default: 1`",
    );
    expect(help(queues("{ a: 5 b: 1 default: 1 }"))).toBe(
      "separate keys by `,`: `5, b: 1, default: 1`",
    );
  });

  it("is a member in a list", () => {
    expect(help(queues("[critical: 5, default: 1]"))).toBe(
      "write keys and values in braces: `{ critical: 5, default: 1 }`",
    );
    expect(help(queues("\n      - critical: 5\n      - default: 1"))).toBe(
      "write names and weights without dashes",
    );
  });

  it("names a variable", () => {
    const file = `$plan: "team"\n${BACKEND}  bullmq:\n    concurrency: plan == "team" ? 50 : 10\n`;
    expect(help(file)).toBe("write `$plan` for the variable");
  });
});

describe("a name with a space", () => {
  it("is offered as one that jobs can have", () => {
    expect(help(`${BACKEND}jobs:\n  Digest Job: {}\n`)).toBe(
      'write `digest_job`, or `"Digest Job"` where a key may be any text',
    );
    expect(help(`${BACKEND}jobs:\n  "Digest Job": {}\n`)).toBe("call it `digest_job`");
    expect(help(`${BACKEND}jobs:\n  "1 + 1": {}\n`)).toMatch(/^\d+:\d+ a job cannot be called/);
  });
});

describe("a type of another language", () => {
  it.each([
    ["int(1-9)", "write `1..9`"],
    ["int(1, 9) = 5", "write `1..9`"],
    ["string(100)?", "write `..100`"],
    ["Array<int>", "write `int[]`"],
    ["list(string) = []", "write `string[]`"],
    ["Array<number>", "write `float[]`"],
    ["Record<string, int>", "write `map<int>`"],
    ["enum(a, b)", "write `a | b`"],
    ["integer", "did you mean `int`?"],
    ["warm | plain = wrm", "did you mean `warm`?"],
    ["bool = no", "write `false`"],
  ])("%s is ours", (type, expected) => {
    expect(helpForType(type)).toBe(expected);
  });

  it("is not guessed at", () => {
    const file = (type: string) => `${BACKEND}jobs:\n  mail:\n    payload:\n      field: ${type}\n`;
    expect(help(file("Array<thing>"))).toMatch(/there is no payload type called `Array`$/);
    expect(help(file("enum(a)"))).toMatch(/there is no payload type called `enum`$/);
    expect(help(file("bool = perhaps"))).toMatch(/its default is the text `perhaps`$/);
  });
});

describe("a duration as people say it", () => {
  it.each([
    ["timeout: 5 minutes", 'write `"5m"`'],
    ['timeout: "1.5 hours"', 'write `"90m"`'],
    ["retry_delay: 1h30m", 'write `"90m"`'],
    ["lock: 10sec", 'write `"10s"`'],
    ['timeout: "250 ms"', 'write `"250ms"`'],
    ['retry_backoff: "10s"', 'write `["10s"]`'],
    ["retry_backoff: 10", "write `[10]`"],
    ["retry_backoff: exponentail", "did you mean `exponential`?"],
  ])("%s is one", (line, expected) => {
    expect(helpForSetting(line)).toBe(expected);
  });

  it("is not read out of any text", () => {
    expect(found(`${BACKEND}  jobs:\n    timeout: "soon"\n`)).toEqual([
      "4:15 `timeout` is a duration of at least 1 millisecond, not the text `soon`",
    ]);
    expect(found(`${BACKEND}  jobs:\n    retry_backoff: []\n`)).toEqual([
      "4:20 `retry_backoff` is a list of at least one duration, not an empty list",
    ]);
  });

  it("is a cron expression by name", () => {
    const file = `${BACKEND}jobs:\n  mail: {}\nschedules:\n  nightly: { job: mail, cron: "@daily" }\n`;
    expect(help(file)).toBe("write `0 0 * * *`");
    expect(foundAfterFixes(file)).toEqual([]);
  });
});

describe("a setting of another library", () => {
  it.each([
    ["max_retries", "did you mean `retry_attempts`?"],
    ["maxRetries", "did you mean `retry_attempts`?"],
    ["delay", "did you mean `retry_delay`?"],
    ["backoff", "did you mean `retry_backoff`?"],
    ["handler", "leave it out: the handler of a job is the file of its name in `handlers`"],
    ["-b", "write `- b` for an item of a list"],
  ])("%s is ours", (key, expected) => {
    expect(help(`${BACKEND}jobs:\n  mail:\n    ${key}: 3\n`)).toBe(expected);
  });

  it("that is unlike any of ours gets the list of them", () => {
    const text = `${BACKEND}jobs:\n  mail:\n    colour_of_sky: 3\n`;
    const [finding] = compileText(text).diagnostics;
    expect(finding?.notes[0]).toMatch(/^its settings are `description`, `version`, `queue`, /);
  });
});

it("a line between documents is left out", () => {
  expect(help(`---\n${BACKEND}`)).toBe("leave it out: a file is one document");
  expect(found(`${BACKEND}---\njobs:\n  mail: {}\n`)).toHaveLength(1);
});
