// Why: docs/queue-tusk.md explains by hand and lists by machine. What stands between `<!-- made: NAME -->` and
// `<!-- end -->` is made from the schema, so that no setting is missing there or has another default.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Backend } from "../../src/backends/define.js";
import { backends } from "../../src/backends/index.js";
import { tls } from "../../src/backends/settings.js";
import { fileSection } from "../../src/model/bind.js";
import { describeType } from "../../src/model/payload/describe.js";
import { BASE_NAMES } from "../../src/model/payload/type.js";
import type { Member, Members, Section, Setting } from "../../src/schema/define.js";
import { jobSection } from "../../src/schema/jobs.js";
import { limitSection } from "../../src/schema/limits.js";
import { policyMembers } from "../../src/schema/policy.js";
import { scheduleSection } from "../../src/schema/schedules.js";
import { type Retention, retention } from "../../src/schema/types/retention.js";
import { SourceFile } from "../../src/source/source.js";
import { durationText } from "../../templates/duration.js";
import { repository } from "./definitions.js";

/** Where the page is. */
export const REFERENCE = join(repository, "docs/queue-tusk.md");

const PART = /^<!-- made: (.+) -->\n[\s\S]*?^<!-- end -->$/gm;

/** The page, with all that is made from the schema made anew. */
export function referencePage(): string {
  return fillIn(readFileSync(REFERENCE, "utf8"), parts());
}

/** Puts each part between the marks of its name. Throws at a part without a place, and at a place without a part. */
export function fillIn(page: string, parts: ReadonlyMap<string, string>): string {
  const left = new Set(parts.keys());
  const filled = page.replace(PART, (_, name: string) => {
    const text = parts.get(name);
    if (text === undefined) throw new Error(`there is nothing to make for \`${name}\``);
    left.delete(name);
    return `<!-- made: ${name} -->\n\n${text}\n\n<!-- end -->`;
  });
  if (left.size > 0) throw new Error(`the page has no place for ${[...left].join(", ")}`);
  return filled;
}

/** Every table of the page: one a section, by its path, and the types of payloads. */
function parts(): ReadonlyMap<string, string> {
  return new Map([
    ["payload types", typesTable()],
    ["jobs.NAME", settingsTable(jobMembers())],
    ["tls", settingsTable(tls.members)],
    ["queue.limits.NAME", settingsTable(limitSection.members)],
    ["schedules.NAME", settingsTable(scheduleSection.members)],
    ...sectionTables("the top", fileSection),
    ...backends.map((backend) => [`queue.${backend.name}`, profilePart(backend)] as const),
  ]);
}

function profilePart({ doc, section }: Backend): string {
  return `${doc}\n\n${settingsTable(section.members)}`;
}

/** What a job may say that `queue.jobs` does not say for all. */
function jobMembers(): Members {
  const own = Object.entries(jobSection.members).filter(([key]) => !(key in policyMembers));
  return Object.fromEntries(own);
}

function sectionTables(path: string, { members }: Section): [string, string][] {
  const inner = Object.entries(members).flatMap(([key, member]) =>
    member.kind === "section" && member !== tls
      ? sectionTables(path === "the top" ? key : `${path}.${key}`, member)
      : [],
  );
  return [[path, settingsTable(members)], ...inner];
}

function settingsTable(members: Members): string {
  const rows = Object.entries(members).map(([key, member]) => [`\`${key}\``, ...facts(member)]);
  return table(["setting", "value", "default", "variable", "meaning"], rows);
}

/** The cells of a member behind its name. */
function facts(member: Member): string[] {
  switch (member.kind) {
    case "setting": {
      const { type, variable, doc } = member;
      return [type.expected, defaultOf(member), variable ? `\`${variable}\`` : "", doc];
    }
    case "section":
    case "raw":
      return ["a block", "", "", member.doc];
    case "later":
      return ["", "", "", `${member.doc} Not in this version yet.`];
  }
}

function defaultOf(setting: Setting<unknown>): string {
  if (setting.required !== undefined) return "none: it must be set";
  return setting.default === undefined ? "" : `\`${written(setting.default, setting.type)}\``;
}

/** A value as a file says it. */
function written(value: unknown, type: Setting<unknown>["type"]): string {
  if (type === retention) {
    const { age = 0, count } = value as Retention;
    return `{ age: "${durationText(age)}", count: ${count} }`;
  }
  if (type.variable?.kind === "duration") return `"${durationText(Number(value))}"`;
  return JSON.stringify(value).replaceAll(",", ", ");
}

function typesTable(): string {
  const span = { source: new SourceFile("", ""), start: 0, end: 0 };
  const rows = BASE_NAMES.map((kind) => [`\`${kind}\``, describeType({ kind, span })]);
  return table(["type", "accepts"], rows);
}

/** A table whose columns are aligned, as the formatter leaves them. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map((text) => text.replaceAll("|", "\\|")));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${widths.map((width, column) => (row[column] ?? "").padEnd(width)).join(" | ")} |`;
  const [first = [], ...others] = cells;
  const rule = widths.map((width) => "-".repeat(width));
  return [first, rule, ...others].map(line).join("\n");
}
