// Why: a fix that is safe in every file that its author thought of may do harm in another. So fixes are tried
// in memory first, and only those are kept that take away what they mend and bring no new error.

import type { SourceFile } from "../source/source.js";
import type { Diagnostic } from "./diagnostic.js";
import { applyFixes, chooseSafeFixes } from "./fix.js";

/** What stands in place of the texts of source files, by their paths. */
export type Texts = ReadonlyMap<string, string>;

/** How often fixes are tried at most; each try finds a few times anew what is wrong. */
const MOST_TRIES = 100;
/** How many fixes in a row may each uncover the next mistake. */
const MOST_STEPS = 3;

/**
 * Applies safe fixes until there are none that help, and answers the texts that changed. `find` tells what is
 * wrong when these texts stand in place of those that are there; files that `mayEdit` refuses stay as they are.
 */
export function mend(
  find: (texts: Texts) => readonly Diagnostic[],
  mayEdit: (source: SourceFile) => boolean = () => true,
): Texts {
  const isFixable = ({ fix }: Diagnostic) =>
    fix?.safe === true && fix.edits.every(({ source }) => mayEdit(source));
  const attempt = (state: State, wanted: readonly Diagnostic[]) =>
    tryFixes(find, isFixable, state, wanted);
  let state: State = { texts: new Map(), found: find(new Map()) };
  const leftOut = new Set<string>();
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const open = state.found.filter((found) => isFixable(found) && !leftOut.has(keyOf(found)));
    const [first] = open;
    if (first === undefined) break;
    const next = attempt(state, open) ?? attempt(state, [first]);
    if (next === undefined) leftOut.add(keyOf(first));
    else {
      // What did harm beside another mistake may help without it.
      leftOut.clear();
      state = next;
    }
  }
  return state.texts;
}

interface State {
  readonly texts: Texts;
  readonly found: readonly Diagnostic[];
}

/**
 * What comes of applying the fixes of `wanted`, and those of errors that only show then; undefined when one does
 * not help or an error is left that was not there.
 */
function tryFixes(
  find: (texts: Texts) => readonly Diagnostic[],
  isFixable: (found: Diagnostic) => boolean,
  { texts, found }: State,
  wanted: readonly Diagnostic[],
): State | undefined {
  let next = withFixes(texts, wanted);
  const { applied } = next;
  for (let step = 0; step < MOST_STEPS && next.applied.length > 0; step++) {
    const after = find(next.texts);
    const left = unwanted(found, after, applied);
    if (left.length === 0) return { texts: next.texts, found: after };
    if (!left.every(isFixable)) return undefined;
    next = withFixes(next.texts, left);
  }
  return undefined;
}

function withFixes(texts: Texts, wanted: readonly Diagnostic[]) {
  const next = new Map(texts);
  const applied: Diagnostic[] = [];
  const sources = wanted.flatMap(({ fix }) => fix?.edits.map(({ source }) => source) ?? []);
  for (const source of new Set(sources)) {
    const chosen = chooseSafeFixes(source, wanted);
    for (const diagnostic of chosen) applied.push(diagnostic);
    if (chosen.length > 0) next.set(source.path, applyFixes(source, chosen));
  }
  return { texts: next, applied };
}

/** The findings that `applied` was to take away, and errors that were not there before. */
function unwanted(
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
  applied: readonly Diagnostic[],
): Diagnostic[] {
  const [had, has, mended] = [countByKey(before), countByKey(after), countByKey(applied)];
  return after.filter((found) => {
    const key = keyOf(found);
    const counts = found.severity === "error" || mended.has(key);
    return counts && (has.get(key) ?? 0) > (had.get(key) ?? 0) - (mended.get(key) ?? 0);
  });
}

function countByKey(found: readonly Diagnostic[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const each of found) counts.set(keyOf(each), (counts.get(keyOf(each)) ?? 0) + 1);
  return counts;
}

/** What a finding is told by when its place has moved. */
function keyOf({ code, message, primary }: Diagnostic): string {
  return `${code} ${primary.source.path} ${message}`;
}
