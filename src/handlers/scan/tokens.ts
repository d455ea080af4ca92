// Why: what a module exports shows at its top level. This finds the tokens that stand there without a compiler, so
// that a command which only looks stays fast. Comments, texts, templates, and regular expressions are passed over.

import type { Span } from "../../source/source.js";

/** What stands at the top level of a module. */
export interface Token extends Span {
  /** A `group` is a pair of brackets with all that is between them. */
  readonly kind: "word" | "text" | "template" | "number" | "regex" | "group" | "sign";
  /** As written; of a group its opening bracket. */
  readonly text: string;
}

/** The tokens between two offsets; undefined when it is not certain where something ends. */
export function scanTokens(
  text: string,
  { start, end }: Span = { start: 0, end: text.length },
): Token[] | undefined {
  return new Scanner(text.slice(0, end), start).scan();
}

/** Behind these words a value begins, so a slash opens a regular expression. */
const BEFORE_VALUE = new Set(
  "await case default delete do else export extends in instanceof new of return throw typeof void yield".split(
    " ",
  ),
);
/** The brackets behind these words end before a statement. */
const BEFORE_STATEMENT = new Set(["if", "while", "for", "with"]);
const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}", "${": "}" };

const WORD = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/uy;
const NUMBER = /\d[\w.]*/y;
const SPACE = /\s+/y;

/** Brackets, or a template's braces, that are not closed yet. */
interface Open {
  readonly bracket: string;
  readonly start: number;
  /** What stands in front of it. */
  readonly before: Token | undefined;
}

class Scanner {
  readonly #text: string;
  readonly #found: Token[] = [];
  readonly #open: Open[] = [];
  /** Where the templates that are not closed yet begin. */
  readonly #templates: number[] = [];
  #at: number;
  #last: Token | undefined;
  /** In front of the brackets that were closed last. */
  #beforeGroup: Token | undefined;

  constructor(text: string, start: number) {
    this.#text = text;
    this.#at = start;
  }

  scan(): Token[] | undefined {
    if (this.#at === 0 && this.#text.startsWith("#!")) this.#skipLine();
    while (this.#at < this.#text.length) if (!this.#step()) return undefined;
    return this.#open.length === 0 ? this.#found : undefined;
  }

  /** Passes over one token; false when it is not certain where it ends. */
  #step(): boolean {
    const character = this.#text[this.#at] ?? "";
    if (this.#match(SPACE) !== undefined) return true;
    switch (character) {
      case "/":
        return this.#slash();
      case "'":
      case '"':
        return this.#quoted(character);
      case "`":
        this.#templates.push(this.#at);
        this.#at += 1;
        return this.#template();
      case "(":
      case "[":
      case "{":
        return this.#enter(character);
      case ")":
      case "]":
      case "}":
        return this.#leave(character);
      case "\\":
        return false;
      default:
        return this.#plain();
    }
  }

  #plain(): boolean {
    const start = this.#at;
    if (this.#match(WORD) !== undefined) this.#add("word", start);
    else if (this.#match(NUMBER) !== undefined) this.#add("number", start);
    else {
      const two = this.#text.slice(start, start + 2);
      this.#at += two === "=>" || two === "++" || two === "--" ? 2 : 1;
      this.#add("sign", start);
    }
    return true;
  }

  #slash(): boolean {
    if (this.#text.startsWith("//", this.#at)) {
      this.#skipLine();
      return true;
    }
    if (this.#text.startsWith("/*", this.#at)) {
      const end = this.#text.indexOf("*/", this.#at + 2);
      this.#at = end + 2;
      return end >= 0;
    }
    const opens = this.#opensRegex();
    if (opens === undefined) return false;
    return opens ? this.#regex() : this.#plain();
  }

  /** Whether a slash opens a regular expression here; undefined when only a parser can tell. */
  #opensRegex(): boolean | undefined {
    const last = this.#last;
    switch (last?.kind) {
      case undefined:
        return true;
      case "word":
        return BEFORE_VALUE.has(last.text);
      case "sign":
        // The end of an element of JSX.
        return last.text === "<" ? undefined : last.text !== "++" && last.text !== "--";
      case "group":
        if (last.text === "{") return undefined;
        return last.text === "(" && BEFORE_STATEMENT.has(this.#beforeGroup?.text ?? "");
      default:
        return false;
    }
  }

  #regex(): boolean {
    const start = this.#at;
    let inClass = false;
    for (this.#at += 1; this.#at < this.#text.length; this.#at++) {
      const character = this.#text[this.#at];
      if (character === "\n") return false;
      if (character === "\\") this.#at += 1;
      else if (character === "[") inClass = true;
      else if (character === "]") inClass = false;
      else if (character === "/" && !inClass) {
        this.#at += 1;
        this.#match(WORD);
        this.#add("regex", start);
        return true;
      }
    }
    return false;
  }

  #quoted(quote: string): boolean {
    const start = this.#at;
    for (this.#at += 1; this.#at < this.#text.length; this.#at++) {
      const character = this.#text[this.#at];
      if (character === "\n") return false;
      if (character === "\\") this.#at += this.#text.startsWith("\r\n", this.#at + 1) ? 2 : 1;
      else if (character === quote) {
        this.#at += 1;
        this.#add("text", start);
        return true;
      }
    }
    return false;
  }

  /** The text of a template up to its end, or up to a value in it. */
  #template(): boolean {
    for (; this.#at < this.#text.length; this.#at++) {
      const character = this.#text[this.#at];
      if (character === "\\") this.#at += 1;
      else if (character === "`") {
        this.#at += 1;
        this.#add("template", this.#templates.pop() ?? 0);
        return true;
      } else if (this.#text.startsWith("${", this.#at)) return this.#enter("${");
    }
    return false;
  }

  #enter(bracket: string): boolean {
    this.#open.push({ bracket, start: this.#at, before: this.#last });
    this.#at += bracket.length;
    this.#last = undefined;
    return true;
  }

  #leave(bracket: string): boolean {
    const open = this.#open.pop();
    if (open === undefined || CLOSING[open.bracket] !== bracket) return false;
    this.#at += 1;
    if (open.bracket === "${") return this.#template();
    this.#beforeGroup = open.before;
    this.#add("group", open.start, open.bracket);
    return true;
  }

  #add(kind: Token["kind"], start: number, text = this.#text.slice(start, this.#at)): void {
    this.#last = { kind, text, start, end: this.#at };
    if (this.#open.length === 0) this.#found.push(this.#last);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #skipLine(): void {
    const end = this.#text.indexOf("\n", this.#at);
    this.#at = end < 0 ? this.#text.length : end;
  }
}
