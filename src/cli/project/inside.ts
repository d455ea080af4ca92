// Why: what a file imports is followed step by step, so that a path or a link that leads out of the project is
// refused before anything out there is looked at.

import { assertUnreachable } from "../../diagnostics/bug.js";

/** What a path within a project leads to. `Found` is what the folder says of a file. */
export type Inside<Found> =
  /** `names` lead there from the root and had no links among them. */
  | { readonly kind: "file"; readonly names: readonly string[]; readonly file: Found }
  /** `directory` is the last that is there, `rest` are the names that it lacks. */
  | {
      readonly kind: "missing";
      readonly directory: readonly string[];
      readonly rest: readonly string[];
    }
  | { readonly kind: "outside" }
  /** It is there and is no file; `why` completes a sentence about it. */
  | { readonly kind: "other"; readonly why: string };

/** What is at a path, without following it. */
export type Entry<Found> =
  | { readonly kind: "file"; readonly file: Found }
  | { readonly kind: "directory" }
  /** Its target as names, from the root or from the directory that the link is in. */
  | { readonly kind: "link"; readonly target: readonly string[]; readonly fromRoot: boolean }
  | { readonly kind: "other"; readonly why: string };

/** Looks at a path, given as names from the root; undefined when nothing is there. */
export type Look<Found> = (names: readonly string[]) => Entry<Found> | undefined;

/** How many symbolic links are followed, as on Linux. */
const MOST_LINKS = 40;

/** Follows names from the root of a project. Throws what `look` throws. */
export function followInside<Found>(look: Look<Found>, names: readonly string[]): Inside<Found> {
  const ahead = names.toReversed();
  const passed: string[] = [];
  let links = 0;
  for (let name = ahead.pop(); name !== undefined; name = ahead.pop()) {
    if (isHere(name)) continue;
    if (name === "..") {
      if (passed.pop() === undefined) return { kind: "outside" };
      continue;
    }
    const found = look([...passed, name]);
    if (found?.kind !== "link") {
      if (found === undefined || !(found.kind === "directory" || ahead.every(isHere))) {
        return { kind: "missing", directory: passed, rest: [name, ...ahead.toReversed()] };
      }
      passed.push(name);
      continue;
    }
    links += 1;
    if (links > MOST_LINKS) return { kind: "other", why: "is a link that leads in a circle" };
    if (found.fromRoot) passed.length = 0;
    ahead.push(...found.target.toReversed());
  }
  return describe(look(passed), passed);
}

function isHere(name: string): boolean {
  return name === "" || name === ".";
}

function describe<Found>(found: Entry<Found> | undefined, names: readonly string[]): Inside<Found> {
  switch (found?.kind) {
    case "file":
      return { kind: "file", names, file: found.file };
    case "other":
      return found;
    case "directory":
    case "link":
    case undefined:
      return { kind: "other", why: "is a directory, not a file" };
    default:
      return assertUnreachable(found);
  }
}
