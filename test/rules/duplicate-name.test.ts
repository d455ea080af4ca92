import { describe, expect, it } from "vitest";
import { rendered } from "../support/compile.js";
import { expectFindings } from "../support/marked.js";

describe("duplicate-name", () => {
  it("underlines a job that casing makes another job's double", () => {
    expectFindings(`
queue:
  backend: "bullmq"
jobs:
  welcome_email: {}
  WelcomeEmailJob: {}
  ^^^^^^^^^^^^^^^ duplicate-name
  welcomeEmail: {}
  ^^^^^^^^^^^^ duplicate-name
  welcome: {}
`);
  });

  it("sees names that differ on the wire and are one file, or one word in code", () => {
    expectFindings(`
queue:
  backend: "bullmq"
jobs:
  HTTPFetch: {}
  http_fetch: {}
  ^^^^^^^^^^ duplicate-name
  step_1a: {}
  step1a: {}
  ^^^^^^ duplicate-name
`);
  });

  it("underlines a group that casing makes another group's double", () => {
    expectFindings(`
queue:
  backend: "bullmq"
jobs:
  a_b: {}
schedules:
  user_tasks:
    after: { a_b: 1 }
  userTasks:
  ^^^^^^^^^ duplicate-name
    after: { a_b: 1 }
`);
  });

  it("reads as designed", () => {
    expect(
      rendered(`queue:
  backend: "bullmq"
jobs:
  welcome_email: {}
  WelcomeEmailJob: {}
`),
    ).toBe(`\
error[TSK5009 duplicate-name]: \`welcome_email\` and \`WelcomeEmailJob\` are one name in the generated code, \`WelcomeEmailJob\`
 --> config/queue.tusk:5:3
  |
4 |   welcome_email: {}
  |   ------------- the first of them
5 |   WelcomeEmailJob: {}
  |   ^^^^^^^^^^^^^^^

1 error in config/queue.tusk
`);
  });
});
