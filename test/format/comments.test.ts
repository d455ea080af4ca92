// Comments survive, each in its place, whatever its place becomes.

import { describe, expect, it } from "vitest";
import { format } from "../../src/format/format.js";
import { SourceFile } from "../../src/source/source.js";

function formatted(text: string): string | undefined {
  return format(new SourceFile("any.tusk", text)).text;
}

/** A rule as a test: each source becomes its canonical form, which stays as it is. */
function writes(
  rule: string,
  rows: readonly (readonly [source: string, canonical: string])[],
): void {
  it(rule, () => {
    for (const [source, canonical] of rows) {
      expect(formatted(source), source).toBe(canonical);
      expect(formatted(canonical), canonical).toBe(canonical);
    }
  });
}

describe("comments on lines of their own", () => {
  writes("stand in the column of what follows them", [
    ["# a\n  // b\na:\n# c\n  b: 1\n", "# a\n// b\na:\n  # c\n  b: 1\n"],
    ["a:\n  - 1\n# b\n  - 2\n", "a:\n  - 1\n  # b\n  - 2\n"],
    ["a:\n  -\n    # b\n    c: 1\n", "a:\n  -\n    # b\n    c: 1\n"],
    ["  # s\n[s]\n  # a\na: 1\n", "# s\n[s]\n# a\na: 1\n"],
  ]);

  writes("at the end of a block belong to what they are indented for", [
    [
      "a:\n  b:\n    c: 1\n    # c\n  # b\n# a\nd: 1\n",
      "a:\n  b:\n    c: 1\n    # c\n  # b\n# a\nd: 1\n",
    ],
    ["a:\n      b: 1\n   # in a\n", "a:\n  b: 1\n  # in a\n"],
    ["a:\n- 1\n# of b\nb: 1\n", "a:\n  - 1\n# of b\nb: 1\n"],
    ["a:\n  - b: 1\n    # in it\n  # at the end\n", "a:\n  - b: 1\n    # in it\n  # at the end\n"],
    ["a:\n    # to come\nb:\n  -\n     # too\n", "a:\n  # to come\nb:\n  -\n    # too\n"],
    ["a {\n  b: 1\n# c\n}\n# d\n", "a:\n  b: 1\n  # c\n# d\n"],
  ]);

  writes("keep one blank line around them", [
    ["\n\n# a\n\n\n# b\n\n\na: 1\n\n\n# c\n\n\n", "# a\n\n# b\n\na: 1\n\n# c\n"],
    ["a: [\n\n  # b\n\n  1,\n\n  # c\n\n]\n", "a: [\n  # b\n\n  1\n\n  # c\n]\n"],
  ]);

  writes("are all that a file needs", [["\n  # a", "# a\n"]]);

  writes("are `;` outside brackets only", [
    ["a:\n  b: 1\n  ; c\n; d\n", "a:\n  b: 1\n  ; c\n; d\n"],
  ]);

  writes("over lines move as a whole", [
    ["    /*\n     * a\n       b\n     */\na: 1\n", "/*\n * a\n   b\n */\na: 1\n"],
    ["a:\n/*\n\tb\n*/\n  c: 1\n", "a:\n  /*\n      b\n  */\n  c: 1\n"],
    ["a: 1\n/*\n * b\n */\nc: 2\n", "a: 1\n/*\n * b\n */\nc: 2\n"],
    [
      "a: {\n  b: 80,\n  /*\n   * C.\n   */\n  d: x\n}\n",
      "a:\n  b: 80\n  /*\n   * C.\n   */\n  d: x\n",
    ],
    ["a:\n  #web {\n #  x: 1\n   # }\n  b: 1\n", "a:\n  #web {\n  #  x: 1\n  # }\n  b: 1\n"],
  ]);

  writes("may share their line", [
    ["/* a */ /* b */ a: 1\n", "/* a */ /* b */\na: 1\n"],
    ["/* a */ # b\na: 1\n", "/* a */ # b\na: 1\n"],
  ]);
});

describe("comments behind something", () => {
  writes("stand two columns behind it, whatever the lines around it say", [
    ["a: 1 # b\n", "a: 1  # b\n"],
    ["a: 1 # b\nlong: 2     # c\n\nd: 3 # e\n", "a: 1  # b\nlong: 2  # c\n\nd: 3  # e\n"],
    ["a: # b\n  c: 1 # d\n", "a:  # b\n  c: 1  # d\n"],
    ["a: 1 /* b */ # c  \n", "a: 1  /* b */ # c\n"],
    ['a: """\nx\n"""      # b\nlong: 1 # c\n', 'a: """\nx\n"""  # b\nlong: 1  # c\n'],
  ]);

  writes("follow openers, items, and headers", [
    ["[s] # a\na: 1 # b\n", "[s]  # a\na: 1  # b\n"],
    ["a {# b\n  c: 1\n}\n".replace("{#", "{ #"), "a:  # b\n  c: 1\n"],
    ["a > # b\n  c: 1\n<\n", "a:  # b\n  c: 1\n"],
    ["a: # b\n  - 1 # c\n  - # d\n    e: 1\n", "a:  # b\n  - 1  # c\n  -  # d\n    e: 1\n"],
    ["a: [ # b\n 1, # c\n 2 # d\n] # e\n", "a: [  # b\n  1,  # c\n  2  # d\n]  # e\n"],
    ["a: ( # b\n 1 + # c\n 2 )\n", "a: (  # b\n  1 +  # c\n  2\n)\n"],
    ["a: (1 # b\n ? 2 # c\n : 3)\n", "a: (\n  1  # b\n    ? 2  # c\n    : 3\n)\n"],
    ['a: @f( # b\n "x", # c\n 1 )\n', 'a: @f(  # b\n  "x",  # c\n  1\n)\n'],
    ['a: @f("x") # b\n .g()\n', 'a: @f("x")  # b\n  .g()\n'],
  ]);

  writes("stay behind commas and the ends of objects", [
    ["a: [\n  1 # b\n  , 2\n]\n", "a: [\n  1,  # b\n  2\n]\n"],
    ["a: {\n  b: 1 } # c\n", "a: {\n  b: 1\n}  # c\n"],
    ["a: [1\n, #web {\n2]\n", "a: [\n  1,  #web {\n  2\n]\n"],
  ]);
});

describe("comments on the line of what follows them", () => {
  writes("stay there in brackets and before values", [
    ["a: [1, /* b */ 2]\n", "a: [\n  1,\n  /* b */ 2\n]\n"],
    ["a: /* b */ 1\n", "a: /* b */ 1\n"],
    ["a: /* b */ { c: 1 }\n", "a: /* b */ { c: 1 }\n"],
    ["a: [{ b: /* c */ 1 }]\n", "a: [\n  {\n    b: /* c */ 1\n  }\n]\n"],
  ]);

  writes("go behind what must not be moved by them", [
    ["/* a */ a: 1\n", "/* a */\na: 1\n"],
    ["$x: 1\na: $x + /* b */ 2\n", "$x: 1\na: $x + 2  /* b */\n"],
    ["a: { /* b */ c: 1 }\n", "a:  /* b */\n  c: 1\n"],
    ["a:\n  - /* b */ c: d\n    e: 1\n", "a:\n  -  /* b */\n    c: d\n    e: 1\n"],
    ["a:\n  /* b */ c: 1\n  d: 2\n", "a:\n  /* b */\n  c: 1\n  d: 2\n"],
  ]);
});
