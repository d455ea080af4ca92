// Why: YAML reads `no`, `1e3`, and `a: b` as anything but text; text goes in quoted unless it is plain beyond
// doubt.

import { printable } from "../printable.js";
import { type Fragment, tagFor } from "./fragment.js";

/** Text that is safe in YAML. */
export type Yaml = Fragment<"yaml">;

/** YAML with holes. */
export const yaml = tagFor("yaml");

const PLAIN = /^(?:[A-Za-z_/]|\.\.?\/)[\w./@-]*(?::[\w./@-]+)*$/;
const SPAN = /^\d+(?:ms|s|m|h)$/;
const WORDS = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/** A scalar that reads back as just this value. */
export function scalar(value: string | number | boolean): Yaml {
  const bare = typeof value !== "string" || isPlain(value);
  return { format: "yaml", text: bare ? String(value) : quoted(value) };
}

/** Text in double quotes, even where it could do without. */
export function quotedScalar(value: string): Yaml {
  return { format: "yaml", text: quoted(value) };
}

/** Text in double quotes in which Compose and Kubernetes see no variable. */
export function literalWord(value: string): Yaml {
  return quotedScalar(value.replaceAll("$", "$$$$"));
}

/** A list on one line. */
export function flowList(items: readonly Yaml[]): Yaml {
  return { format: "yaml", text: `[${items.map(({ text }) => text).join(", ")}]` };
}

/** A line of a literal block (`|`), which is read as it stands. */
export function blockLine(text: string): Yaml {
  return { format: "yaml", text: printable(text) };
}

/** Text for a comment. */
export function yamlComment(text: string): Yaml {
  return { format: "yaml", text: printable(text) };
}

function isPlain(text: string): boolean {
  return (PLAIN.test(text) && !WORDS.test(text)) || SPAN.test(text);
}

function quoted(text: string): string {
  const escaped = text.replace(/["\\]/g, "\\$&");
  return `"${printable(escaped, escapeUnits)}"`;
}

function escapeUnits(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code > 0xffff) return `\\U${code.toString(16).padStart(8, "0")}`;
  return `\\u${code.toString(16).padStart(4, "0")}`;
}
