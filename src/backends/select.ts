// Why: `queue.backend` decides how everything runs, so a slip in it is explained rather than just refused.

import { defineDiagnostic } from "../diagnostics/define.js";
import { labelAt } from "../diagnostics/diagnostic.js";
import { joinWords } from "../diagnostics/suggest.js";
import { correction } from "../schema/correction.js";
import type { Place, Type } from "../schema/define.js";
import { reportWrongType } from "../schema/mismatch.js";
import { textSpan } from "../schema/text-span.js";
import { quoted, quotedList } from "../schema/wording.js";
import type { StringNode } from "../syntax/tree.js";
import type { BackendName } from "./define.js";
import { backends } from "./index.js";

/**
 * `queue.backend` selects the profile that runs: its store, its queues, and its rules for retries.
 * A worker of an unknown backend could not start.
 *
 * ```tusk expect=unknown-backend
 * queue:
 *   backend: "sidekik"
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "sidekiq"
 * ```
 */
export const unknownBackend = defineDiagnostic<{ readonly name: string }>({
  code: "TSK2004",
  name: "unknown-backend",
  severity: "error",
  message: ({ name }) => `there is no backend called ${quoted(name)}`,
});

/** Every backend by its name. */
export const backendNames = backends.map(({ name }) => name);

const EXPECTED = quotedList(backendNames, "or");

/** The name of a backend. */
export const backendName: Type<BackendName> = {
  expected: EXPECTED,
  variable: { kind: "choice", choices: backendNames },
  read(node, place) {
    if (node.kind !== "string") return reportWrongType(node, EXPECTED, place);
    return backendNames.find((name) => name === node.value) ?? reportUnknown(node, place);
  },
};

function reportUnknown(node: StringNode, { report }: Place): undefined {
  const span = textSpan(node);
  report(
    unknownBackend(
      { name: node.value },
      {
        at: labelAt(span),
        notes: [`backends in this build: ${joinWords(backendNames, "and")}`],
        ...correction({ span, written: node.value, accepted: backendNames }),
      },
    ),
  );
}
