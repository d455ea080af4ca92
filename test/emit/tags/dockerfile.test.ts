import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dockerfile,
  dockerfileComment,
  execForm,
  ignoredPath,
  plainWord,
} from "../../../src/emit/tags/dockerfile.js";
import { anyText } from "../../support/arbitrary.js";
import { readDockerfile } from "../../support/dockerfile.js";

describe("dockerfile", () => {
  it("reads every word of a command back, and nothing else", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { text: file } = dockerfile`
          # ${dockerfileComment(text)}
          FROM ${plainWord("node:24")}
          CMD ${execForm(["node", text])}
          USER 1000
        `;
        const [from, command, user, ...others] = readDockerfile(file);
        expect(from?.rest).toBe("node:24");
        expect(JSON.parse(command?.rest ?? "")).toEqual(["node", text]);
        expect(user).toEqual({ name: "USER", rest: "1000" });
        expect(others).toEqual([]);
      }),
    );
  });

  it("takes only words without a meaning where nothing can be escaped", () => {
    expect(plainWord("registry.example/a/b:1@sha256:0").text).toBe(
      "registry.example/a/b:1@sha256:0",
    );
    for (const text of ["", "a b", "$X", "a\nUSER root", "a\\", "a#b"])
      expect(() => plainWord(text)).toThrow("no plain word");
  });

  it("names one path in an ignore file, a line of its own", () => {
    expect(ignoredPath("a*[b]?!#c\nd").text).toBe("a\\*\\[b\\]\\?\\!\\#c\ufffdd");
  });

  it("takes no bare text", () => {
    // @ts-expect-error: text has to be escaped
    expect(() => dockerfile`USER ${"root"}`).toBeTypeOf("function");
  });
});
