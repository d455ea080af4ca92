// Why: the url of a store names its kind, its place, and, for Redis, a database; a slip in it shows only
// when a worker cannot connect. No message repeats the text of a url: it may hold a password.

import { defineDiagnostic } from "../../diagnostics/define.js";
import { labelAt } from "../../diagnostics/diagnostic.js";
import { suggest } from "../../diagnostics/suggest.js";
import type { StringNode } from "../../syntax/tree.js";
import type { Place, Type } from "../define.js";
import { reportLater } from "../later.js";
import { reportWrongType } from "../mismatch.js";
import { partSpan, textSpan } from "../text-span.js";
import { quotedList } from "../wording.js";
import { faultOf } from "./url-faults.js";

/**
 * Nothing can be reached by this url. A worker would start, fail to connect, and try again for
 * ever.
 *
 * ```tusk expect=bad-url
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     url: "localhost:6379"
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     url: "redis://localhost:6379"
 * ```
 */
const badUrl = defineDiagnostic<{ readonly name: string; readonly why: string }>({
  code: "TSK3015",
  name: "bad-url",
  severity: "error",
  message: ({ name, why }) => `the url of \`${name}\` ${why}`,
});

/** The url of a store or of a service. `later` holds schemes that are designed and not in this version. */
export function storeUrl(schemes: readonly string[], later: readonly string[] = []): Type<string> {
  const expected = `a url that starts with ${quotedList(schemes.map(opening), "or")}`;
  return {
    expected,
    variable: { kind: "url", schemes },
    read(node, place) {
      if (node.kind !== "string") return reportWrongType(node, expected, place);
      const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(node.value)?.[1] ?? "";
      if (schemes.includes(scheme)) return readRest(node, scheme, place);
      const span = partSpan(node, { start: 0, end: scheme.length });
      if (later.includes(scheme)) return reportLater(`\`${opening(scheme)}\``, span, place);
      return reportScheme(node, scheme, schemes, place);
    },
  };
}

/** The url of a service on the web. */
export const webUrl = storeUrl(["https", "http"]);

/** How a url of a scheme begins. */
function opening(scheme: string): string {
  return scheme === "embedded" ? "embedded:" : `${scheme}://`;
}

function readRest(node: StringNode, scheme: string, place: Place): string | undefined {
  const fault = faultOf(node.value, scheme);
  if (fault === undefined) return node.value;
  const { why, part, help } = fault;
  const span = part === undefined ? textSpan(node) : partSpan(node, part);
  place.report(
    badUrl({ name: place.name, why }, { at: labelAt(span), ...(help !== undefined && { help }) }),
  );
  return undefined;
}

function reportScheme(
  node: StringNode,
  scheme: string,
  schemes: readonly string[],
  place: Place,
): undefined {
  const { name, report } = place;
  const whole = textSpan(node);
  const span = scheme === "" ? whole : partSpan(node, { start: 0, end: scheme.length });
  const why = scheme === "" ? "has no scheme" : `starts with \`${scheme}:\``;
  const [nearest] = scheme === "" ? [] : suggest(scheme, schemes);
  report(
    badUrl(
      { name, why },
      {
        at: labelAt(span),
        notes: [`it starts with ${quotedList(schemes.map(opening), "or")}`],
        ...(nearest !== undefined && { help: `did you mean \`${nearest}\`?` }),
      },
    ),
  );
  return undefined;
}
