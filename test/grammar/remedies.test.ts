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

  it("is quoted as a whole where it stands apart", () => {
    expect(first('a: "x" or y').help).toBe("put text in quotes as a whole");
  });
});

describe("`|` between quotes", () => {
  it("is answered for an expression and for a payload", () => {
    const help = "write `||`, or for a payload `warm | plain = warm` without quotes";
    expect(first('a: "warm" | "plain" = "warm"')).toMatchObject({ code: "TSK1020", help });
    expect(first("a: $x | 1").help).toBe("write `||`");
  });
});
