// Why: most wrong values are wrong in one of few ways, and each way reads the same for every setting.

import { defineDiagnostic, type Evidence } from "../diagnostics/define.js";
import { editAt, type Fix, labelAt } from "../diagnostics/diagnostic.js";
import { besideComment, isEmpty } from "../evaluate/values.js";
import type { StringNode, TuskNode } from "../syntax/tree.js";
import type { Place } from "./define.js";
import { placeOf } from "./text-span.js";
import { describeNode, subjectOf } from "./wording.js";

interface Mismatch {
  /** The setting, or an item of it. */
  readonly subject: string;
  readonly expected: string;
  readonly found: string;
}

const message = ({ subject, expected, found }: Mismatch) =>
  `${subject} is ${expected}, not ${found}`;

/**
 * The setting takes a value of another type. It is not converted, because what a list or an object
 * would mean as a number is a guess.
 *
 * ```tusk expect=wrong-type
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     concurrency: [10, 20]
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     concurrency: 10
 * ```
 */
const wrongType = defineDiagnostic<Mismatch>({
  code: "TSK3010",
  name: "wrong-type",
  severity: "error",
  message,
});

/**
 * The value has the right type and is outside of what the setting can do: a word that it does not
 * know, or a number too small or too large. The headline says what is accepted.
 *
 * ```tusk expect=not-accepted
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     concurrency: 0
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     concurrency: 1
 * ```
 */
const notAccepted = defineDiagnostic<Mismatch>({
  code: "TSK3011",
  name: "not-accepted",
  severity: "error",
  message,
});

/**
 * A number in quotes is text, and `yes` is a word; other languages take both for what they look
 * like. Here a value is written as what it is, so that every reader of the file sees the same.
 *
 * ```tusk expect=wrong-literal
 * queue:
 *   backend: "bullmq"
 *   monitoring:
 *     enabled: yes
 *     metrics_port: "9090"
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   monitoring:
 *     enabled: true
 *     metrics_port: 9090
 * ```
 */
const wrongLiteral = defineDiagnostic<Mismatch>({
  code: "TSK3012",
  name: "wrong-literal",
  severity: "error",
  message,
});

/**
 * Text with spaces reads on to the end of the line, so a comment or a comma that is added later may
 * become part of it. With quotes it is plain where it ends. The meaning is the same.
 *
 * ```tusk expect=unquoted-text
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   data_export:
 *     description: Exports a user's data
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   data_export:
 *     description: "Exports a user's data"
 * ```
 */
const unquotedText = defineDiagnostic<{ readonly subject: string }>({
  code: "TSK3013",
  name: "unquoted-text",
  severity: "hint",
  message: ({ subject }) => `the text of ${subject} has spaces and no quotes`,
});

/** Reports that `node` is not what is expected; answers undefined, as a reader does. */
export function reportWrongType(node: TuskNode, expected: string, place: Place): undefined {
  const { report } = place;
  const at = labelAt(placeOf(node));
  const found = isEmpty(node) ? "nothing" : describeNode(node);
  const advice = node.kind === "null" ? insteadOfNothing(node) : {};
  report(wrongType({ subject: subjectOf(place), expected, found }, { at, ...advice }));
}

/** A setting without a value is one that is not set, and then it is not written at all. */
function insteadOfNothing(node: TuskNode): Omit<Evidence, "at"> {
  const help = "remove the line to keep the default, or write a value";
  return { help, ...(isEmpty(node) && { notes: besideComment(node.span).notes ?? [] }) };
}

/** Reports a value outside of what is accepted. */
export function reportNotAccepted(
  node: TuskNode,
  expected: string,
  place: Place,
  advice: Omit<Evidence, "at"> = {},
): undefined {
  const { report } = place;
  const at = labelAt(placeOf(node));
  report(
    notAccepted(
      { subject: subjectOf(place), expected, found: describeNode(node) },
      { at, ...advice },
    ),
  );
}

/** Reports a value where `literal` is meant, and offers it. */
export function reportWrongLiteral(
  node: TuskNode,
  expected: string,
  literal: string,
  place: Place,
): undefined {
  const { report } = place;
  const at = labelAt(node.span);
  const fix: Fix = {
    title: `write \`${literal}\``,
    safe: true,
    edits: [editAt(node.span, literal)],
  };
  const found = describeNode(node);
  report(
    wrongLiteral(
      { subject: subjectOf(place), expected, found },
      { at, help: `write \`${literal}\``, fix },
    ),
  );
}

/** Hints at quotes for text that reads on over spaces. */
export function hintAtQuotes(node: StringNode, place: Place): void {
  if (node.style !== "bare" || !/\s/.test(node.value)) return;
  const { report } = place;
  const insert = JSON.stringify(node.value);
  // Escapes and `${` would change meaning inside double quotes.
  const safe = !/[\\$"]/.test(node.value) && node.span.source.slice(node.span) === node.value;
  const fix: Fix = {
    title: `write ${insert}`,
    safe,
    edits: [editAt(node.span, insert)],
  };
  report(
    unquotedText(
      { subject: subjectOf(place) },
      {
        at: labelAt(placeOf(node)),
        ...(safe && { help: `write \`${insert}\``, fix }),
      },
    ),
  );
}
