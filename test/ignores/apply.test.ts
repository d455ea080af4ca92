import { describe, expect, it } from "vitest";
import { DiagnosticSink } from "../../src/diagnostics/sink.js";
import { readTree } from "../../src/evaluate/read-tree.js";
import { applyIgnores } from "../../src/ignores/apply.js";
import { SourceFile } from "../../src/source/source.js";
import { compileText, projectOf, rendered } from "../support/compile.js";
import { expectFindings } from "../support/marked.js";

/** A file with these lines under `queues:`. */
const withQueues = (lines: string) => `
queue:
  backend: "bullmq"
  bullmq:
    queues:
${lines}`;

/** The names that are ignored, with their lines and reasons. */
function ignoredIn(text: string): string[] {
  return compileText(text).ignored.map(({ diagnostic: { name, primary }, reason }) => {
    const { line } = primary.source.position(primary.span.start);
    return `${line} ${name}: ${reason}`;
  });
}

describe("what looks like # tsk-ignore and is none", () => {
  const withComment = (comment: string) =>
    compileText(withQueues(`      a: 1  ${comment}\n      b: 3\n`)).diagnostics;

  it("is told, with the keyword to write", () => {
    for (const word of [
      "TSK-IGNORE",
      "tsk_ignore",
      "tsk ignore",
      "tskignore",
      "Tusk-Ignore",
      "@tsk-ignore",
      "tsk-gen-ignore",
      "tsk-ignor",
    ]) {
      const [found, ...others] = withComment(`# ${word} weight-zero-is-one: paused`);
      expect(others).toEqual([]);
      expect(found?.name).toBe("misspelt-ignore");
      expect(found?.message).toBe(`\`${word}\` is a comment and ignores nothing`);
      expect(found?.fix).toMatchObject({ title: "write `tsk-ignore`", safe: false });
      expect(found?.primary.source.slice(found.primary.span)).toBe(word);
    }
  });

  it("is no comment that only speaks of ignoring", () => {
    for (const comment of [
      "# see tsk-ignore in the docs",
      "# TSK ignores this",
      "# tsk_ignored_jobs",
      "# ignore: x",
      "# task-ignore x",
    ])
      expect(withComment(comment), comment).toEqual([]);
  });

  it("is an ignore with a colon too early, whose name goes into the remedy", () => {
    const [found] = withComment("# tsk-ignore: runaway-backoff");
    expect(found?.message).toBe("this ignore does not say what it is for");
    expect(found?.help).toContain("`# tsk-ignore runaway-backoff: paused until May`");
  });

  it("is two names without a comma between them", () => {
    const [found] = withComment("# tsk-ignore weight-zero-is-one runaway-backoff: paused");
    expect(found?.message).toBe("this ignore does not say where its names end");
    expect(found?.help).toBe(
      "put a comma between names: `# tsk-ignore weight-zero-is-one, runaway-backoff: ...`",
    );
  });

  it("is a code in place of the name, which is shown", () => {
    const [found] = withComment("# tsk-ignore TSK5004: paused");
    expect(found?.name).toBe("unknown-ignore");
    expect(found?.help).toBe("write its name: `weight-zero-is-one`");
  });

  it("is a name that no finding has, with the one that was meant", () => {
    const [found] = withComment("# tsk-ignore weight-zero-is-on: paused");
    expect([found?.name, found?.help]).toEqual([
      "unknown-ignore",
      "did you mean `weight-zero-is-one`?",
    ]);
  });
});

describe("# tsk-ignore", () => {
  it("behind a value is for its line, and for no other", () => {
    const text = withQueues(`\
      a: 0  # tsk-ignore weight-zero-is-one: paused until May
      b: 3
      c: 0
         ^ weight-zero-is-one
`);
    expectFindings(text);
    expect(ignoredIn(text.replace(/\n.*\^.*/, ""))).toEqual([
      "6 weight-zero-is-one: paused until May",
    ]);
  });

  it("on a line of its own is for the next statement, blank lines and comments aside", () => {
    expectFindings(
      withQueues(`\
      # tsk-ignore weight-zero-is-one: paused until May

      # The old one.
      a: 0
      b: 3
      c: 0
         ^ weight-zero-is-one
`),
    );
  });

  it("is for all that is in the statement, and for nothing behind it", () => {
    expectFindings(`
queue:
  backend: "bullmq"
  bullmq:
    # tsk-ignore weight-zero-is-one: both are paused
    queues:
      a: 0
      b: 3
      c: 0
  jobs:
    retry_attempts: 25
                    ^^ runaway-backoff
    retry_delay: 60
`);
  });

  it("is for a whole section above its header, and for an item of a list", () => {
    const section = `
# tsk-ignore weight-zero-is-one: paused
[queue.bullmq.queues]
a: 0
b: 3

[queue]
backend = "bullmq"
`;
    expectFindings(section);
    expect(ignoredIn(section)).toHaveLength(1);
    const list = (comment: string) => `names:\n  # ${comment}\n  - key:\n  - other:\n`;
    const source = new SourceFile("app.tusk", list("tsk-ignore empty-value: filled in later"));
    const sink = new DiagnosticSink();
    readTree(source, sink.report, { checked: false });
    const { diagnostics, ignored } = applyIgnores(sink.all(), [source], { complete: true });
    expect(ignored).toHaveLength(1);
    expect(
      diagnostics.map(({ name, primary }) => [name, source.position(primary.span.start).line]),
    ).toEqual([["empty-value", 4]]);
  });

  it("is written with any marker, in brackets, for several names, in one line or more", () => {
    for (const comment of [
      "// tsk-ignore weight-zero-is-one: paused",
      "#tsk-ignore weight-zero-is-one: paused",
      "## tsk-ignore  weight-zero-is-one : paused",
      "/* tsk-ignore weight-zero-is-one: paused */",
      "/*\n       tsk-ignore weight-zero-is-one:\n       paused\n      */",
      "; tsk-ignore weight-zero-is-one: paused",
      "# tsk-ignore weight-zero-is-one: paused: see https://example.com/a: b",
    ]) {
      const text = withQueues(`      ${comment}\n      a: 0\n      b: 3\n`);
      expect([comment, rendered(text)]).toEqual([comment, ""]);
      expect(ignoredIn(text)[0]).toMatch(/: paused(?:: see https:\/\/example\.com\/a: b)?$/);
    }
    expectFindings(`
queue: {
  backend: "bullmq"
  bullmq: {
    // tsk-ignore weight-zero-is-one: paused
    queues: { a: 0, b: 3 }
  }
}
`);
    const text = `
# tsk-ignore plain-text-secret, runaway-backoff: a test server
queue:
  backend: "bullmq"
  bullmq:
    url: "redis://:hush@localhost:6379"
    queues: { a: 1 }
  jobs: { retry_attempts: 25, retry_delay: 60 }
`;
    expect(rendered(text)).toBe("");
    expect(ignoredIn(text).map((line) => line.split(/[ :]/)[1])).toEqual([
      "plain-text-secret",
      "runaway-backoff",
    ]);
  });

  it("is used together with others for the same", () => {
    const text = withQueues(`\
      # tsk-ignore weight-zero-is-one: paused
      # tsk-ignore weight-zero-is-one: until May
      a: 0  # tsk-ignore weight-zero-is-one: the third
      b: 3
`);
    expect(ignoredIn(text)).toHaveLength(1);
    expect(rendered(text)).toBe("");
  });

  it("changes nothing but what is told", () => {
    const text = (comment: string) => withQueues(`      a: 0  # ${comment}\n      b: 3\n`);
    const { source: _, ...plain } = projectOf(text("off"));
    const { source: __, ...ignored } = projectOf(text("tsk-ignore weight-zero-is-one: off"));
    expect(ignored).toEqual(plain);
  });

  it("is only a comment that begins so", () => {
    expectFindings(
      withQueues(`\
      # see tsk-ignore in the manual
      # tsk-ignore-file
      # tsk-ignored: no
      a: 1
`),
    );
    expectFindings(
      withQueues(`\
      a: 0
         ^ weight-zero-is-one
      default: 3
jobs:
  a:
    description: "# tsk-ignore weight-zero-is-one: x"
`),
    );
  });

  it("reads many of them in one pass", () => {
    const count = 20_000;
    const comments = "# tsk-ignore empty-value: later\n".repeat(count);
    const keys = Array.from({ length: count }, (_, index) => `  k${index}:\n`).join("");
    const source = new SourceFile("app.tusk", `${comments}all:\n${keys}`);
    const sink = new DiagnosticSink();
    readTree(source, sink.report, { checked: false });
    const { diagnostics, ignored } = applyIgnores(sink.all(), [source], { complete: true });
    expect([diagnostics.length, ignored.length]).toEqual([0, count]);
  });
});

describe("incomplete-ignore", () => {
  it("wants a reason, and ignores nothing without one", () => {
    expectFindings(
      withQueues(`\
      a: 0  # tsk-ignore weight-zero-is-one
         ^ weight-zero-is-one
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ incomplete-ignore
      b: 3
      c: 0  # tsk-ignore weight-zero-is-one:
         ^ weight-zero-is-one
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ incomplete-ignore
      d: 0  # tsk-ignore weight-zero-is-one paused until May
         ^ weight-zero-is-one
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ incomplete-ignore
`),
    );
  });

  it("wants a name", () => {
    expectFindings(
      withQueues(`\
      # tsk-ignore
      ^^^^^^^^^^^^ incomplete-ignore
      a: 1
      # tsk-ignore: all of it
      ^^^^^^^^^^^^^^^^^^^^^^^ incomplete-ignore
      b: 3
`),
    );
  });

  it("reads as designed", () => {
    expect(rendered(withQueues("      a: 1  # tsk-ignore weight-zero-is-one\n"))).toBe(`\
warning[TSK2021 incomplete-ignore]: this ignore does not say why
 --> config/queue.tusk:6:13
  |
6 |       a: 1  # tsk-ignore weight-zero-is-one
  |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write the name, a colon, and the reason: \`# tsk-ignore weight-zero-is-one: paused until May\`

1 warning in config/queue.tusk
`);
  });
});

describe("unknown-ignore", () => {
  it("asks what was meant, and lets the other names work", () => {
    expectFindings(
      withQueues(`\
      a: 0  # tsk-ignore weight-zero, weight-zero-is-one: paused
                         ^^^^^^^^^^^ unknown-ignore
      b: 3
`),
    );
    const text = withQueues("      a: 1  # tsk-ignore weight-zero-is-on: paused\n");
    expect(rendered(text)).toContain(
      "warning[TSK2022 unknown-ignore]: no warning or hint is called `weight-zero-is-on`\n",
    );
    expect(rendered(text)).toContain("= help: did you mean `weight-zero-is-one`?\n");
    expect(
      rendered(text.replace("weight-zero-is-on:", "xyzzy-plugh-nothing-of-the-kind:")),
    ).toContain("= help: `tsk-gen explain` lists all names\n");
  });
});

describe("ignored-error", () => {
  it("stays beside the error, which stays, too", () => {
    expectFindings(
      withQueues(`\
      default: 1
jobs:
  a:
    queue: urgent  # tsk-ignore unknown-queue: it works for me
           ^^^^^^ unknown-queue
                                ^^^^^^^^^^^^^ ignored-error
`),
    );
  });

  it("reads as designed", () => {
    expect(
      rendered(withQueues("      a: 1  # tsk-ignore unknown-queue: it works for me\n")),
    ).toBe(`\
warning[TSK2023 ignored-error]: \`unknown-queue\` is an error, and errors cannot be ignored
 --> config/queue.tusk:6:26
  |
6 |       a: 1  # tsk-ignore unknown-queue: it works for me
  |                          ^^^^^^^^^^^^^
  |
  = help: mend what it is about, and remove the ignore

1 warning in config/queue.tusk
`);
  });
});

describe("unused-ignore", () => {
  it("tells each name that is not needed", () => {
    expectFindings(
      withQueues(`\
      a: 0  # tsk-ignore weight-zero-is-one, empty-value: paused
                                             ^^^^^^^^^^^ unused-ignore
      b: 3
      # tsk-ignore empty-value: nothing follows
                   ^^^^^^^^^^^ unused-ignore
`),
    );
  });

  it("shows where it would be needed", () => {
    const text = withQueues(`\
      # tsk-ignore weight-zero-is-one: paused
      a: 1
      b: 0
`);
    expect(rendered(text)).toContain(`\
hint[TSK2024 unused-ignore]: there is no \`weight-zero-is-one\` here to ignore
 --> config/queue.tusk:6:20
  |
6 |       # tsk-ignore weight-zero-is-one: paused
  |                    ^^^^^^^^^^^^^^^^^^
  :
8 |       b: 0
  |          - it is found here
  |
  = help: put the ignore on the line above that, or behind the value
`);
  });

  it("waits until no error keeps checks from being made", () => {
    expectFindings(`
queue:
  backend: "sidekik"
            ^^^^^^^ unknown-backend
  sidekiq:
    # tsk-ignore weight-zero-is-one: paused
    queues: { a: 0, b: 1 }
`);
  });

  it("waits where it depends on the environment which queues are served", () => {
    expectFindings(`
queue:
  backend: @env("QUEUE_BACKEND", "bullmq")
  sidekiq:
    # tsk-ignore weight-zero-is-one: paused
    queues: { a: 0, b: 1 }
`);
  });
});
