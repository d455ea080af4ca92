// Why: a grammar written for people drifts from the one that runs. This reads the rules of a page, so that
// tests can compare them with the parser's and with what the lexer makes.

/** The right side of a rule. `class` is what stands between question marks. */
export type Ebnf =
  | { readonly kind: "choice" | "sequence"; readonly of: readonly Ebnf[] }
  | { readonly kind: "optional" | "repeated"; readonly of: Ebnf }
  | { readonly kind: "name" | "text" | "class"; readonly value: string };

const TOKEN = /\s+|\(\*.*?\*\)|\?\s(.*?)\s\?|"([^"]*)"|'([^']*)'|([A-Za-z]\w*)|([=|[\]{}()])/gsy;

interface Word {
  readonly kind: "name" | "text" | "class" | "sign";
  readonly value: string;
}

/** The rules of a block of EBNF by name, in order. Throws what it cannot read. */
export function readRules(text: string): Map<string, Ebnf> {
  const rules = new Map<string, Ebnf>();
  for (const rule of text.split(/\n(?=\w)/)) {
    const words = wordsOf(rule);
    const [name, equals] = words.splice(0, 2);
    if (name?.kind !== "name" || equals?.value !== "=") throw new Error(`no rule: ${rule}`);
    const node = readChoice(words);
    if (words.length > 0) throw new Error(`more than a rule: ${rule}`);
    rules.set(name.value, node);
  }
  return rules;
}

function wordsOf(rule: string): Word[] {
  const words: Word[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < rule.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(rule);
    if (match === null) throw new Error(`no EBNF: ${rule.slice(at)}`);
    const [, prose, double, single, name, sign] = match;
    if (prose !== undefined) words.push({ kind: "class", value: prose });
    else if (name !== undefined) words.push({ kind: "name", value: name });
    else if (sign !== undefined) words.push({ kind: "sign", value: sign });
    else if (double !== undefined || single !== undefined)
      words.push({ kind: "text", value: double ?? single ?? "" });
  }
  return words;
}

function readChoice(words: Word[]): Ebnf {
  const of = [readSequence(words)];
  while (isSign(words[0], "|")) {
    words.shift();
    of.push(readSequence(words));
  }
  return choice(of);
}

function readSequence(words: Word[]): Ebnf {
  const of: Ebnf[] = [];
  for (let word = words[0]; word !== undefined; word = words[0]) {
    if (word.kind === "sign" && !"([{".includes(word.value)) break;
    words.shift();
    of.push(word.kind === "sign" ? readGroup(words, word.value) : (word as Ebnf));
  }
  return sequence(of);
}

function readGroup(words: Word[], open: string): Ebnf {
  const of = readChoice(words);
  const close = words.shift();
  if (close?.value !== { "(": ")", "[": "]", "{": "}" }[open])
    throw new Error(`\`${open}\` is open`);
  if (open === "(") return of;
  return { kind: open === "[" ? "optional" : "repeated", of };
}

function isSign(word: Word | undefined, value: string): boolean {
  return word?.kind === "sign" && word.value === value;
}

/** A choice, flat; one choice alone is none. */
export function choice(nodes: readonly Ebnf[]): Ebnf {
  return flat("choice", nodes);
}

/** A sequence, flat; one element alone is none. */
export function sequence(nodes: readonly Ebnf[]): Ebnf {
  return flat("sequence", nodes);
}

function flat(kind: "choice" | "sequence", nodes: readonly Ebnf[]): Ebnf {
  const of = nodes.flatMap((node) => (node.kind === kind ? node.of : [node]));
  const [only] = of;
  return of.length === 1 && only !== undefined ? only : { kind, of };
}

/** The rule in one line, as a page writes it. */
export function printRule(node: Ebnf): string {
  switch (node.kind) {
    case "choice":
      return node.of.map(printRule).join(" | ");
    case "sequence":
      return node.of
        .map((part) => (part.kind === "choice" ? `( ${printRule(part)} )` : printRule(part)))
        .join(" ");
    case "optional":
      return `[ ${printRule(node.of)} ]`;
    case "repeated":
      return `{ ${printRule(node.of)} }`;
    case "name":
      return node.value;
    case "text":
      return node.value.includes('"') ? `'${node.value}'` : `"${node.value}"`;
    case "class":
      return `? ${node.value} ?`;
  }
}

/** A pattern for the whole of what a rule that does not contain itself matches. */
export function patternOf(rules: ReadonlyMap<string, Ebnf>, name: string): RegExp {
  return new RegExp(`^${pattern(rules, { kind: "name", value: name })}$`, "u");
}

function pattern(rules: ReadonlyMap<string, Ebnf>, node: Ebnf): string {
  switch (node.kind) {
    case "choice":
      return `(?:${node.of.map((part) => pattern(rules, part)).join("|")})`;
    case "sequence":
      return node.of.map((part) => pattern(rules, part)).join("");
    case "optional":
      return `(?:${pattern(rules, node.of)})?`;
    case "repeated":
      return `(?:${pattern(rules, node.of)})*`;
    case "text":
      return node.value.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
    case "class":
      return node.value.startsWith("[") ? node.value : "[\\s\\S]*?";
    case "name": {
      const rule = rules.get(node.value);
      if (rule === undefined) throw new Error(`no rule is called ${node.value}`);
      return `(?:${pattern(rules, rule)})`;
    }
  }
}
