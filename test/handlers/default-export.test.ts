import { describe, expect, it } from "vitest";
import { readDefaultExport } from "../../src/handlers/scan/default-export.js";

/** What is said of a module: its kind, what it is, and the text that is marked. */
function read(text: string): string {
  const found = readDefaultExport(text);
  switch (found.kind) {
    case "callable":
      return "callable";
    case "other":
      return `${found.what} at ${text.slice(found.at.start, found.at.end)}`;
    case "none":
      return ["none", ...found.functions.map((name) => name.text)].join(" ");
  }
}

describe("a default export", () => {
  it.each([
    "export default async () => {};",
    "export default async function run(payload) {}",
    "export default function (payload) {}",
    "export default payload => payload;",
    "const run: Handler = async () => {};\nexport default run;",
    "const run: (a: number) => void = () => {};\nexport default run;",
    "async function run() {}\nexport { run as default };",
    "function run() {}\nexport { other, run as default, };",
    'export { default } from "./other.js";',
    'export { run as default } from "./other.js";',
    'import run from "./other.js";\nexport default run;',
    "export default withLogging(async () => {});",
    "export default Object.assign(run, { upcast });",
    "export default (handler);",
    "export default [run][0];",
    "export default { run }.run;",
    'export default "name".at;',
    "export default run as WelcomeEmailHandler;",
    "export default new Proxy(run, {});",
    "export = run;",
    "module.exports = async () => {};",
    'export * as default from "./other.js";',
    "let run = {};\nrun = async () => {};\nexport default run;",
    "const a = b;\nconst b = a;\nexport default a;",
    "export default",
  ])("may be a function: %s", (text) => expect(read(text)).toBe("callable"));

  it.each([
    ["export default class WelcomeEmail {}", "a class at class"],
    ["export default abstract class WelcomeEmail {}", "a class at abstract"],
    ["export default { run: async () => {} };", "an object at {"],
    ["export default {\n  run() {},\n} satisfies Handlers", "an object at {"],
    ["export default [1, 2];", "a list at ["],
    ['export default "welcome";', 'a text at "welcome"'],
    ["export default `a${b}`;", "a text at `"],
    ["export default 42\nconst a = 1;", "a number at 42"],
    ["export default /a/g;", "a regular expression at /a/g"],
    ["export default null;", "`null` at null"],
    ["export default interface Payload {}", "a type at interface"],
    ["class Job {}\nexport default Job;", "a class at Job"],
    ["class Job {}\nexport { Job as default };", "a class at Job"],
    ['const run = { a: 1 };\nexport { run as "default" };', "an object at run"],
    ["const run: Handler = { a: 1 };\nexport default run", "an object at run"],
    [
      "export default async function* run() {}",
      "a generator, which does nothing when it is called at async",
    ],
    [
      "function* run() {}\nexport default run;",
      "a generator, which does nothing when it is called at run",
    ],
  ])("is certainly none: %s", (text, expected) => expect(read(text)).toBe(expected));

  it.each([
    ["", "none"],
    ["export const welcomeEmail = async () => {};", "none welcomeEmail"],
    [
      "export async function welcomeEmail() {}\nexport function other() {}",
      "none welcomeEmail other",
    ],
    ["export type { Payload as default };", "none"],
    ["export { type Payload as default };", "none"],
    ["export { default as run } from './run.js';", "none"],
    ["export const a = { default: 1 };", "none a"],
    ["// export default run\nexport {};", "none"],
    ["/* export default run */ export {};", "none"],
    ["const text = 'export default run';\nexport {};", "none"],
    ["const text = `\nexport default run\n${`export default ${a}`}`;\nexport {};", "none"],
    ["const found = /[/]export default '/.test(a);\nexport {};", "none"],
    ["if (a) /export default '/.test(b);\nexport {};", "none"],
    ["function inside() { export_default; }\nexport {};", "none"],
    ["namespace Old { export default run }\nexport {};", "none"],
    ["#!/usr/bin/env node 'x\nexport {};", "none"],
  ])("is missing: %s", (text, expected) => expect(read(text)).toBe(expected));

  it.each([
    "const half = a / b; // '\nexport default () => half / 2;",
    "const a = b++ / 2;\nexport default run;",
    "const text = 'it\\'s \\\n still';\nexport default run;",
    "const quotient = (a + b) / c / d;\nexport default run;",
    "const at = list[0] / 2 / 'x'.length;\nexport default run;",
    "\ufeffexport default async () => `${{ a: `}` }.a}`;",
    "export default () => <p>don't</p>;",
  ])("is found behind what looks like something else: %s", (text) =>
    expect(read(text)).toBe("callable"),
  );

  it.each([
    "export const page = () => <p>don't</p>;\nexport { default } from './a.js'",
    "export const a = 'never closed;",
    "export const a = `never closed ${b;",
    "export const a = (;",
    "export const a = b };",
    "/* never closed\nexport {}",
    "export const a = function () {} / 2;",
    "export const \\u0061 = 1;",
    "export const a = /[/;",
  ])("is not judged where only a parser can tell: %s", (text) =>
    expect(read(text)).toBe("callable"),
  );
});
