// Why: the one walk over tree and schema. Whatever it lets pass has a name that the schema knows and a value
// of its type; what it does not, it reports and turns into a hole, so that one mistake costs one message.

import { defineDiagnostic } from "../diagnostics/define.js";
import { type Diagnostic, labelAt } from "../diagnostics/diagnostic.js";
import { isEmpty, reportEmpty } from "../evaluate/values.js";
import type { SourceSpan } from "../source/source.js";
import type { Entry, ObjectNode } from "../syntax/tree.js";
import { reportTooLate } from "./constant.js";
import type {
  Bound,
  BoundSection,
  Context,
  Located,
  Member,
  Members,
  Place,
  Section,
  Setting,
} from "./define.js";
import { readRuntime } from "./environment.js";
import type { HomesOf } from "./homes.js";
import { holeOf, memberAt, reportStrangers } from "./strangers.js";
import { placeOf } from "./text-span.js";
import { describeNode } from "./wording.js";

/**
 * This key holds settings of its own, so its value is a block: deeper lines, or `{ ... }`. A single
 * value would set none of them.
 *
 * ```tusk expect=not-a-block
 * queue:
 *   backend: "bullmq"
 *   bullmq: "redis://localhost:6379"
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     url: "redis://localhost:6379"
 * ```
 */
const notABlock = defineDiagnostic<{ readonly name: string; readonly found: string }>({
  code: "TSK2013",
  name: "not-a-block",
  severity: "error",
  message: ({ name, found }) => `\`${name}\` is a block, not ${found}`,
});

/**
 * A few settings have no sensible default. Without this one there would be nothing to run.
 *
 * ```tusk expect=missing-setting
 * queue:
 *   bullmq:
 *     url: "redis://localhost:6379"
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     url: "redis://localhost:6379"
 * ```
 */
export const missingSetting = defineDiagnostic<{ readonly path: string }>({
  code: "TSK2014",
  name: "missing-setting",
  severity: "error",
  message: ({ path }) => `\`${path}\` is not set`,
});

/** Where a section belongs. */
export interface Scope {
  /** Its keys from the top, joined by points; empty at the top. */
  readonly path: string;
  /** Where to point when the file does not have it: the key of the nearest block around it. */
  readonly home: SourceSpan;
  /** The blocks that an entry could stand in, for one that stands in the wrong block. */
  readonly homesOf?: HomesOf;
}

/** Binds a section; `entry` is undefined when the file does not have it. */
export function bindSection<M extends Members>(
  section: Section<M>,
  entry: Entry | undefined,
  scope: Scope,
  context: Context,
): BoundSection<M> {
  const here = { ...scope, home: entry?.keySpan ?? scope.home };
  const entries = entriesOf(entry, here, context);
  const fits = (key: string, entry: Entry) =>
    wouldBind(memberAt(section, key), { ...entry, key }, here);
  const meant = entries && reportStrangers(section, entries, { ...here, fits }, context);
  const unknown = entries === undefined || isIncomplete(entry);
  const hole = entry && unknown ? holeOf(entry) : undefined;
  const settings: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(section.members)) {
    const found = meant?.get(key) ?? entries?.get(key) ?? hole;
    const place = { ...here, path: join(here.path, key) };
    settings[key] = bindMember(member, found, place, context);
    if (found !== undefined || member.kind !== "setting" || member.required === undefined) continue;
    reportMissing(member.required(new Set(entries?.keys())), place, context);
  }
  // The loop gives every key of M what `Bound` says of it.
  return { ...(entry !== undefined && { entry }), settings: settings as Bound<M> };
}

/** Binds a block of constants within a value; undefined when any of them is a hole. */
export function bindConstants<M extends Members>(
  section: Section<M>,
  node: ObjectNode,
  place: Place,
): ConstantsOf<M> | undefined {
  const entry: Entry = { key: place.name, keySpan: node.span, value: node };
  const scope = { path: place.name, home: node.span };
  const { settings } = bindSection(section, entry, scope, place);
  const located = Object.entries(settings as Record<string, Located<unknown> | undefined>);
  if (located.some(([, setting]) => setting?.origin.kind === "hole")) return undefined;
  const given = located.flatMap(([key, setting]) => (setting ? [[key, setting.value]] : []));
  return Object.fromEntries(given) as ConstantsOf<M>;
}

/** The values of a section whose settings are all constants. */
export type ConstantsOf<M> = {
  readonly [K in keyof M]?: M[K] extends Setting<infer T> ? T : never;
};

/** The entries of a block; undefined when it is a hole. */
export function entriesOf(
  entry: Entry | undefined,
  { path }: Scope,
  context: Context,
): ReadonlyMap<string, Entry> | undefined {
  if (entry === undefined) return new Map();
  const { value } = entry;
  switch (value.kind) {
    case "null":
      if (isEmpty(value))
        reportEmpty(value, context.report, "write `{}`, or indent what belongs to it");
      return new Map();
    case "object":
      return value.entries;
    case "error":
      return undefined;
    case "runtime":
      return reportTooLate(value, { ...context, name: path });
    default: {
      const at = labelAt(value.span);
      context.report(notABlock({ name: path, found: describeNode(value) }, { at }));
      return undefined;
    }
  }
}

/** Whether a key that the block does not have may have been written all the same. */
export function isIncomplete(block: Entry | undefined): boolean {
  return block?.value.kind === "object" && block.value.incomplete === true;
}

/** Binds one setting that the file has. */
export function bindSetting<T>(setting: Setting<T>, entry: Entry, context: Context): Located<T> {
  const { key, keySpan, value: node } = entry;
  const at = { span: placeOf(node), keySpan };
  const hole = { ...at, value: undefined, origin: { kind: "hole" } } as const;
  if (node.kind === "error") return hole;
  const place = { report: context.report, name: key };
  if (node.kind === "runtime") return { ...at, ...readRuntime(setting, node, place) };
  const value = setting.type.read(node, place);
  return value === undefined ? hole : { ...at, value, origin: { kind: "file" } };
}

function bindMember(
  member: Member,
  entry: Entry | undefined,
  scope: Scope,
  context: Context,
): unknown {
  switch (member.kind) {
    case "setting":
      return entry && bindSetting(member, entry, context);
    case "section":
      return bindSection(member, entry, scope, context);
    case "raw":
      return entry;
    case "later":
      return undefined;
  }
}

/** Whether a value binds under another key without a finding. */
function wouldBind(member: Member | undefined, entry: Entry, scope: Scope): boolean {
  if (member === undefined) return false;
  // What the model reads is a block or a list, or is left empty.
  if (member.kind === "raw") return ["object", "array", "null"].includes(entry.value.kind);
  const found: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => void found.push(diagnostic);
  bindMember(member, entry, scope, { report });
  return found.length === 0;
}

function reportMissing(example: string, { path, home }: Scope, { report }: Context): void {
  const help = `add \`${example}\` under \`${path.slice(0, path.lastIndexOf("."))}\``;
  report(missingSetting({ path }, { at: labelAt(home), help }));
}

function join(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}
