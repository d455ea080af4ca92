import { describe, expect, it } from "vitest";
import { shellCommand } from "../../src/emit/shell.js";
import { shellWords } from "../support/shell.js";

describe("a command line", () => {
  it("is read by a shell as the words that it was made of", () => {
    const words = [
      "npx",
      "a b",
      "it's",
      '"',
      "$HOME",
      "`id`",
      "\\",
      "*",
      "~",
      "#",
      "",
      "é",
      "a;b",
      "!",
    ];
    expect(shellWords(shellCommand(words))).toEqual(words);
  });

  it("quotes only what needs it, and stays on its line", () => {
    expect(shellCommand(["npx", "--no", "@me/x@1.2", "apps/a b"])).toBe(
      "npx --no @me/x@1.2 'apps/a b'",
    );
    expect(shellCommand(["a\nb"])).toBe("'a\ufffdb'");
  });
});
