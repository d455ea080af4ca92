import { describe, expect, it } from "vitest";
import { listenActions } from "../../../../src/runtime/stores/embedded/server/listen-statements.js";

describe("listen statements", () => {
  it.each([
    ["LISTEN jobs", [{ kind: "listen", channel: "jobs" }]],
    ["listen Jobs;", [{ kind: "listen", channel: "jobs" }]],
    ['LISTEN "Jobs; ""x"""', [{ kind: "listen", channel: 'Jobs; "x"' }]],
    ["-- a comment; LISTEN no\nLISTEN /* here */ jobs;\n", [{ kind: "listen", channel: "jobs" }]],
    ["UNLISTEN jobs", [{ kind: "unlisten", channel: "jobs" }]],
    ["UNLISTEN *; DISCARD ALL", [{ kind: "unlisten-all" }, { kind: "unlisten-all" }]],
    [
      "BEGIN; LISTEN a; SELECT 1; UNLISTEN b; COMMIT",
      [
        { kind: "listen", channel: "a" },
        { kind: "unlisten", channel: "b" },
      ],
    ],
  ])("are read from %j", (sql, actions) => {
    expect(listenActions(sql)).toEqual(actions);
  });

  it.each([
    "SELECT '; LISTEN jobs'",
    "SELECT E'\\'; LISTEN jobs --'",
    "SELECT $$; LISTEN jobs; $$",
    "SELECT $tag$; LISTEN jobs; $$; LISTEN jobs; $tag$",
    'SELECT 1 AS "; LISTEN jobs"',
    "SELECT 1 /* ; LISTEN jobs */",
    "INSERT INTO t VALUES ('it''s; LISTEN jobs;')",
    "SELECT listen FROM jobs",
  ])("are not seen in %j", (sql) => {
    expect(listenActions(sql)).toEqual([]);
  });

  it("are read from a text of many megabytes without trouble", () => {
    const sql = `INSERT INTO t VALUES ('${"it''s ".repeat(2_000_000)}'); LISTEN jobs`;
    expect(listenActions(sql)).toEqual([{ kind: "listen", channel: "jobs" }]);
  });
});
