import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assignment, env, envComment, isVariableName } from "../../../src/emit/tags/env.js";
import { anyText } from "../../support/arbitrary.js";

/** As systemd and Compose read such a file, where they agree: comments, bare and single-quoted values. */
function readEnv(text: string): [string, string][] {
  const found: [string, string][] = [];
  for (const line of text.split(/[\n\r\u2028\u2029\u0085]/)) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    const [, name = "", value = ""] = /^([A-Za-z_]\w*)=(.*)$/s.exec(line) ?? [];
    const quoted = /^'([^']*)'$/.exec(value)?.[1];
    if (quoted === undefined && /['"\\$`\s]/.test(value)) throw new Error(`ambiguous: ${line}`);
    found.push([name, quoted ?? value]);
  }
  return found;
}

describe("env", () => {
  it("reads a value back, or leaves out what no file can hold", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { text: file } = env`
          # ${envComment(text)}
          ${assignment("A", text)}
          # ${assignment("B", text)}
          ${assignment("C", "1")}
        `;
        const [a, ...others] = readEnv(file);
        expect(others).toEqual([["C", "1"]]);
        expect(a?.[0]).toBe("A");
        expect([text, ""]).toContain(a?.[1]);
      }),
    );
  });

  it.each([
    ["redis://localhost:6379/3", "A=redis://localhost:6379/3"],
    ["two words", "A='two words'"],
    ["$HOME `id` \\", "A='$HOME `id` \\'"],
    ["it's", "A="],
    ["a\nB=1", "A="],
    ["", "A="],
  ])("writes %j as %s", (value, expected) => {
    expect(assignment("A", value).text).toBe(expected);
  });

  it("knows what can be a variable", () => {
    expect(["A", "_a1"].map(isVariableName)).toEqual([true, true]);
    expect(["", "1A", "A-B", "A B", "A=B", "A\n"].map(isVariableName)).not.toContain(true);
  });

  it("never joins a comment to the next line", () => {
    expect(envComment("a path\\").text).toBe("a path");
  });
});
