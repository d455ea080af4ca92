// Why: a misspelt name deserves the name that was meant. What is proposed comes from what would be accepted,
// so callers pass the accepted names and nothing else.

const MOST_SUGGESTIONS = 3;
const MOST_CHOICES = 8;
/** Longer names get no suggestion: comparing them would take more time than a message is worth. */
const LONGEST_NAME = 100;

/** More mistakes than anyone is shown; what could be meant by others is not worth looking for. */
const MOST_COMPARISONS = 200;

/** Counts the misspelt names of one run that are compared with those that could be meant. */
export class Comparisons {
  #left = MOST_COMPARISONS;

  /** Whether one more may be compared. */
  take(): boolean {
    this.#left -= 1;
    return this.#left >= 0;
  }
}

/**
 * The accepted names closest to what was written, nearest first, at most three. Near means an edit
 * distance of at most 0.4 times the length of `written`, plus one, and of half the longer name, case aside.
 */
export function suggest(written: string, accepted: Iterable<string>): string[] {
  return nearest(written, accepted, (name) => [written, name]);
}

/**
 * The paths of files closest to what was written, like `suggest`. What all of them share, folders and the
 * ending `.tusk`, makes no two of them alike: only the first differing part of a path is compared.
 */
export function suggestFiles(written: string, paths: Iterable<string>): string[] {
  return nearest(written, paths, (path) => differingParts(written, path));
}

/**
 * A `help` text for a name that is not accepted: the close ones as a question, else all of them when
 * they are few, else nothing.
 */
export function didYouMean(written: string, accepted: Iterable<string>): string | undefined {
  const names = [...new Set(accepted)];
  const close = suggest(written, names);
  if (close.length > 0) return askFor(close);
  if (names.length === 0 || names.length > MOST_CHOICES) return undefined;
  return `use ${joinWords(names.map(quote), "or")}`;
}

/** The question for suggestions; undefined when there are none. */
export function askFor(names: readonly string[]): string | undefined {
  return names.length > 0 ? `did you mean ${joinWords(names.map(quote), "or")}?` : undefined;
}

/** `a`, `a and b`, `a, b, and c`. */
export function joinWords(words: readonly string[], conjunction: "and" | "or"): string {
  if (words.length <= 2) return words.join(` ${conjunction} `);
  return `${words.slice(0, -1).join(", ")}, ${conjunction} ${words.at(-1)}`;
}

function quote(name: string): string {
  return `\`${name}\``;
}

/** `compared` says what of `written` is compared with what of a name. */
function nearest(
  written: string,
  names: Iterable<string>,
  compared: (name: string) => readonly [written: string, name: string],
): string[] {
  if (written.length > LONGEST_NAME) return [];
  const found: { readonly name: string; readonly distance: number }[] = [];
  for (const name of new Set(names)) {
    const [one, other] = compared(name);
    const half = Math.floor(Math.max(one.length, other.length) / 2);
    const limit = Math.min(Math.floor(one.length * 0.4) + 1, half);
    const distance = distanceWithin(one, other, limit);
    if (distance !== undefined && name !== written) found.push({ name, distance });
  }
  found.sort((a, b) => a.distance - b.distance);
  return found.slice(0, MOST_SUGGESTIONS).map((candidate) => candidate.name);
}

function differingParts(written: string, path: string): [string, string] {
  const parts = path.split("/");
  const [one = "", other = ""] = written
    .replace(/^(?:\.\/)+/, "")
    .split("/")
    .map((part, index) => [part, parts[index] ?? ""])
    .find(([part, other]) => part !== other) ?? [""];
  return [withoutExtension(one), withoutExtension(other)];
}

function withoutExtension(name: string): string {
  return name.replace(/\.[^.]*$/, "");
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
