// Why: a setting that exists, and stands in the wrong block, is better sent home than called unknown.

import type { Section } from "./define.js";

/** Finds the blocks of a file that have a setting, by its key; the top is an empty path. */
export function homesIn(file: Section): (key: string) => readonly string[] {
  const homes = new Map<string, string[]>();
  const visit = (section: Section, path: string) => {
    for (const [key, member] of Object.entries(section.members)) {
      if (member.kind !== "later") homes.set(key, [...(homes.get(key) ?? []), path]);
      if (member.kind === "section") visit(member, path === "" ? key : `${path}.${key}`);
    }
  };
  visit(file, "");
  return (key) => homes.get(key) ?? [];
}
