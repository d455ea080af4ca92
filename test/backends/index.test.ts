import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { backends } from "../../src/backends/index.js";
import { compileText, projectOf, rendered } from "../support/compile.js";

const SHARED = ["define.ts", "index.ts", "select.ts", "settings.ts"];

describe("the registry of backends", () => {
  it("lists its folder", () => {
    const files = readdirSync(new URL("../../src/backends", import.meta.url));
    const names = backends.map(({ name }) => `${name.replace("_", "-")}.ts`);
    expect(names.toSorted()).toEqual(files.filter((file) => !SHARED.includes(file)).toSorted());
  });
});

describe("queue.backend", () => {
  it.each([["sidekiq"], ["bullmq"], ["resque"], ["delayed_job"]])("may be %s", (name) => {
    expect(compileText(`queue:\n  backend: "${name}"\n`).diagnostics).toEqual([]);
  });

  it("is a name", () => {
    expect(rendered("queue:\n  backend: 5\n")).toContain(
      "error[TSK3010 wrong-type]: `backend` is `bullmq`, `sidekiq`, `delayed_job`, or `resque`, not 5",
    );
  });

  it("explains a slip as designed", () => {
    expect(
      rendered(`# config/queue.tusk
queue:
  backend: "sidekik"  # sidekiq, delayed_job, resque
`),
    ).toBe(`\
error[TSK2004 unknown-backend]: there is no backend called \`sidekik\`
 --> config/queue.tusk:3:13
  |
3 |   backend: "sidekik"  # sidekiq, delayed_job, resque
  |             ^^^^^^^
  |
  = help: did you mean \`sidekiq\`?   [fixable]
  = note: backends in this build: bullmq, sidekiq, delayed_job, and resque

1 error in config/queue.tusk - 1 fixable with --fix
`);
  });

  it("switches at run time between all of them", () => {
    const { backend, profiles } = projectOf('queue:\n  backend: "sidekiq"\n  bullmq: {}\n');
    expect(backend).toEqual({
      name: "backend",
      type: { kind: "choice", choices: ["bullmq", "sidekiq", "delayed_job", "resque"] },
      variable: "QUEUE_BACKEND",
      value: "sidekiq",
    });
    expect(profiles.map(({ backend, declared }) => [backend, declared])).toEqual([
      ["bullmq", true],
      ["sidekiq", false],
      ["delayed_job", false],
      ["resque", false],
    ]);
  });
});
