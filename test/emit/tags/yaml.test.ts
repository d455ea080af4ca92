import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { paragraphs } from "../../../src/emit/tags/fragment.js";
import { flowList, quotedScalar, scalar, yaml, yamlComment } from "../../../src/emit/tags/yaml.js";
import { wellFormedText } from "../../support/arbitrary.js";

describe("yaml", () => {
  it("reads every text back as that text, as a value, a key, and in a list", () => {
    fc.assert(
      fc.property(wellFormedText, (text) => {
        const document = yaml`
          # ${yamlComment(text)}
          value: ${scalar(text)}
          quoted: ${quotedScalar(text)}
          list: ${flowList([scalar(text), scalar("end")])}
          nested:
            ${scalar(text)}: 1
        `;
        expect(parse(document.text, { version: "1.2" })).toEqual({
          value: text,
          quoted: text,
          list: [text, "end"],
          nested: { [text]: 1 },
        });
        expect(parse(yaml`v: ${scalar(text)}`.text, { version: "1.1" })).toEqual({ v: text });
      }),
    );
  });

  it.each([
    ["redis:7-alpine", "redis:7-alpine"],
    ["../..", "../.."],
    ["35s", "35s"],
    ["yes", '"yes"'],
    ["1e3", '"1e3"'],
    ["a: b", '"a: b"'],
    ["", '""'],
    ["-", '"-"'],
  ])("writes %j as %s", (text, expected) => {
    expect(scalar(text).text).toBe(expected);
  });

  it("escapes lone surrogates, which no file can hold", () => {
    expect(scalar("\ud800").text).toBe('"\\ud800"');
  });
});

describe("fragments", () => {
  it("stand at the indentation of their line, one below the other, or not at all", () => {
    const none: readonly ReturnType<typeof scalar>[] = [];
    const inner = paragraphs(yaml`a: 1`, undefined, yaml`b: 2`);
    const document = yaml`
      top:
        ${inner}
        ${none}
        ${[yaml`c: 3`, yaml`d: 4`]}
      ${undefined}
      end: 5
    `;
    expect(document.text).toBe("top:\n  a: 1\n\n  b: 2\n  c: 3\n  d: 4\nend: 5");
  });

  it("are of one format each, and never bare text", () => {
    // @ts-expect-error: text has to be escaped
    expect(() => yaml`a: ${"b"}`).toBeTypeOf("function");
    // @ts-expect-error: and for this format
    expect(() => yaml`a: ${{ format: "unit", text: "b" }}`).toBeTypeOf("function");
  });
});
