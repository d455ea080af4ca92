// Why: keys that their block does not have are mostly slips of a letter. But lines that are not indented, or a
// whole block in the wrong place, are one mistake for all of their keys.

import { isEmpty } from "../evaluate/values.js";
import type { Entry } from "../syntax/tree.js";
import type { Context, Member, Section } from "./define.js";
import type { HomesOf } from "./homes.js";
import { reportLater } from "./later.js";
import {
  type Acceptance,
  isSlip,
  reportMisplaced,
  reportNotIndented,
  reportUnknownKey,
} from "./unknown-key.js";
import { quoted } from "./wording.js";

/** The block that strangers stand in. */
export interface Surroundings {
  /** Its keys from the top, joined by points; empty at the top. */
  readonly path: string;
  readonly homesOf?: HomesOf;
  /** Whether an entry would do under another key of the block. */
  readonly fits: (key: string, entry: Entry) => boolean;
}

/**
 * Reports the keys of a block that are no settings of this version. Answers with the settings that they
 * obviously stand for or belong to, which are holes: neither missing nor what their defaults say.
 */
export function reportStrangers(
  section: Section,
  entries: ReadonlyMap<string, Entry>,
  block: Surroundings,
  context: Context,
): ReadonlyMap<string, Entry> {
  const { path } = block;
  const { later, below, away, alone } = sortOut(section, entries, block);
  const meant = new Map<string, Entry>();
  for (const { key, keySpan } of later) {
    reportLater(quoted(path === "" ? key : `${path}.${key}`), keySpan, context);
  }
  for (const [owner, strangers] of below) {
    reportNotIndented(strangers, owner, path, context);
    meant.set(owner.key, holeOf(owner));
  }
  for (const { homes, strangers } of away.values())
    reportMisplaced(strangers, homes, path, context);
  for (const [entry, acceptance] of alone) {
    const key = reportUnknownKey(entry, acceptance, context);
    if (key !== undefined) meant.set(key, holeOf({ ...entry, key }));
  }
  return meant;
}

interface Group {
  readonly homes: readonly string[];
  readonly strangers: readonly Entry[];
}

interface Strangers {
  readonly later: readonly Entry[];
  /** Those that follow a block without a line of its own, by that block. */
  readonly below: ReadonlyMap<Entry, readonly Entry[]>;
  /** Those that other blocks have, by these blocks. */
  readonly away: ReadonlyMap<string, Group>;
  readonly alone: readonly (readonly [entry: Entry, acceptance: Acceptance])[];
}

function sortOut(
  section: Section,
  entries: ReadonlyMap<string, Entry>,
  block: Surroundings,
): Strangers {
  const later: Entry[] = [];
  const below = new Map<Entry, Entry[]>();
  const away = new Map<string, Group & { readonly strangers: Entry[] }>();
  const alone: [Entry, Acceptance][] = [];
  let open: Entry | undefined;
  for (const entry of entries.values()) {
    const member = memberAt(section, entry.key);
    if (member !== undefined) open = opensBlock(member, entry) ? entry : undefined;
    if (member?.kind === "later") later.push(entry);
    // What could not be read was told of.
    if (member !== undefined || entry.value.kind === "error") continue;
    const acceptance = acceptanceOf(section, entries, entry, block);
    const homes = block.homesOf?.(entry, block.path) ?? [];
    if (isSlip(entry, acceptance)) alone.push([entry, acceptance]);
    else if (open !== undefined && isInFileOf(entry, open)) {
      const group = below.get(open) ?? [];
      group.push(entry);
      below.set(open, group);
    } else if (homes.length > 0) {
      const key = homes.join(" ");
      const group = away.get(key) ?? { homes, strangers: [] };
      group.strangers.push(entry);
      away.set(key, group);
    } else alone.push([entry, acceptance]);
  }
  return { later, below, away, alone };
}

function acceptanceOf(
  section: Section,
  entries: ReadonlyMap<string, Entry>,
  entry: Entry,
  { path, fits }: Surroundings,
): Acceptance {
  const known = Object.entries(section.members).filter(([, member]) => member.kind !== "later");
  const free = known.filter(([key]) => !entries.has(key));
  const [meant] = free.find(([, member]) => isCalled(member, entry.key)) ?? [];
  return {
    path,
    accepted: free.map(([key]) => key),
    all: known.map(([key]) => key),
    meant,
    fits: (key) => fits(key, entry),
  };
}

/** Whether other libraries call a setting by a name, in any spelling. */
function isCalled(member: Member, name: string): boolean {
  const plain = (text: string) => text.replace(/[_-]/g, "").toLowerCase();
  return (
    member.kind === "setting" &&
    member.aliases?.some((alias) => plain(alias) === plain(name)) === true
  );
}

/** Whether the lines below a key were to be its block: it has none, and no value. */
function opensBlock(member: Member, { value }: Entry): boolean {
  return (member.kind === "section" || member.kind === "raw") && isEmpty(value);
}

function isInFileOf(entry: Entry, other: Entry): boolean {
  return entry.keySpan.source === other.keySpan.source;
}

/** An entry whose value is not known. */
export function holeOf(entry: Entry): Entry {
  return { ...entry, value: { kind: "error", span: entry.value.span } };
}

/** The member of a section under a key. */
export function memberAt(section: Section, key: string): Member | undefined {
  return Object.hasOwn(section.members, key) ? section.members[key] : undefined;
}
