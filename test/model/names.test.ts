import { describe, expect, it } from "vitest";
import { jobNamesOf, namesOf } from "../../src/model/names.js";

describe("the names of a job", () => {
  it.each([
    ["welcome_email"],
    ["WelcomeEmailJob"],
    ["welcomeEmail"],
    ["welcome-email"],
    ["WelcomeEmail"],
    ["welcome_email_job"],
  ])("are the same for %s", (key) => {
    expect(jobNamesOf(key)).toEqual({
      className: "WelcomeEmailJob",
      pascalName: "WelcomeEmail",
      camelName: "welcomeEmail",
      fileName: "welcome-email",
    });
  });

  it.each([
    ["HTTPFetch", "HTTPFetchJob", "httpFetch", "http-fetch"],
    ["sync_2fa_codes", "Sync2faCodesJob", "sync2faCodes", "sync-2fa-codes"],
    ["step2Done", "Step2DoneJob", "step2Done", "step2-done"],
    ["a", "AJob", "a", "a"],
    ["job", "JobJob", "job", "job"],
    ["Job_", "JobJob", "job", "job"],
  ])("of %s are %s, %s, and %s", (key, className, camelName, fileName) => {
    expect(jobNamesOf(key)).toMatchObject({ className, camelName, fileName });
  });

  it.each([
    [""],
    ["2fa"],
    ["_a"],
    ["send mail"],
    ["größe"],
    ["a.b"],
    ["__proto__"],
    ["a".repeat(101)],
  ])("do not exist for %s", (key) => {
    expect(jobNamesOf(key)).toBeUndefined();
  });

  it("keep a last word `job` where the name is none of a job's", () => {
    expect(namesOf("user_job")).toMatchObject({ camelName: "userJob", pascalName: "UserJob" });
  });
});
