import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as api from "../src/index.js";
import { compile, SourceFile } from "../src/index.js";
import { compileText, rendered } from "./support/compile.js";

describe("compile", () => {
  it("answers with the project and everything found, by place", () => {
    const { project, diagnostics } = compileText(`queue:
  backend: "sidekiq"
  sidekiq:
    queues: { default: 1, low: 0 }
  jobs:
    retry_attempts: 25
`);
    expect(diagnostics.map(({ name }) => name)).toEqual(["weight-zero-is-one", "runaway-backoff"]);
    expect(project?.source).toEqual({
      path: "config/queue.tusk",
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it("answers without a project when there is an error", () => {
    const { project, diagnostics } = compileText('queue:\n  backend: "sidekik"\n');
    expect(project).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(["TSK2004"]);
  });

  it("says one thing of a file that sets nothing, and only of that", () => {
    for (const text of ["", "\n", "# nothing yet\n", "$x: 1\n"])
      expect(compileText(text).diagnostics.map(({ name }) => name)).toEqual(["empty-file"]);
    expect(compileText("[queue\n").diagnostics.map(({ name }) => name)).not.toContain("empty-file");
    expect(rendered("")).toContain("error[TSK2019 empty-file]: the file sets nothing\n");
    expect(compileText('queue:\n  backend: "bullmq"\n').diagnostics).toEqual([]);
  });

  it("reports errors of every stage in one run", () => {
    const { diagnostics } = compileText(`queue:
  backend: "sidekiq"
  sidekiq:
    redis_url: @shell("vault read redis")
    concurrency: 0
jobs:
  a: { queue: urgent, payload: { x: strng } }
schedules:
  s: { job: b, every: "1d" }
`);
    expect(diagnostics.map(({ name }) => name)).toEqual([
      "refused-operator",
      "not-accepted",
      "unknown-queue",
      "unknown-payload-type",
      "unknown-job",
    ]);
  });

  it("misses nothing in a block of which a line could not be read", () => {
    const files = [
      ["queue:\r  backend: bullmq\r", "lone-carriage-return"],
      ["[queue\nbackend: bullmq\n", "unclosed-header"],
      ["<<<\njobs:\n  a: {}\n", "unexpected-character"],
      ["queue:\n  <<<\n  jobs: {}\n", "unexpected-character"],
      ['queue:\n  "backend: bullmq\n', "unclosed-text"],
      ["queue:\n  backend: bullmq\n  queues:\n    [high]\n", "bracket-on-own-line"],
      ["queue:\n  backend: bullmq\n  queues: {\n    - high\n  }\n", "misplaced-in-brackets"],
      [
        'queue:\n  backend: bullmq\n  queues:\n    low: 1\n    "high: 5\njobs:\n  a: { queue: high }\n',
        "unclosed-text",
      ],
      [
        'queue:\n  backend: bullmq\njobs:\n  a: {}\n  "b: {}\nschedules:\n  n: { job: b, every: "1d" }\n',
        "unclosed-text",
      ],
      [
        "queue:\n  backend: bullmq\njobs:\n  a: {}\nschedules:\n  n:\n    <<<\n    job: a\n",
        "unexpected-character",
      ],
      [
        'queue:\n  backend: bullmq\njobs:\n  a:\n    payload:\n      "x: int\nschedules:\n  g: { payload: { x: int }, after: { a: 1 } }\n',
        "unclosed-text",
      ],
    ] as const;
    for (const [text, name] of files)
      expect(compileText(text).diagnostics.map((found) => found.name)).toEqual([name]);
  });

  it("misses nothing anywhere in a file whose end could not be read", () => {
    const files = [
      ["queue:\n  /* x\n  backend: bullmq\n", "unclosed-comment"],
      ["queue: /* x\n  backend: bullmq\n", "unclosed-comment"],
      ["[queue]\n/* x\nbackend: bullmq\n", "unclosed-comment"],
      ["queue:\n  jobs: { timeout: 60 }\n  /* x\n  backend: bullmq\n", "unclosed-comment"],
      ["jobs:\n  a: {}\n  /* x\nqueue:\n  backend: bullmq\n", "unclosed-comment"],
      ["jobs:\n  a:\n    /* x\nqueue:\n  backend: bullmq\n", "unclosed-comment"],
      ['jobs:\n  a:\n    description: """\nqueue:\n  backend: bullmq\n', "unclosed-text"],
      [`jobs:\n  a: ${"[".repeat(80)}\nqueue:\n  backend: bullmq\n`, "nesting-too-deep"],
    ] as const;
    for (const [text, name] of files)
      expect(compileText(text).diagnostics.map((found) => found.name)).toEqual([name]);
  });

  it("misses nothing in a block that a refused directive may have filled", () => {
    for (const text of [
      "queue:\n  #if production\n  backend: bullmq\n  #endif\n",
      "queue:\n  # later\n\n  /* now */ #web {\n    backend: bullmq\n  }\n",
      "[queue]\n#if production\nbackend: bullmq\n#endif\n[jobs]\na: {}\n",
    ])
      expect(compileText(text).diagnostics.map((found) => found.name)).toEqual(["refused-block"]);
  });

  it("still misses what other blocks lack", () => {
    const text = "queue:\n  bullmq: {}\njobs:\n  <<<\n  a: {}\n";
    const names = compileText(text).diagnostics.map(({ name }) => name);
    expect(names).toEqual(["missing-setting", "unexpected-character"]);
  });

  it("gives the same answer for the same text", () => {
    const text = 'queue:\n  backend: "bullmq"\njobs:\n  a: {}\n';
    expect(compileText(text)).toStrictEqual(compileText(text));
  });

  it("names the file with `/` on every machine", () => {
    const { project } = compile(
      new SourceFile("config\\queue.tusk", 'queue:\n  backend: "bullmq"\n'),
    );
    expect(project?.source.path).toBe("config/queue.tusk");
  });

  it("turns any values under any keys into diagnostics, never into an exception", () => {
    const key = fc.constantFrom(
      ..."queue jobs schedules deploy backend queues sidekiq bullmq resque delayed_job monitoring".split(
        " ",
      ),
      ..."payload cron every after job timezone timeout retry_backoff keep_failed targets".split(
        " ",
      ),
      ..."url redis_url concurrency fetch a b_c __proto__ constructor 2fa".split(" "),
    );
    const scalar = fc.constantFrom(
      ...'1 -1 0.5 true null [] {} sidekiq bullmq int strng? 5m 1-9 int[](1..) @env("X")'.split(
        " ",
      ),
      '"redis://:pw@h/1"',
      '"0 0 30 2 *"',
      '@env("X", 5) * 2',
      "csv | json = csv",
    );
    const { value } = fc.letrec<{ value: string; block: string }>((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, scalar, tie("block")),
      block: fc
        .uniqueArray(fc.tuple(key, tie("value")), { selector: ([key]) => key, maxLength: 5 })
        .map((entries) => `{ ${entries.map(([key, value]) => `"${key}": ${value}`).join(", ")} }`),
    }));
    const file = fc
      .uniqueArray(fc.tuple(key, value), { selector: ([key]) => key, maxLength: 5 })
      .map((entries) => entries.map(([key, value]) => `"${key}": ${value}\n`).join(""));
    fc.assert(
      fc.property(file, (text) => {
        const { source, diagnostics } = compileText(text);
        for (const { primary } of diagnostics) {
          expect(primary.span.end).toBeLessThanOrEqual(source.text.length);
          expect(primary.span.start).toBeLessThanOrEqual(primary.span.end);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("the public API", () => {
  it("has these functions, and no more", () => {
    expect(Object.keys(api).toSorted()).toEqual([
      "SourceFile",
      "applySafeFixes",
      "collect",
      "compile",
      "renderers",
    ]);
  });
});
