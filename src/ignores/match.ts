// Why: a file may have any number of findings and of ignores, and their regions nest. One pass over both, by
// place, finds which ignores are for which findings.

import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Span } from "../source/source.js";
import type { IgnoredName } from "./comment.js";
import type { Ignore } from "./read.js";

/** Which findings are ignored, and what for. */
export interface Matches {
  /** Where several are for one finding, one of them. */
  readonly ignores: ReadonlyMap<Diagnostic, Ignore>;
  readonly used: ReadonlySet<IgnoredName>;
}

/** Matches the findings of one file, by place, with its ignores. */
export function matchIgnores(found: readonly Diagnostic[], ignores: readonly Ignore[]): Matches {
  const matched = new Map<Diagnostic, Ignore>();
  const used = new Set<Entry>();
  const regions = regionsOf(ignores);
  const open: Region[] = [];
  let next = 0;
  for (const diagnostic of found) {
    const { span } = diagnostic.primary;
    for (let region = regions[next]; region && region.start <= span.start; region = regions[next]) {
      close(open, region.start);
      open.push(region);
      next += 1;
    }
    close(open, span.start);
    if (diagnostic.severity === "error") continue;
    for (const { end, entries } of open) {
      const entry = entries.get(diagnostic.name);
      if (entry === undefined || span.end > end) continue;
      matched.set(diagnostic, entry.ignore);
      used.add(entry);
    }
  }
  return { ignores: matched, used: new Set([...used].flatMap(({ names }) => names)) };
}

/** The ignores of one name for one part of the file. */
interface Entry {
  /** The first of them. */
  readonly ignore: Ignore;
  readonly names: IgnoredName[];
}

/** What is ignored in a part of the file, by name. */
interface Region extends Span {
  readonly entries: Map<string, Entry>;
}

/** By where they start, the outer of two first. */
function regionsOf(ignores: readonly Ignore[]): Region[] {
  const regions = new Map<string, Region>();
  for (const ignore of ignores) {
    if (ignore.region === undefined) continue;
    const { start, end } = ignore.region;
    const region = regions.get(`${start} ${end}`) ?? { start, end, entries: new Map() };
    regions.set(`${start} ${end}`, region);
    for (const name of ignore.names) {
      const entry = region.entries.get(name.name) ?? { ignore, names: [] };
      region.entries.set(name.name, entry);
      entry.names.push(name);
    }
  }
  return [...regions.values()].sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Takes the regions away that end before an offset. */
function close(open: Region[], offset: number): void {
  for (let last = open.at(-1); last && last.end < offset; last = open.at(-1)) open.pop();
}
