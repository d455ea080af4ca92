// Why: what no example thinks of: every form of the language in every other, with white space and comments
// wherever they may stand. The files made here can be read; what is wrong in some of them is what they mean.

import fc, { type GeneratorValue } from "fast-check";

/** Makes a TuskLang file of what `random` picks. */
export function tuskFile(random: GeneratorValue): string {
  const make = new FileMaker(random);
  const lines = make.chance(15) ? make.braced() : make.sections();
  const indent = make.pick("", "", "", "  ");
  const text = lines.map((line) => (line === "" ? "" : indent + line)).join("\n");
  const ended = make.pick("", "\ufeff") + text + make.pick("", "\n", "\n\n\n");
  return make.chance(15) ? ended.replaceAll("\n", "\r\n") : ended;
}

const KEYS = ["a", "b-c", "d_1", "7", "e.f", "g.h.i", '"odd key"', "'x.y'", "'${z} \\d \"q\"'"];
const LEAVES = [
  ...["1", "-2.5", "1.50e3", "true", "null", '"text"', "'single'", "'it is \"so\" \\d\\n'", "''"],
  ...["'${s} @x'", "'@env(\"A\")'", "\"${s} @env('A', 1) \\${no} \\q\"", "$v", "${s}", "${ v }"],
  ...['@env("A", 1)', "@env.A", 'env("B", "b")', '"""fenced"""', "$o.x", '$l[0] + "x"'],
];
const BARE = [
  ...["info", "redis://h:6379/1", "a-b", "0 3 * * *", "int[]", "csv | json"],
  ...["x (y)", "don't", "007", "8000-9000", "2 * 3 + 4", "a[1]", "yes"],
];
/** Text that ends where its line does, outside brackets. */
const LINE_BARE = ["a, b, c", "note: this", "end,,", "x (y", "int(1..9) = 5"];
const OPERATORS = ["+", "||", "&&", "??", "=="];
const LINE_COMMENTS = ["# c", "#c", "// d", "# e, (", "## [f]:", "#"];

/** Lines at column 1, or a value that goes on behind its key. */
type Lines = string[];

class FileMaker {
  #comments = 0;
  /** How many brackets are open. Lines inside stand deeper than the line of their bracket. */
  #level = 0;

  constructor(readonly random: GeneratorValue) {}

  pick<T>(...options: readonly T[]): T {
    const option = options[this.count(options.length - 1)];
    if (option === undefined) throw new Error("there is nothing to pick from");
    return option;
  }

  chance(percent: number): boolean {
    return this.random(fc.nat, { max: 99 }) < percent;
  }

  count(max: number): number {
    return this.random(fc.nat, { max });
  }

  /** A file of statements and sections. */
  sections(): Lines {
    const first = ["$v: 3", "$s = 'text'", "$o: { x: 1 }", '$l: ["y", 2]'];
    const sections = ["[s]", "[ t . 'u v' ]", '["w".x]'].slice(0, this.count(3));
    return [
      ...this.#trivia(),
      ...first,
      ...this.#statements(3),
      ...sections.flatMap((header) => [
        ...this.#trivia(),
        header + this.#behind(),
        ...this.#indented(this.#statements(2), this.pick(0, 0, 2)),
      ]),
      ...this.#trivia(),
    ];
  }

  /** A file that is one object. */
  braced(): Lines {
    const object = `{${this.#members(2)}}`;
    return [...this.#trivia(), ...object.split("\n"), ...this.#trivia()];
  }

  #statements(depth: number): Lines {
    const keys = KEYS.filter(() => this.chance(30));
    const statements = keys.flatMap((key) => {
      const [first, ...rest] = this.#statement(key, depth);
      return [...this.#trivia(), this.#before() + first, ...rest];
    });
    return statements.length > 0 ? statements : ["z: 1"];
  }

  #statement(key: string, depth: number): Lines {
    const separator = this.pick(":", ": ", " = ", "=", " :  ");
    const end = this.pick("", "", "", ",", " ;") + this.#behind();
    const deeper = depth > 0 ? this.count(9) : 0;
    switch (deeper) {
      case 1:
      case 2:
        return [`${key}:${this.#behind()}`, ...this.#below(depth, this.pick(1, 2, 4))];
      case 3:
        return [`${key}:${this.#behind()}`, ...this.#items(depth - 1, this.pick(0, 2, 3))];
      case 4:
        return [`${key} >${this.#behind()}`, ...this.#spread(`${this.#members(depth - 1)}\n`), "<"];
      case 5:
        return this.#spread(`${key}${this.pick(" ", ": ")}{${this.#members(depth - 1)}}${end}`);
      case 6:
        return [`${key}: |${this.pick("", " # c", "  ")}`, ...this.#rawText()];
      case 7:
        return [`${key}:${this.#behind()}`];
      default:
        return this.#spread(`${key}${separator}${this.#value(depth, true)}${end}`);
    }
  }

  /** Deeper lines, each with comments around it at any column. */
  #below(depth: number, indent: number): Lines {
    const lines = [...this.#statements(depth - 1), ...this.#trivia()];
    return [...this.#indented(lines, indent), ...this.#trivia()];
  }

  #indented(lines: Lines, by: number): Lines {
    return lines.map((line) => (line === "" ? "" : " ".repeat(by) + line));
  }

  #items(depth: number, indent: number): Lines {
    const items = Array.from({ length: 1 + this.count(2) }, () => this.#item(depth));
    return this.#indented(
      items.flatMap((item) => [...this.#trivia(), ...item]),
      indent,
    );
  }

  #item(depth: number): Lines {
    const end = this.pick("", "", ",") + this.#behind();
    const deeper = depth > 0 ? this.count(7) : 0;
    const statements = () => this.#statements(depth - 1);
    switch (deeper) {
      case 1: {
        const [first, ...rest] = this.#statement(this.pick(...KEYS), depth - 1);
        const isAssigned = /^[^'"]*(?:: | = |:$|\{$)/.test(first ?? "");
        return isAssigned ? [`- ${this.#before()}${first}`, ...this.#indented(rest, 2)] : ["- 1"];
      }
      case 2:
        return [`-${this.#behind()}`, ...this.#indented(statements(), 3)];
      case 3:
        return ["-", ...this.#items(depth - 1, 2)];
      case 4:
        return ["- |", ...this.#rawText()];
      case 5:
        return this.#spread(`- {${this.#members(depth - 1)}}${end}`);
      case 6:
        return [`-${this.#behind()}`];
      default:
        return this.#spread(`- ${this.#value(depth, true)}${end}`);
    }
  }

  #rawText(): Lines {
    return this.pick(
      ["    raw", "      deeper  ", "", "    # no comment"],
      ["  raw: text"],
      ["     ", "   a", "   \tb"],
    );
  }

  /** A value on one line, or over lines in its brackets. */
  #value(depth: number, ownLine: boolean): string {
    this.#level += 1;
    const value = this.#anyValue(depth, ownLine);
    this.#level -= 1;
    return value;
  }

  #anyValue(depth: number, ownLine: boolean): string {
    const kind = depth > 0 ? this.count(6) : this.count(2);
    if (kind === 0) return this.pick(...BARE, ...(ownLine ? LINE_BARE : []));
    if (kind === 1 || kind === 2) return this.pick(...LEAVES);
    if (kind === 3) return this.#group(this.#expression(depth));
    if (kind === 4) return `[${this.#elements(depth - 1)}]`;
    if (kind === 5) return `{${this.#members(depth - 1)}}`;
    return `@if(${this.#gap()}$v == 3,${this.#gap()}${this.#expression(depth)}, [${this.#elements(0)}])`;
  }

  #group(inner: string): string {
    return `(${this.#gap()}${inner}${this.#gap()})`;
  }

  #expression(depth: number): string {
    const leaf = this.pick(...LEAVES);
    if (depth <= 0 || this.chance(30)) return leaf;
    const other = this.#expression(depth - 1);
    switch (this.count(3)) {
      case 0:
        return `${leaf} ${this.pick(...OPERATORS)}${this.#gap(" ")}${other}`;
      case 1:
        return `${leaf}${this.#gap(" ")}?${this.#gap(" ")}${other} : ${this.pick(...LEAVES)}`;
      case 2:
        return this.#group(other);
      default:
        return `!${other}`;
    }
  }

  #elements(depth: number): string {
    const items = Array.from({ length: this.count(3) }, () => this.#value(depth, false));
    const separators = items.slice(1).map(() => this.pick(",", ", ", " , ", ",\n\n"));
    const last = items.length > 0 ? this.pick("", "", ",") : "";
    return this.#gap() + this.#joined(items, separators) + last + this.#gap();
  }

  #members(depth: number): string {
    const keys = KEYS.filter(() => this.chance(25));
    const members = keys.map(
      (key) => `${key}${this.pick(": ", " = ", ":")}${this.#value(depth, false)}`,
    );
    const separators = members.slice(1).map(() => this.pick(",", "; ", ",\n\n"));
    const last = members.length > 0 ? this.pick("", ",", ";") : "";
    return this.#gap(" ") + this.#joined(members, separators) + last + this.#gap(" ");
  }

  #joined(parts: readonly string[], separators: readonly string[]): string {
    return parts
      .map(
        (part, index) => part + (separators[index] ?? "") + (separators[index] ? this.#gap() : ""),
      )
      .join("");
  }

  /** White space inside brackets. */
  #gap(least = ""): string {
    if (this.chance(70)) return this.pick(least, " ");
    const lineBreak = `\n${" ".repeat(3 * this.#level)}`;
    const comment = this.#comment();
    return this.pick(
      ...[lineBreak, `\n\n${lineBreak}`, ` ${comment}${lineBreak}`, ` /* i */${least || " "}`],
      `${lineBreak}${comment}${lineBreak}`,
    );
  }

  /** Brackets over lines stay right of their statement. */
  #spread(text: string): Lines {
    const [first = "", ...rest] = text.split("\n");
    return [first, ...this.#indented(rest, this.pick(1, 2, 8))];
  }

  #trivia(): Lines {
    if (this.chance(60)) return [];
    const comment = " ".repeat(this.count(5)) + this.#comment();
    const block = ["   /* g", this.pick("      h", "    * h", "  ? h", "  h: [ {"), " */"];
    return this.pick(
      [""],
      ["", "", ""],
      [comment],
      ["", comment, ""],
      [comment, "", comment],
      block,
      ["; line"],
    );
  }

  /** A comment in front of something, or nothing. */
  #before(): string {
    return this.chance(8) ? "/* l */ " : "";
  }

  /** A comment behind something, or nothing. */
  #behind(): string {
    return this.chance(25)
      ? this.pick("  ", " ", "\t") + this.pick(this.#comment(), "/* j */ # k")
      : "";
  }

  #comment(): string {
    this.#comments += 1;
    return `${this.pick(...LINE_COMMENTS)} ${this.#comments}`;
  }
}
