// Why: a line that starts with a word and has no `:` behind it comes from many places: a forgotten colon, a
// sentence, a shell, a program. The colon is put in only where the line can be nothing else.

import { defineDiagnostic } from "../src/diagnostics/define.js";
import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import { shorten } from "../src/diagnostics/shorten.js";
import type { SourceFile, Span } from "../src/source/source.js";
import { lineEnd } from "./characters.js";

/**
 * A key and its value have `:` or `=` between them. Without one, a line of words could as well be
 * text that somebody pasted.
 *
 * ```tusk expect=missing-colon
 * queue:
 *   backend "bullmq"
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 * ```
 */
const missingColon = defineDiagnostic<{ readonly key: string }>({
  code: "TSK1007",
  name: "missing-colon",
  severity: "error",
  message: ({ key }) => `expected ":" after the key "${key}"`,
});

/** What stands behind a key that has no separator. */
export interface BehindKey extends Span {
  /** Whether it can only be the value. */
  readonly isValue: boolean;
  /** Whether it can be no part of a sentence, as words can. */
  readonly isPlain: boolean;
}

/** A key without a separator before what stands behind it. */
export function missingColonAt(source: SourceFile, key: Span, behind: BehindKey): Diagnostic {
  const end = Math.max(key.end, behind.start);
  const isOnLine = !source.slice({ start: key.end, end }).includes("\n");
  const written = source.slice(key);
  const rest = isOnLine ? source.text.slice(end, lineEnd(source.text, end)).trimEnd() : "";
  const at = { source, span: { start: key.end, end: isOnLine ? end : key.end } };
  const name = { key: written.replace(/^(["'])(.*)\1$/, "$2") };
  const wide = WIDE_SIGN.exec(rest)?.[0];
  if (wide !== undefined) return wideSign(source, name, wide, end);
  const help =
    nestedRemedy(written, rest) ??
    remedy(written, rest) ??
    (behind.isValue ? undefined : "write `key: value`");
  if (help !== undefined) return missingColon(name, { at, help });
  const edits = [{ source, span: { start: key.end, end: key.end }, insert: ":" }];
  const safe = behind.isPlain && !separates(rest);
  return missingColon(name, { at, fix: { title: 'add ":"', safe, edits } });
}

/** `:` and `=` as keyboards of East Asian scripts write them. */
const WIDE_SIGN = /^[\uff1a\uff1d]/;

function wideSign(
  source: SourceFile,
  name: { readonly key: string },
  sign: string,
  start: number,
): Diagnostic {
  const span = { start, end: start + sign.length };
  const edits = [{ source, span, insert: ":" }];
  const help = `write \`:\` in place of the full-width \`${sign}\``;
  return missingColon(name, {
    at: { source, span },
    help,
    fix: { title: 'write ":"', safe: false, edits },
  });
}

/** A member behind a key that does not nest: one in quotes, or a variable. */
function nestedRemedy(key: string, rest: string): string | undefined {
  const [, member] = /^\.([\w-]+|"[^"]*"|'[^']*')(?:\.[\w-]+)*[ \t]*[:=]/.exec(rest) ?? [];
  if (member === undefined) return undefined;
  const whole = `write \`${shorten(key)}: { ${member}: ... }\``;
  return key.startsWith("$") ? `a variable is declared as a whole: ${whole}` : whole;
}

/** The name that a key declares in other languages, and the word for that: `export NAME`, `let name`. */
export function declared(
  key: string,
): { readonly word: string; readonly name: string } | undefined {
  const [, word, name] = /^(export|const|let|var|local)[ \t]+(\S+)$/.exec(key) ?? [];
  return word && name ? { word, name } : undefined;
}

const FILE = /^(?:("[^"]+"|'[^']+')|([\w./-]+\.(?:tusk|tsk)))[,;]?$/;
const CONDITIONS: ReadonlySet<string> = new Set(
  "if elif elseif else unless switch case".split(" "),
);

/** What to write for a statement of another language. */
function remedy(word: string, rest: string): string | undefined {
  if (word === "import" || word === "include") {
    const [, quoted, bare] = FILE.exec(rest) ?? [];
    const path = quoted ?? (bare && `"${bare}"`);
    return path && `write \`@import ${shorten(path)}\``;
  }
  if (/^-[^-]/.test(word)) return `for a list write \`key:\`, and \`- ${word.slice(1)}\` below it`;
  if (CONDITIONS.has(word) && rest.endsWith(":"))
    return "choose between values: `key: condition ? one : other`";
  const [name] = /^[\w.-]+(?=[=:])/.exec(rest) ?? [];
  return name && declared(`${word} ${name}`) && `leave \`${word}\` out: \`${shorten(rest)}\``;
}

/** Whether something on the rest of a line separates a later key from its value. */
function separates(rest: string): boolean {
  return /[:=](?:[ \t]|$)|^[\w.-]+=/.test(rest.replace(/"[^"]*"|'[^']*'/g, ""));
}
