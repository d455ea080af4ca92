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

/** The url of a store. `later` holds schemes that are designed and not in this version. */
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
  const why = scheme === "embedded" ? faultOfDirectory(node.value) : faultOfUrl(node.value, scheme);
  if (why === undefined) return node.value;
  const at = labelAt(textSpan(node));
  place.report(badUrl({ name: place.name, why }, { at }));
  return undefined;
}

function faultOfDirectory(text: string): string | undefined {
  const directory = text.slice("embedded:".length);
  if (directory === "") return "names no directory after `embedded:`";
  return /[\p{Cc}]/u.test(directory) ? "has a control character" : undefined;
}

function faultOfUrl(text: string, scheme: string): string | undefined {
  if (!text.startsWith(`${scheme}://`)) return `has no \`//\` after \`${scheme}:\``;
  if (/[\s\p{Cc}]/u.test(text)) return "has a space or a control character";
  if (!URL.canParse(text)) return "has no host, or a port that is not a number up to 65535";
  const { hostname, pathname, search, hash } = new URL(text);
  if (hostname === "") return "has no host";
  if (!scheme.startsWith("redis")) return undefined;
  if (search !== "" || hash !== "") return "goes on after the database number";
  return /^(\/\d{0,5})?$/.test(pathname) ? undefined : "has a database that is not a number";
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
