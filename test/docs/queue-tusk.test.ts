// docs/queue-tusk.md: its tables are those of the schema, and its examples say what they claim.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fillIn, REFERENCE, referencePage } from "../../scripts/docs/reference.js";
import { compile } from "../../src/compile.js";
import { SourceFile } from "../../src/source/source.js";
import { announcedIn, fencesOf } from "../support/fences.js";

const page = readFileSync(REFERENCE, "utf8");
const BACKEND = 'queue:\n  backend: "bullmq"\n';

/** What is found in an example, as a comment announces it; a part of a file gets a backend. */
function found(text: string): string[] {
  const above = text.startsWith("queue:") ? "" : BACKEND;
  const file = new SourceFile("queue.tusk", above + text);
  const lines = above.split("\n").length - 1;
  return compile(file).diagnostics.map(({ code, name, primary }) => {
    const { line } = primary.source.position(primary.span.start);
    return `${line - lines} ${code} ${name}`;
  });
}

it("the tables are what `npm run docs` makes of the schema", () => {
  expect(referencePage()).toBe(page);
});

it("a table that the page has no place for, and a place without a table, are refused", () => {
  const place = "<!-- made: queue -->\nold\n<!-- end -->";
  expect(fillIn(place, new Map([["queue", "new"]]))).toContain("\n\nnew\n\n");
  expect(() => fillIn("", new Map([["queue", "new"]]))).toThrow("no place for queue");
  expect(() => fillIn(place, new Map())).toThrow("nothing to make for `queue`");
});

const examples = fencesOf(page).filter(({ info }) => info === "tusk");

it.each(examples.map(({ line, text }) => [line, text] as const))(
  "the example in line %i is true",
  (_, text) => {
    expect(found(text)).toEqual(announcedIn(text));
  },
);

describe("a default in a table", () => {
  const sections = [...page.matchAll(/^<!-- made: (.+) -->\n([\s\S]*?)^<!-- end -->$/gm)];
  const defaults = sections.flatMap(([, path = "", table = ""]) =>
    [...table.matchAll(/^\| `(\w+)` +\| (?:`[^`]*`|[^|`])*\| `([^`]*)` +\| /gm)].map(
      ([, key, value]) => [`${path}.${key}`, value ?? ""] as const,
    ),
  );

  it("is there for most settings", () => expect(defaults.length).toBeGreaterThan(45));

  it.each(defaults)("of %s can be written as it stands there: %s", (path, value) => {
    const dotted = path.replaceAll("NAME", "one");
    const jobs = "jobs:\n  one: {}\n";
    const rest = dotted.startsWith("schedules.")
      ? `schedules.one.job: one\nschedules.one.cron: "0 3 * * *"\n`
      : "";
    const file = dotted.startsWith("jobs.") ? "" : jobs;
    expect(found(`${file}${rest}${dotted}: ${value}\n`)).toEqual([]);
  });
});
