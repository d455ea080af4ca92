// Why: a setting that exists, and stands in the wrong block, is better sent home than called unknown.

import type { Entry } from "../syntax/tree.js";
import type { Section } from "./define.js";

/** The blocks that an entry of the block `path` could stand in; the top is an empty path. */
export type HomesOf = (entry: Entry, path: string) => readonly string[];

/** Finds the blocks of a file that have a setting, by its key. */
export function homesIn(file: Section): HomesOf {
  const homes = new Map<string, string[]>();
  const visit = (section: Section, path: string) => {
    for (const [key, member] of Object.entries(section.members)) {
      if (member.kind !== "later") homes.set(key, [...(homes.get(key) ?? []), path]);
      if (member.kind === "section") visit(member, path === "" ? key : `${path}.${key}`);
    }
  };
  visit(file, "");
  return ({ key }) => homes.get(key) ?? [];
}
