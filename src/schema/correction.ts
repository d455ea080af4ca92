// Why: a misspelt name is corrected in the same way wherever names are read.

import type { Evidence } from "../diagnostics/define.js";
import { editAt } from "../diagnostics/diagnostic.js";
import { didYouMean, suggest } from "../diagnostics/suggest.js";
import type { SourceSpan } from "../source/source.js";

/** More names are not compared: it would take longer than a suggestion is worth. */
const MOST_COMPARED = 200;

/** A name as written, and what would be accepted in its place. */
export interface Slip {
  readonly span: SourceSpan;
  readonly written: string;
  readonly accepted: readonly string[];
  /** Whether nothing else would be wrong with a name; true unless given. */
  readonly fits?: (name: string) => boolean;
}

/** The names that were probably meant and, when there is only one, the fix; empty without any. */
export function correction(slip: Slip): Pick<Evidence, "help" | "fix"> {
  const { span, written, accepted, fits } = slip;
  const [nearest, ...others] = nearestOf(written, accepted);
  if (nearest === undefined) return {};
  const help = didYouMean(written, accepted);
  if (others.length > 0) return { help };
  const edits = [editAt(span, nearest)];
  return { help, fix: { title: `write \`${nearest}\``, safe: fits?.(nearest) ?? true, edits } };
}

/** The names close to what was written, the closest first; none where there are too many to compare. */
export function nearestOf(written: string, accepted: readonly string[]): string[] {
  return accepted.length > MOST_COMPARED ? [] : suggest(written, accepted);
}
