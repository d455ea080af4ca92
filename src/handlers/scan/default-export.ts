// Why: a worker calls the default export of a handler's file. That there is none, or that it cannot be called,
// mostly shows in the text; what does not is left to those who know types.

import type { Span } from "../../source/source.js";
import { scanTokens, type Token } from "./tokens.js";

/** What a module exports by default, as far as its text tells. */
export type DefaultExport =
  /** A function, or something that may be one. */
  | { readonly kind: "callable" }
  /** `what` completes "it is ...": it is certain that a call would fail, or do nothing. */
  | { readonly kind: "other"; readonly what: string; readonly at: Span }
  /** `functions` are those that it exports under names of their own. */
  | { readonly kind: "none"; readonly functions: readonly Token[] };

const CALLABLE = { kind: "callable" } as const;

/** Reads the text of a module in TypeScript or JavaScript. */
export function readDefaultExport(text: string): DefaultExport {
  if (!mayExportDefault(text)) return { kind: "none", functions: [] };
  const tokens = scanTokens(text);
  if (tokens === undefined) return CALLABLE;
  const functions: Token[] = [];
  for (const [index, token] of tokens.entries()) {
    if (!isWord(token, "export")) continue;
    const found = exportAt(tokens, index + 1, text);
    if (found === undefined) functions.push(...functionAt(tokens, index + 1));
    else return found;
  }
  return tokens.some(isCommonJs) ? CALLABLE : { kind: "none", functions };
}

/** No text without one of these words has a default export. */
function mayExportDefault(text: string): boolean {
  return /\b(?:export|exports)\b/.test(text);
}

/** Modules of the older kind export by assigning. */
function isCommonJs(token: Token): boolean {
  return isWord(token, "module") || isWord(token, "exports");
}

/** The default export behind an `export`, if that is what it exports. */
function exportAt(
  tokens: readonly Token[],
  index: number,
  text: string,
): DefaultExport | undefined {
  const [first, second] = [tokens[index], tokens[index + 1]];
  if (isWord(first, "default")) return valueAt(tokens, index + 1, text);
  if (isSign(first, "=") || (isSign(first, "*") && isWord(tokens[index + 2], "default")))
    return CALLABLE;
  if (!isGroup(first, "{")) return undefined;
  const name = exportedAsDefault(first, text);
  if (name === undefined) return undefined;
  return isWord(second, "from") ? CALLABLE : declared(tokens, name, text);
}

/** The name that `{ name as default }` exports. */
function exportedAsDefault({ start, end }: Token, text: string): Token | undefined {
  const tokens = scanTokens(text, { start: start + 1, end: end - 1 }) ?? [];
  const index = tokens.findIndex(
    (token, index) =>
      (isWord(token, "default") || /^["']default["']$/.test(token.text)) &&
      (tokens[index + 1] === undefined || isSign(tokens[index + 1], ",")),
  );
  if (index < 0) return undefined;
  const [kind, name, as] = [tokens[index - 3], tokens[index - 2], tokens[index - 1]];
  if (isWord(kind, "type")) return undefined;
  return isWord(as, "as") ? name : tokens[index];
}

/** What a value is that begins here; `follow` tells whether a name is looked up. */
function valueAt(
  tokens: readonly Token[],
  index: number,
  text: string,
  follow = true,
): DefaultExport {
  const value = tokens[index];
  if (value === undefined) return CALLABLE;
  const what = kindAt(tokens, index, text);
  if (what !== undefined) return { kind: "other", what, at: markOf(value) };
  if (!follow || value.kind !== "word" || !endsAt(tokens, index, text)) return CALLABLE;
  return declared(tokens, value, text);
}

/** What the name stands for that a module declares itself. */
function declared(tokens: readonly Token[], name: Token, text: string): DefaultExport {
  const index = tokens.findIndex(
    (token, index) => isWord(token, name.text) && isDeclarer(tokens[index - 1]),
  );
  const before = tokens[index - 1];
  const found = isWord(before, "const")
    ? valueAt(tokens, initializerAt(tokens, index), text, false)
    : valueAt(tokens, isSign(before, "*") ? index - 2 : index - 1, text, false);
  return found.kind === "other" ? { ...found, at: name } : CALLABLE;
}

function isDeclarer(token: Token | undefined): boolean {
  return (
    isSign(token, "*") || ["const", "class", "enum", "function"].some((word) => isWord(token, word))
  );
}

/** Behind the first `=`: that of an arrow in the type of a constant is another sign. */
function initializerAt(tokens: readonly Token[], index: number): number {
  const equals = tokens.findIndex(
    (token, at) => at > index && (isSign(token, "=") || isSign(token, ";")),
  );
  return isSign(tokens[equals], "=") ? equals + 1 : tokens.length;
}

/** Completes "it is ..." for what certainly cannot run a job. */
function kindAt(tokens: readonly Token[], index: number, text: string): string | undefined {
  const isAsync = isWord(tokens[index], "async") && isWord(tokens[index + 1], "function");
  const first = isAsync ? index + 1 : index;
  const value = tokens[first];
  if (isWord(value, "function"))
    return isSign(tokens[first + 1], "*")
      ? "a generator, which does nothing when it is called"
      : undefined;
  if (isWord(value, "class") || (isWord(value, "abstract") && isWord(tokens[first + 1], "class")))
    return "a class";
  if (isWord(value, "enum")) return "an enum";
  if (isWord(value, "interface")) return "a type";
  return value && endsAt(tokens, first, text) ? literalOf(value) : undefined;
}

function literalOf({ kind, text }: Token): string | undefined {
  switch (kind) {
    case "text":
    case "template":
      return "a text";
    case "number":
      return "a number";
    case "regex":
      return "a regular expression";
    case "group":
      return { "{": "an object", "[": "a list" }[text];
    case "word":
      return ["true", "false", "null", "undefined"].includes(text) ? `\`${text}\`` : undefined;
    case "sign":
      return undefined;
  }
}

/** Whether a value that begins with this token is this token. What only gives it a type does not count. */
function endsAt(tokens: readonly Token[], index: number, text: string): boolean {
  const [value, next] = [tokens[index], tokens[index + 1]];
  if (next === undefined || isSign(next, ";") || isWord(next, "as") || isWord(next, "satisfies"))
    return true;
  const onNewLine = text.slice(value?.end, next.start).includes("\n");
  return onNewLine && next.kind === "word" && !isWord(next, "in") && !isWord(next, "instanceof");
}

/** The name of the function that is exported here under a name of its own. */
function functionAt(tokens: readonly Token[], index: number): Token[] {
  const first = isWord(tokens[index], "async") ? index + 1 : index;
  const [declarer, name] = [tokens[first], tokens[first + 1]];
  const isFunction = isWord(declarer, "function") || isWord(declarer, "const");
  return isFunction && name?.kind === "word" ? [name] : [];
}

/** A whole object is too much to underline. */
function markOf({ kind, start, end }: Token): Span {
  return { start, end: kind === "group" || kind === "template" ? start + 1 : end };
}

function isWord(token: Token | undefined, text: string): boolean {
  return token?.kind === "word" && token.text === text;
}

function isSign(token: Token | undefined, text: string): boolean {
  return token?.kind === "sign" && token.text === text;
}

function isGroup(token: Token | undefined, bracket: string): token is Token {
  return token?.kind === "group" && token.text === bracket;
}
