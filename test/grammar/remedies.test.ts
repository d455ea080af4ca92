// Lines that come from other languages or break a quote: what is offered must be what was meant.

import { describe, expect, it } from "vitest";
import { applySafeFixes } from "../../src/diagnostics/fix.js";
import { read } from "../support/language.js";

function first(text: string) {
  const [found] = read(text).diagnostics;
  return { code: found?.code, help: found?.help, safe: found?.fix?.safe };
}

describe("a line without a colon", () => {
  it("gets one by a safe fix only where the line can be nothing else", () => {
    for (const line of ['backend "bullmq"', "retries 3", 'url "redis://h: 1"', "url redis://h"])
      expect(first(line), line).toMatchObject({ code: "TSK1007", safe: true });
    for (const line of [
      "$v w: 2",
      '$v "w": 2',
      '"pre" fix: 1',
      "'pre' fix: 'x'",
      "a b=1",
      "hello world",
    ])
      expect(first(line), line).toMatchObject({ code: "TSK1007", safe: false });
  });

  it.each([
    ["if x == 1:", "choose between values: `key: condition ? one : other`"],
    ["export FOO=bar", "leave `export` out: `FOO=bar`"],
    ['import "jobs.tusk"', 'write `@import "jobs.tusk"`'],
    ["-x", "for a list write `key:`, and `- x` below it"],
    ["include jobs.tusk", 'write `@import "jobs.tusk"`'],
  ])("%s is answered without a colon", (line, help) => {
    expect(first(line)).toEqual({ code: "TSK1007", help, safe: undefined });
  });

  it("that declares a name as other languages do is shown the name alone", () => {
    expect(first("let x = 1").help).toBe(
      'leave `let` out: `x`, or `"let x"` where a key may be any text',
    );
  });
});

describe("a separator of other languages", () => {
  it("is replaced with the blanks in front of it", () => {
    for (const line of ["default := 1", "default:: 1", "default  ::  1"]) {
      const { source, diagnostics } = read(line);
      expect(applySafeFixes(source, diagnostics).text, line).toMatch(/^default: +1$/);
    }
  });
});

describe("text behind a value", () => {
  it.each([
    ['"p @env("A")"', "\"p @env('A')\""],
    ["'It's nice'", '"It\'s nice"'],
    ['"say "hi" now"', "\"say 'hi' now\""],
    ["(1, 2)", "[1, 2]"],
    ['("x", "y")', '["x", "y"]'],
  ])("%s is offered as %s, which is read", (value, meant) => {
    expect(first(`a: ${value}`)).toMatchObject({ code: "TSK1018" });
    expect(first(`a: ${value}`).help).toContain(`: \`${meant}\``);
    expect(read(`a: ${meant}`).findings).toEqual([]);
  });

  it.each([
    ["@import sub/s.tusk", 'put the path in quotes: `@import "sub/s.tusk"`'],
    ["a: @include s.tsk", 'put the path in quotes: `@include "s.tsk"`'],
    ["[a] x: 1", "write it on the line below"],
    ['f: "a" ; c', "for a comment behind a value write `#`"],
  ])("%s is told: %s", (text, help) => {
    expect(first(text)).toMatchObject({ code: "TSK1018", help });
  });

  it.each([
    ["a: {k: 1}.k", "put the value in parentheses: `( ... ).k`"],
    ["a: [1, 2][0]", "put the value in parentheses: `( ... )[0]`"],
    ['h: "x": 1', 'a key below a key stands in braces: `{ "x": ... }`'],
    ['o: { h: "x": 1 }', 'a key below a key stands in braces: `{ "x": ... }`'],
    ['l:\n  - "q":1', 'for a key write a space behind the `:`: `- "q": 1`'],
    ["l:\n  - 'q':[1]", "for a key write a space behind the `:`: `- 'q': [1]`"],
    ["a: $HOST:8080", 'write `"${HOST}:8080"` for text'],
    ["a: ${db.host}:8080", 'write `"${db.host}:8080"` for text'],
    ["@if true\n", "choose between values: `key: condition ? one : other`"],
  ])("that is no text is told so: %s", (text, help) => {
    expect(first(text)).toMatchObject({ code: "TSK1018", help });
  });

  it("is read where it was told to stand", () => {
    for (const text of [
      "a: ({k: 1}).k",
      "a: ([1, 2])[0]",
      'h: { "x": 1 }',
      'l:\n  - "q": 1',
      '$HOST: "h"\na: "${HOST}:8080"',
    ])
      expect(read(text).findings, text).toEqual([]);
  });

  it("stays text where a `:` is a part of it", () => {
    expect(first('l:\n  - "http"://h').help).toBe('within `"`, write `\'`, or `\\"`');
  });

  it("is quoted as a whole where it stands apart", () => {
    expect(first('a: "x" or y').help).toBe("put text in quotes as a whole");
  });
});

describe("a closing bracket of another kind", () => {
  it.each([
    ["a: [1, 2}\nb: 1", "`}` does not close it", "write `]` in place of `}`"],
    ["a: {x: 1]\nb: 1", "`]` does not close it", "write `}` in place of `]`"],
    ["a: (1]\nb: 1", "`]` does not close it", "write `)` in place of `]`"],
    ["a: {x: [1}\nb: 1", "`}` closes an earlier bracket", "add `]` where it ends"],
  ])("is shown beside what it does not close: %s", (text, label, help) => {
    const [found, ...more] = read(text).diagnostics;
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code: "TSK1005", related: [{ text: label }], help });
  });

  it("is of no account once the bracket is closed", () => {
    expect(read("a: [\n  1}\n]").findings).toEqual(["TSK1009 2:4 this `}` closes nothing"]);
  });
});

describe("a key that does not nest", () => {
  it.each([
    ['"a b".c: 2', 'write `"a b": { c: ... }`'],
    ['a."b c": 2', 'write `a: { "b c": ... }`'],
    ["$a.b: 3", "a variable is declared as a whole: write `$a: { b: ... }`"],
  ])("%s is shown with braces", (text, help) => {
    expect(first(text)).toMatchObject({ code: "TSK1007", help });
  });

  it("is told of a variable with a digit in front", () => {
    const help = "the name of a variable starts with a letter or `_`";
    expect(read("$1: 2").findings).toEqual(["TSK1024 1:1 `$1` has no meaning here"]);
    expect(first("$1: 2")).toMatchObject({ help });
  });
});

describe("a key in braces with lines below it", () => {
  it.each([
    ["a: {\n  b:\n    c: 1\n}", "inside brackets write `b: { ... }`"],
    ["a: {\n  b:\n\n    # c\n    - 1\n}", "inside brackets write `b: [ ... ]`"],
    ["a: {\n  b:\n  c: 1\n}", "write a value behind it, `null` for none"],
    ["a: {\n  b:\n}", "write a value behind it, `null` for none"],
  ])("%j is shown its brackets", (text, help) => {
    expect(first(text)).toMatchObject({ code: "TSK1017", help });
  });
});

describe("a path behind a variable", () => {
  it.each(["$HOME/x", "${HOME}/x", "$HOME/.x", "$a.b/"])("%s is offered as text", (value) => {
    const [, name, path] = /^\$\{?([\w.]+)\}?(\/.*)$/.exec(value) ?? [];
    const help = `write \`"\${${name}}${path}"\` for text, or \` / \` to divide`;
    expect(first(`a: ${value}`)).toMatchObject({ code: "TSK1019", help });
  });

  it("is a division where a number or variable follows", () => {
    for (const value of ["$a/2", "$a/$b", "${a}/(1 + 1)"])
      expect(first(`a: ${value}`).help, value).toBe("write ` / `, or put text in quotes");
  });
});

describe("a character that looks like another, or like none", () => {
  it("is named where a colon is due", () => {
    for (const text of ["a\uff1a 1", '"a"\uff1a1', "a \uff1a b"])
      expect(first(text)).toMatchObject({
        code: "TSK1007",
        help: "write `:` in place of the full-width `\uff1a`",
        safe: false,
      });
    expect(first("a\uff1d1").help).toBe("write `:` in place of the full-width `\uff1d`");
  });

  it("is to be removed from the start of a line, and from a key", () => {
    for (const char of ["\u200b", "\u00a0", "\u2028", "\u0007"])
      expect(first(`${char}a: 1`)).toMatchObject({
        code: "TSK1024",
        help: "remove the invisible character",
      });
    expect(first("a\u200b: 1").help).toBe("remove the invisible character U+200B");
  });

  it("is none where it can be seen", () => {
    expect(first("? 1").help).toBe("a line starts with a key, `[section]`, or `- item`");
  });
});

describe("a choice without its other half", () => {
  it("is called what it is", () => {
    expect(read("a: (1 ? 2)").findings).toEqual([
      "TSK1008 1:10 while reading `condition ? one : other`, expected `:`, found `)`",
    ]);
  });
});

describe("`|` between quotes", () => {
  it("is answered for an expression and for a payload", () => {
    const help = "write `||`, or for a payload `warm | plain = warm` without quotes";
    expect(first('a: "warm" | "plain" = "warm"')).toMatchObject({ code: "TSK1020", help });
    expect(first("a: $x | 1").help).toBe("write `||`");
  });
});
