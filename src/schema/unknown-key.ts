// Why: a key that nothing reads would be a setting without effect, so it is an error, and mostly a slip.

import { bug } from "../diagnostics/bug.js";
import { defineDiagnostic, type Evidence } from "../diagnostics/define.js";
import { editAt, labelAt } from "../diagnostics/diagnostic.js";
import { didYouMean, joinWords } from "../diagnostics/suggest.js";
import type { Entry } from "../syntax/tree.js";
import { correction } from "./correction.js";
import type { Context } from "./define.js";
import { quoted, quotedList } from "./wording.js";

/**
 * Every key of queue.tusk is a setting. One that nothing reads would have no effect: the default
 * would apply, and nothing would say so.
 *
 * ```tusk expect=unknown-key
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   data_export:
 *     timout: "15m"
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   data_export:
 *     timeout: "15m"
 * ```
 */
const unknownKey = defineDiagnostic<{ readonly keys: readonly string[]; readonly path: string }>({
  code: "TSK2011",
  name: "unknown-key",
  severity: "error",
  message: ({ keys, path }) => {
    const names = listed(keys, "or");
    if (path !== "")
      return `\`${path}\` has no ${keys.length === 1 ? "setting" : "settings"} ${names}`;
    return `there is no top-level key ${names}`;
  },
});

/** What a block would accept in place of an unknown key. */
export interface Acceptance {
  /** The block's keys from the top. */
  readonly path: string;
  /** Keys that the block has and the file does not set. */
  readonly accepted: readonly string[];
  /** Every key of the block. */
  readonly all: readonly string[];
  /** The one of `accepted` that other libraries call so. */
  readonly meant: string | undefined;
  /** Whether the value would do under one of these keys. */
  readonly fits: (key: string) => boolean;
}

/** Whether a key is a slip for one that its block has, and nothing else is wrong with it. */
export function isSlip(entry: Entry, block: Acceptance): boolean {
  return correctionOf(entry, block).fix?.safe === true;
}

/** Reports a key that its block does not have; answers with the key that was obviously meant. */
export function reportUnknownKey(
  entry: Entry,
  block: Acceptance,
  { report }: Context,
): string | undefined {
  const { key, keySpan } = entry;
  const { path, accepted, all } = block;
  const found = correctionOf(entry, block);
  const at = labelAt(keySpan);
  const help = found.help ?? adviceOn(key) ?? didYouMean(key, accepted);
  const notes = help === undefined ? [`its settings are ${quotedList(all, "and")}`] : [];
  report(unknownKey({ keys: [key], path }, { at, notes, ...found, help }));
  return found.fix?.edits[0]?.insert;
}

/** Reports keys that other blocks have, `homes`. */
export function reportMisplaced(
  strangers: readonly Entry[],
  homes: readonly string[],
  path: string,
  { report }: Context,
): void {
  const { at, keys } = together(strangers);
  const places = joinWords(
    homes.map((home) => describeHome(home, path)),
    "or",
  );
  const help = `move ${keys.length === 1 ? "it" : "them"} ${places}`;
  report(unknownKey({ keys, path }, { at, help }));
}

/** Reports keys that stand beside the block that they were to be in. */
export function reportNotIndented(
  strangers: readonly Entry[],
  { key, keySpan }: Entry,
  path: string,
  { report }: Context,
): void {
  const { at, keys } = together(strangers);
  const related = [labelAt(keySpan, "has nothing deeper below it")];
  const help = `indent ${listed(keys, "and")} to put ${keys.length === 1 ? "it" : "them"} into ${quoted(key)}`;
  report(unknownKey({ keys, path }, { at, related, help }));
}

function correctionOf(
  { key, keySpan }: Entry,
  { accepted, fits, meant }: Acceptance,
): Pick<Evidence, "help" | "fix"> {
  if (meant === undefined) return correction({ span: keySpan, written: key, accepted, fits });
  // What it is called elsewhere may be counted otherwise there.
  const fix = { title: `write \`${meant}\``, safe: false, edits: [editAt(keySpan, meant)] };
  return { help: `did you mean \`${meant}\`?`, fix };
}

/** What to write for a key that is no setting of any name. */
function adviceOn(key: string): string | undefined {
  if (key === "handler" || key === "handlers") {
    return "leave it out: the handler of a job is the file of its name in `handlers`";
  }
  return /^-[^-]/.test(key) ? `write \`- ${key.slice(1)}\` for an item of a list` : undefined;
}

/** What several keys are called, and the place of the first. */
function together(strangers: readonly Entry[]) {
  const keys = strangers.map(({ key }) => key);
  const [first] = strangers;
  return { at: labelAt((first ?? bug("no key is unknown")).keySpan), keys };
}

/** More keys than this are counted. */
const MOST_LISTED = 4;

function listed(keys: readonly string[], conjunction: "and" | "or"): string {
  if (keys.length <= MOST_LISTED) return quotedList(keys, conjunction);
  const shown = keys.slice(0, MOST_LISTED - 1).map(quoted);
  return joinWords([...shown, `${keys.length - shown.length} more`], conjunction);
}

/** A place, as seen from the block `path`. */
function describeHome(home: string, path: string): string {
  if (home === "") return "to the top";
  return path.endsWith(`.${home}`) ? `under the \`${home}\` of the top level` : `under \`${home}\``;
}
