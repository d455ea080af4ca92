// Why: what no example thinks of, cheap enough to be made a hundred thousand times: pieces of the language in
// any order, real files after slips of the hand, and bytes.

import fc, { type Arbitrary } from "fast-check";

/** How many cases a property is tried on; FUZZ=20 tries twenty times as many. */
export function cases(count: number): number {
  const times = Number(process.env.FUZZ ?? 1);
  if (!(times > 0)) throw new Error("FUZZ is how many times as many cases are tried");
  return Math.ceil(count * times);
}

/** Tries a check on made-up texts; more than this share of them must be such that it holds. */
export function holds(
  texts: Arbitrary<string>,
  count: number,
  share: number,
  check: (text: string) => boolean,
): void {
  let right = 0;
  const counted = (text: string) => {
    if (check(text)) right += 1;
  };
  fc.assert(fc.property(texts, counted), { numRuns: cases(count) });
  if (right <= cases(count) * share)
    throw new Error(`only ${right} of ${cases(count)} texts were of use`);
}

const PIECES = [
  ...["key", "a", "a.b", "$x", '"q"', "'s'", "queue", "jobs", "__proto__", "constructor", "k: v"],
  ...[":", ": ", ": ", "=", " = ", "::", ":=", "=>", "\n", "\n", "\n  ", "\n  ", "\n    ", "\n\t"],
  ...["\r\n", "\r", " ", "  ", "- ", "\n- ", "\n  - ", "-", "[s]\n", "\n[s.'t']\n", "[[t]]", "\n["],
  ...["{", "}", "[", "]", "(", ")", "<", ">", "k {", "k: {", "\nk >\n", "\n<\n", ",", ";", ", "],
  ...[" # c", "\n# d", "#", " // e", "//", " /* f */ ", "/*", "*/", "\n; g", "# tsk-ignore x: y\n"],
  ...['"', "'", '"""', "'''", '"""x\n y"""', "|\n", ": |\n    r\n     t \n", "|-", "<<E\n", "`"],
  ...["${", "${x}", "${a.b}", "\\${", "@env(", '@env("A", 1)', "@env.X", "@env('A')", "@if(", "@"],
  ...["@shell(", '@import "x"', "@x.tsk.get(", "$(", "f(", "int(1..9)", ".m(", ".n", "[0]", "-$"],
  ...["1", "0", "-1", "1.5e6", "1..2", "8-9", "007", "1e999", "9007199254740993", "true", "null"],
  ...[" ? ", " : ", " + ", " - ", " * ", " / ", " || ", " && ", " ?? ", " == ", " < ", "!", "\\"],
  ...[
    "#web {\n",
    "#if x\n",
    "#endif",
    'a "l" {\n',
    "x > 1",
    "time()",
    "text with spaces",
    "() => {",
  ],
  ...["\u2028", "\u00a0", "\ufeff", "\u200b", "\ud800", "\udc00", "é", "😀", "\0", "\f", "\u001b["],
];

/** Pieces of the language in any order. */
export const soup: Arbitrary<string> = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 12 })
  .map((pieces) => pieces.join(""));

/** Whole lines, each group of which says something. */
const FRAGMENTS = [
  ...["a: 1", "b = two words", '"c d": "x" # e', "f.g: [1, 2,\n  3]", "h: 1; i: 2", "$v: 3", "j:"],
  ...["k:\n  l: 1\n  m:\n    - n\n    - o: 2\n      p: 3", "- q\n- [r, s]", "t:\n- u\n- v"],
  ...["w { x: 1, y: 2 }", "w: {\n  x: 1 # z\n\n  y: 2\n}", "w >\n  x: 1\n<", "w: [ # z\n  1\n]"],
  ...["[s]", "[s.t] # u\nv: 1", "# alone\n\n# another", "; old", "/* over\n   lines */", "\n\n"],
  ...['x: """\n  raw ${a}\n  """', "x: '''y'''", "x: |\n  raw\n    text\n\n  end", "x: 'it'"],
  ...[
    'x: @env("X", 1) + 2',
    "x: $v > 1 ? [1]\n  : [2]",
    "x: (1 +\n  2) * 3",
    "x: a.b + 1",
    "x: 8-9",
  ],
  ...[
    "x: f(\n  1,\n  2\n)",
    "x: @if(true,\n  1, # yes\n  2)",
    "x: $v\n  .y()",
    "  z: 1",
    "    - 1",
  ],
  ...["a: 1 // f\r\nb: 2\r\n", "\tq: 1", "o:\n\tp: 1\n\tq: 2", "x: int(1..9)", "x: 0 3 * * *"],
];

/** Groups of lines that say something each, and rarely a piece of the language between them. */
export const fragments: Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...FRAGMENTS) },
      { weight: 1, arbitrary: fc.constantFrom(...PIECES) },
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join("\n"));

/** Bytes, as a command reads them from a file that holds anything. */
export const bytes: Arbitrary<string> = fc
  .uint8Array({ maxLength: 60 })
  .map((array) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(array));

type Slip = (lines: string[], at: number, piece: string, column: number) => void;

const SLIPS: Readonly<Record<string, Slip>> = {
  drop: (lines, at) => void lines.splice(at, 1),
  double: (lines, at) => void lines.splice(at, 0, lines[at] ?? ""),
  swap: (lines, at) => void lines.splice(at, 0, ...lines.splice(at + 1, 1)),
  indent: (lines, at, _piece, column) => {
    lines[at] = " ".repeat(column % 9) + (lines[at] ?? "").trimStart();
  },
  truncate: (lines, at, _piece, column) => {
    lines.splice(at, lines.length, (lines[at] ?? "").slice(0, column));
  },
  unbracket: (lines, at) => {
    lines[at] = (lines[at] ?? "").replace(/[[\](){}"'<>]/, "");
  },
  insert: (lines, at, piece, column) => {
    const line = lines[at] ?? "";
    lines[at] = line.slice(0, column) + piece + line.slice(column);
  },
  break: (lines, at, _piece, column) => {
    const line = lines[at] ?? "";
    lines.splice(at, 1, line.slice(0, column), line.slice(column));
  },
  join: (lines, at) => {
    lines.splice(at, 2, `${lines[at] ?? ""} ${(lines[at + 1] ?? "").trim()}`);
  },
};

/** A few lines of one of the texts, after up to three slips of the hand. */
export function damaged(texts: readonly string[]): Arbitrary<string> {
  const files = texts.map((text) => text.split("\n"));
  const slip = fc.record({
    kind: fc.constantFrom(...Object.keys(SLIPS)),
    at: fc.nat(13),
    column: fc.nat(30),
    piece: fc.constantFrom(...PIECES),
  });
  return fc
    .record({
      file: fc.constantFrom(...files),
      from: fc.nat(),
      count: fc.integer({ min: 1, max: 14 }),
      slips: fc.array(slip, { maxLength: 3 }),
    })
    .map(({ file, from, count, slips }) => {
      const start = from % file.length;
      const lines = file.slice(start, start + count);
      for (const { kind, at, piece, column } of slips)
        SLIPS[kind]?.(lines, at % Math.max(1, lines.length), piece, column);
      return lines.join("\n");
    });
}
