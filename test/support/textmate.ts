// Why: an editor's grammar is tested by what an editor makes of it: the engine of VS Code reads it here, and
// a text comes back as tokens with their places.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";

/** A piece of a text and the names of its scopes, from the outside in, without the language's own. */
export interface ScopedToken {
  readonly start: number;
  readonly end: number;
  readonly scopes: readonly string[];
}

/** Loads a grammar, which then cuts any number of texts. */
export async function loadGrammar(json: string): Promise<(text: string) => readonly ScopedToken[]> {
  const wasm = createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm");
  await oniguruma.loadWASM({ data: readFileSync(wasm) });
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(json, "any.json"),
  });
  const grammar = await registry.loadGrammar("source.tusk");
  if (grammar === null) throw new Error("this is no grammar of TuskLang");
  return (text) => cut(grammar, text);
}

function cut(grammar: textmate.IGrammar, text: string): ScopedToken[] {
  const found: ScopedToken[] = [];
  let state = textmate.INITIAL;
  let start = 0;
  for (const line of text.split("\n")) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line.replace(/\r$/, ""), state);
    state = ruleStack;
    for (const { startIndex, endIndex, scopes } of tokens) {
      const end = start + Math.min(endIndex, line.length);
      add(found, { start: start + startIndex, end, scopes: scopes.slice(1).map(shortName) });
    }
    start += line.length + 1;
  }
  return found;
}

/** Adds a token, to the last one if it only goes on with that. */
function add(found: ScopedToken[], token: ScopedToken): void {
  const last = found.at(-1);
  if (token.end <= token.start) return;
  if (last?.end === token.start && last.scopes.join() === token.scopes.join())
    found[found.length - 1] = { ...last, end: token.end };
  else found.push(token);
}

function shortName(scope: string): string {
  return scope.replace(/\.tusk$/, "");
}
