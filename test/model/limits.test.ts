import { describe, expect, it } from "vitest";
import { rendered } from "../support/compile.js";
import { expectFindings } from "../support/marked.js";

const file = (limits: string) => `
queue:
  backend: "bullmq"
  bullmq:
    queues: { default: 1, critical: 5, "mail.out": 1 }
  limits: ${limits}
`;

describe("limits", () => {
  it("are a number of slots, a number of starts in a time, or both", () => {
    expectFindings(file('{ default: { max: 2 }, critical: { rate: "100/1m" } }'));
    expectFindings(file('{ "mail.out": { max: 1, rate: "1/500ms" } }'));
    expectFindings(file('{ default: { max: @env("MAX", 2), rate: @env("RATE") } }'));
    expectFindings(file("{}"));
  });

  it("are blocks of known settings", () => {
    expectFindings(`
queue:
  backend: "bullmq"
  queues: { default: 1, high: 5 }
  limits:
    default: 5
             ^ not-a-block
    high:
      maximum: 5
      ^^^^^^^ unknown-key
`);
    expectFindings(`
queue:
  backend: "bullmq"
  limits: [default]
          ^^^^^^^^^ not-a-block
`);
  });

  it.each(["0/1m", "1/0s", "1/1y", "-1/1m", "1.5/1m", "1/1.5m", "100", "/1m", "1/1m/1m", "x"])(
    "are not %s",
    (rate) => {
      const text = file(`{ default: { rate: "${rate}" } }`);
      expect(rendered(text)).toContain("TSK3011 not-accepted");
    },
  );

  it("have a whole number of slots, and a rate that is text", () => {
    expectFindings(`
queue:
  backend: "bullmq"
  limits: { default: { max: 0, rate: 100 } }
                            ^ not-accepted
                                     ^^^ wrong-type
`);
  });

  it.each([
    ["100/m", "100/1m"],
    ["100 per minute", "100/1m"],
    ["5 / 10 sec", "5/10s"],
    ["20 a day", "20/1d"],
    ["7/250 milliseconds", "7/250ms"],
  ])("are written for %s as %s", (written, meant) => {
    const text = file(`{ default: { rate: "${written}" } }`);
    expect(rendered(text)).toContain(`= help: write \`"${meant}"\`   [fixable]`);
  });

  it("are of queues that some profile of the file has", () => {
    expectFindings(`
queue:
  backend: "bullmq"
  bullmq:
    queues: { default: 1, critical: 5 }
  sidekiq:
    queues: { default: 1, mail: 1 }
  limits:
    mail: { max: 2 }
    critcal: { max: 2 }
    ^^^^^^^ unknown-queue
`);
  });

  it("are not compared with queues that could not be read", () => {
    expectFindings(`
queue:
  backend: "bullmq"
  bullmq:
    queues: 5
            ^ wrong-type
  limits: { high: { max: 2 } }
`);
  });

  it("read as designed", () => {
    expect(rendered(file("{ critcal: { max: 2 } }"))).toBe(`\
error[TSK5001 unknown-queue]: \`limits\` names queue \`critcal\`, which is not declared
 --> config/queue.tusk:6:13
  |
5 |     queues: { default: 1, critical: 5, "mail.out": 1 }
  |     ------ declared here: default, critical, and mail.out
6 |   limits: { critcal: { max: 2 } }
  |             ^^^^^^^ not one of them
  |
  = help: did you mean \`critical\`?   [fixable]

1 error in config/queue.tusk - 1 fixable with --fix
`);
  });
});
