import { describe, expect, it } from "vitest";
import { postgresUrlProblem } from "../../../src/runtime/stores/postgres-url.js";

describe("a PostgreSQL url", () => {
  it.each([
    "postgres://localhost/app",
    "postgresql://user:p%40ss@db.internal:6432/app?sslmode=verify-full",
    "postgres:///app?host=/var/run/postgresql",
  ])("may be %s", (url) => {
    expect(postgresUrlProblem(url)).toBeUndefined();
  });

  it.each([
    ["postgres://h:99999/app", "accepted: postgres://user:password@host:port/database"],
    ["postgres:///app", "accepted: a url that names a host, such as postgres://localhost:5432/app"],
    ["postgres://h", "accepted: a url that names a database, such as postgres://host/app"],
  ])("may not be %s", (url, problem) => {
    expect(postgresUrlProblem(url)).toBe(problem);
  });

  it("may not set what the store sets itself", () => {
    expect(postgresUrlProblem("postgres://h/app?options=-csearch_path%3Dpublic")).toMatch(
      /^its parameter "options" is not understood; accepted: application_name, host, /,
    );
  });
});
