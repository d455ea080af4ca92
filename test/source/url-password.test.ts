import { describe, expect, it } from "vitest";
import { hidePasswords, passwordsIn } from "../../src/source/url-password.js";

describe("passwords of urls", () => {
  it.each([
    ["redis://app:hunter2@h:6379/3", "redis://app:***@h:6379/3"],
    ["rediss://:hunt@er2@h", "rediss://:***@h"],
    ["postgres://h/db?user=a&password=hunter2&sslmode=require", ""],
    ['- url: "redis://:hunter2@h",\n+ url: "redis://:hunter2@h/1",', ""],
  ])("are hidden in %s", (text, shown) => {
    expect(hidePasswords(text)).not.toContain("er2");
    if (shown !== "") expect(hidePasswords(text)).toBe(shown);
    expect(passwordsIn(text)[0]).toMatch(/^hunt@?er2$/);
  });

  it.each([
    "redis://localhost:6379/3",
    "redis://user@host:6379/3",
    "redis://user:@host",
    "embedded:./a@b",
    'fetch("http://h:80/a:b@c")',
  ])("are none in %s", (text) => {
    expect([hidePasswords(text), passwordsIn(text)]).toEqual([text, []]);
  });
});
