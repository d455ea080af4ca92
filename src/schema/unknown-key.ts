// Why: a key that nothing reads would be a setting without effect, so it is an error, and mostly a slip.

import { defineDiagnostic } from "../diagnostics/define.js";
import { labelAt } from "../diagnostics/diagnostic.js";
import { didYouMean, joinWords } from "../diagnostics/suggest.js";
import type { Entry } from "../syntax/tree.js";
import { correction } from "./correction.js";
import type { Context } from "./define.js";
import { quoted } from "./wording.js";

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
const unknownKey = defineDiagnostic<{ readonly key: string; readonly path: string }>({
  code: "TSK2011",
  name: "unknown-key",
  severity: "error",
  message: ({ key, path }) =>
    path === ""
      ? `there is no top-level key ${quoted(key)}`
      : `\`${path}\` has no setting ${quoted(key)}`,
});

/** What a block would accept in place of an unknown key. */
export interface Acceptance {
  /** The block's keys from the top. */
  readonly path: string;
  /** Keys that the block has and the file does not set. */
  readonly accepted: readonly string[];
  /** Whether the value would do under one of these keys. */
  readonly fits: (key: string) => boolean;
  /** Other blocks that have this very key. */
  readonly homes: readonly string[];
}

/** Reports a key that its block does not have; answers with the key that was obviously meant. */
export function reportUnknownKey(
  entry: Entry,
  block: Acceptance,
  context: Context,
): string | undefined {
  const { report } = context;
  const { key, keySpan } = entry;
  const { path, accepted, fits, homes } = block;
  const at = labelAt(keySpan);
  if (homes.length > 0) {
    const help = `move it ${joinWords(homes.map(describeHome), "or")}`;
    report(unknownKey({ key, path }, { at, help }));
    return undefined;
  }
  const found = correction({ span: keySpan, written: key, accepted, fits });
  report(unknownKey({ key, path }, { at, help: didYouMean(key, accepted), ...found }));
  return found.fix?.edits[0]?.insert;
}

function describeHome(path: string): string {
  return path === "" ? "to the top" : `under \`${path}\``;
}
