import { describe, expect, it } from "vitest";
import { renderers } from "../../src/diagnostics/render/index.js";
import { collect } from "../../src/diagnostics/sink.js";
import { compileText } from "../support/compile.js";
import { expectFindings } from "../support/marked.js";

const queues = (lines: string) => `queue:
  backend: "bullmq"
  bullmq:
    queues:
      default: 1
${lines}`;

describe("an ignore", () => {
  it("behind a value is for its line", () => {
    expectFindings(queues("      low: 0  # tsk-ignore weight-zero-is-one: paused until May\n"));
  });

  it("on a line of its own is for the next statement, and all that is in it", () => {
    expectFindings(`queue:
  backend: "bullmq"
  bullmq:
    # tsk-ignore weight-zero-is-one: paused until May
    queues:
      default: 1
      low: 0
`);
  });

  it.each(["#", "//", ";"])("may be a comment that starts with %s", (marker) => {
    expectFindings(
      queues(`      ${marker} tsk-ignore weight-zero-is-one: until May\n      low: 0\n`),
    );
  });

  it("may stand between comment marks", () => {
    expectFindings(queues("      low: 0 /* tsk-ignore weight-zero-is-one: until May */\n"));
  });

  it("does not reach past its statement", () => {
    expectFindings(
      queues(`      # tsk-ignore weight-zero-is-one: paused until May
      low: 0
      rare: 0
            ^ weight-zero-is-one
`),
    );
  });

  it("ignores several names, and says of one that nothing here has it", () => {
    expectFindings(
      queues(`      low: 0  # tsk-ignore weight-zero-is-one, runaway-backoff: paused until May
                                               ^^^^^^^^^^^^^^^ unused-ignore
`),
    );
  });

  it("keeps what it ignores for the formats that show it, with the reason", () => {
    const text = queues("      low: 0  # tsk-ignore weight-zero-is-one: paused until May\n");
    const { diagnostics, ignored, project } = compileText(text);
    expect(project).toBeDefined();
    expect(ignored.map(({ diagnostic, reason }) => [diagnostic.name, reason])).toEqual([
      ["weight-zero-is-one", "paused until May"],
    ]);
    const findings = collect(diagnostics, ignored);
    expect(findings.warnings).toBe(0);
    expect(renderers.pretty(findings)).toBe("");
  });
});

describe("what is wrong with an ignore", () => {
  it("is a missing reason: it ignores nothing", () => {
    expectFindings(
      queues(`      low: 0  # tsk-ignore weight-zero-is-one
           ^ weight-zero-is-one
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ incomplete-ignore
`),
    );
  });

  it("is a missing name", () => {
    expectFindings(
      queues(`      low: 1  # tsk-ignore
              ^^^^^^^^^^^^ incomplete-ignore
`),
    );
  });

  it("is a name that no finding has, with the nearest that one has", () => {
    const text = queues("      low: 0  # tsk-ignore weight-zero-is-on: paused until May\n");
    const unknown = compileText(text).diagnostics.find(({ name }) => name === "unknown-ignore");
    expect(unknown?.help).toBe("did you mean `weight-zero-is-one`?");
  });

  it("is the name of an error, which stays", () => {
    expectFindings(
      queues(`      low: 1
jobs:
  # tsk-ignore unknown-queue: another service declares it
               ^^^^^^^^^^^^^ ignored-error
  report:
    queue: reports
           ^^^^^^^ unknown-queue
`),
    );
  });

  it("is that nothing is there to ignore, unless errors kept checks from being made", () => {
    expectFindings(
      queues(`      low: 1  # tsk-ignore weight-zero-is-one: paused until May
                           ^^^^^^^^^^^^^^^^^^ unused-ignore
`),
    );
    const broken = queues("      low: x  # tsk-ignore weight-zero-is-one: paused until May\n");
    expect(compileText(broken).diagnostics.map(({ name }) => name)).not.toContain("unused-ignore");
  });

  it("shows where the finding is when the ignore stands elsewhere", () => {
    const text = queues(
      "      low: 0\n      # tsk-ignore weight-zero-is-one: until May\n      high: 5\n",
    );
    const misplaced = compileText(text).diagnostics.find(({ name }) => name === "unused-ignore");
    expect(misplaced?.related[0]?.text).toBe("it is found here");
  });
});

it("is a comment: text that reads like one ignores nothing", () => {
  const text = queues(
    '      low: 0\njobs:\n  a:\n    description: "# tsk-ignore weight-zero-is-one: x"\n',
  );
  expect(compileText(text).diagnostics.map(({ name }) => name)).toEqual(["weight-zero-is-one"]);
});
