// Why: a misspelt name deserves the name that was meant. What is proposed comes from what would be accepted,
// so callers pass the accepted names and nothing else.

const MOST_SUGGESTIONS = 3;
const MOST_CHOICES = 8;
/** Longer names get no suggestion: comparing them would take more time than a message is worth. */
const LONGEST_NAME = 100;

/**
 * The accepted names closest to what was written, nearest first, at most three. Near means an edit
 * distance of at most 0.4 times the length of `written`, plus one, case aside.
 */
export function suggest(written: string, accepted: Iterable<string>): string[] {
  if (written.length > LONGEST_NAME) return [];
  const limit = Math.floor(written.length * 0.4) + 1;
  const found: { readonly name: string; readonly distance: number }[] = [];
  for (const name of new Set(accepted)) {
    const distance = distanceWithin(written, name, limit);
    if (distance !== undefined && name !== written) found.push({ name, distance });
  }
  found.sort((a, b) => a.distance - b.distance);
  return found.slice(0, MOST_SUGGESTIONS).map((candidate) => candidate.name);
}

/**
 * A `help` text for a name that is not accepted: the close ones as a question, else all of them when
 * they are few, else nothing.
 */
export function didYouMean(written: string, accepted: Iterable<string>): string | undefined {
  const names = [...new Set(accepted)];
  const close = suggest(written, names);
  if (close.length > 0) return `did you mean ${joinWords(close.map(quote), "or")}?`;
  if (names.length === 0 || names.length > MOST_CHOICES) return undefined;
  return `use ${joinWords(names.map(quote), "or")}`;
}

/** `a`, `a and b`, `a, b, and c`. */
export function joinWords(words: readonly string[], conjunction: "and" | "or"): string {
  if (words.length <= 2) return words.join(` ${conjunction} `);
  return `${words.slice(0, -1).join(", ")}, ${conjunction} ${words.at(-1)}`;
}

function quote(name: string): string {
  return `\`${name}\``;
}

function distanceWithin(written: string, name: string, limit: number): number | undefined {
  if (written.toLowerCase() === name.toLowerCase()) return 0;
  if (Math.abs(written.length - name.length) > limit) return undefined;
  const distance = editDistance(written.toLowerCase(), name.toLowerCase(), limit);
  return distance <= limit ? distance : undefined;
}

/** Optimal string alignment: insert, delete, replace, and swap of neighbours cost 1; stops past `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      const swapped =
        row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(
        Math.min(
          at(last, column) + 1,
          at(current, column - 1) + 1,
          at(last, column - 1) + (same ? 0 : 1),
          swapped ? at(beforeLast, column - 2) + 1 : Infinity,
        ),
      );
    }
    if (Math.min(...current) > limit) return limit + 1;
    beforeLast = last;
    last = current;
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
