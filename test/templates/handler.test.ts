import { describe, expect, it } from "vitest";
import { handlerFile } from "../../templates/handler/handler.js";
import { job } from "../support/project.js";

describe("handlerFile", () => {
  it("has the type of its job, fails until it is written, and says what to do", () => {
    const { path, contents } = handlerFile(job("welcome_email"), {
      generatedImport: "../generated",
    });
    expect(path).toBe("welcome-email.ts");
    expect(
      contents,
    ).toBe(`import type { WelcomeEmailHandler } from "../generated/jobs/welcome-email.js";

/**
 * Runs \`welcome_email\`.
 *
 * A job runs at least once, so a second run must do no harm.
 */
const handler: WelcomeEmailHandler = async (_payload, _context) => {
  throw new Error(
    "the job \`welcome_email\` has no handler yet: write what it does in handlers/welcome-email.ts",
  );
};

export default handler;
`);
  });

  it("says what the job is for, as data", () => {
    const { contents } = handlerFile(job("welcome_email", { description: "Greets */ ${a}" }), {
      generatedImport: "../generated",
    });
    expect(contents).toContain("/**\n * Greets *\\/ ${a}\n *\n");
  });
});
