// Why: most wrong values are wrong in one of few ways, and each way reads the same for every setting.

import { defineDiagnostic, type Evidence } from "../diagnostics/define.js";
import type { Fix } from "../diagnostics/diagnostic.js";
import type { StringNode, TuskNode } from "../syntax/tree.js";
import type { Place } from "./define.js";
import { placeOf } from "./text-span.js";
import { describeNode } from "./wording.js";

interface Mismatch {
  /** The setting's key. */
  readonly name: string;
  readonly expected: string;
  readonly found: string;
}

const message = ({ name, expected, found }: Mismatch) => `\`${name}\` is ${expected}, not ${found}`;

/** A value of another type than the setting's. */
export const wrongType = defineDiagnostic<Mismatch>({
  code: "TSK3010",
  name: "wrong-type",
  severity: "error",
  message,
});

/** A value of the right type that is not among those accepted. */
export const notAccepted = defineDiagnostic<Mismatch>({
  code: "TSK3011",
  name: "not-accepted",
  severity: "error",
  message,
});

/** A value whose spelling makes it another type than the one obviously meant. */
export const wrongLiteral = defineDiagnostic<Mismatch>({
  code: "TSK3012",
  name: "wrong-literal",
  severity: "error",
  message,
});

/** Text with spaces and without quotes, where text is meant. */
export const unquotedText = defineDiagnostic<{ readonly name: string }>({
  code: "TSK3013",
  name: "unquoted-text",
  severity: "hint",
  message: ({ name }) => `the text of \`${name}\` has spaces and no quotes`,
});

/** Reports that `node` is not what is expected; answers undefined, as a reader does. */
export function reportWrongType(node: TuskNode, expected: string, place: Place): undefined {
  const { name, source, report } = place;
  const at = { source, span: placeOf(source, node) };
  const absent = node.kind === "null" && source.slice(node.span) !== "null";
  const found = absent ? "nothing" : describeNode(node);
  report(wrongType({ name, expected, found }, { at }));
}

/** Reports a value outside of what is accepted. */
export function reportNotAccepted(
  node: TuskNode,
  expected: string,
  place: Place,
  advice: Omit<Evidence, "at"> = {},
): undefined {
  const { name, source, report } = place;
  const at = { source, span: placeOf(source, node) };
  report(notAccepted({ name, expected, found: describeNode(node) }, { at, ...advice }));
}

/** Reports a value where `literal` is meant, and offers it. */
export function reportWrongLiteral(
  node: TuskNode,
  expected: string,
  literal: string,
  place: Place,
): undefined {
  const { name, source, report } = place;
  const at = { source, span: node.span };
  const fix: Fix = {
    title: `write \`${literal}\``,
    safe: true,
    edits: [{ source, span: node.span, insert: literal }],
  };
  const found = describeNode(node);
  report(wrongLiteral({ name, expected, found }, { at, help: `write \`${literal}\``, fix }));
}

/** Hints at quotes for text that reads on over spaces. */
export function hintAtQuotes(node: StringNode, place: Place): void {
  if (node.style !== "bare" || !/\s/.test(node.value)) return;
  const { name, source, report } = place;
  const insert = JSON.stringify(node.value);
  // Escapes and `${` would change meaning inside double quotes.
  const safe = !/[\\$"]/.test(node.value) && source.slice(node.span) === node.value;
  const fix: Fix = {
    title: `write ${insert}`,
    safe,
    edits: [{ source, span: node.span, insert }],
  };
  report(
    unquotedText(
      { name },
      {
        at: { source, span: placeOf(source, node) },
        ...(safe && { help: `write \`${insert}\``, fix }),
      },
    ),
  );
}
