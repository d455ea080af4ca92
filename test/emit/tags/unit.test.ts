import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  commandWord,
  prose,
  seconds,
  unit,
  unitComment,
  wholePath,
  word,
} from "../../../src/emit/tags/unit.js";
import { anyText, wellFormedText } from "../../support/arbitrary.js";
import { expandSpecifiers, readUnit, readWords } from "../../support/unit.js";

describe("unit", () => {
  it("reads every word back as that word, of a list and of a command", () => {
    fc.assert(
      fc.property(wellFormedText, (text) => {
        const { text: file } = unit`
          # ${unitComment(text)}
          [Service]
          ReadWritePaths=${word(text)}
          ExecStart=${commandWord("/bin/node")} ${commandWord(text)}
          User=x
        `;
        const [paths, command, user, ...others] = readUnit(file);
        expect(readWords(paths?.value ?? "", false)).toEqual([text]);
        expect(readWords(command?.value ?? "", true)).toEqual(["/bin/node", text]);
        expect(user).toEqual({ section: "Service", key: "User", value: "x" });
        expect(others).toEqual([]);
      }),
    );
  });

  it("keeps text that is taken whole on its line, without specifiers", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { text: file } = unit`
          [Unit]
          Description=${prose(text)}
          WorkingDirectory=${wholePath(`/${text}`)}
          After=network.target
        `;
        const settings = readUnit(file);
        expect(settings.map(({ key }) => key)).toEqual([
          "Description",
          "WorkingDirectory",
          "After",
        ]);
        for (const { value } of settings) expect(() => expandSpecifiers(value)).not.toThrow();
      }),
    );
  });

  it.each([
    ["/usr/bin/node", "/usr/bin/node"],
    ["/opt/my app", '"/opt/my app"'],
    ["100%", "100%%"],
    ["$HOME", "$$HOME"],
    ["", '""'],
    ['a"b\\', '"a\\"b\\\\"'],
    ["a\nb", '"a\\x0ab"'],
  ])("writes the word %j as %s", (text, expected) => {
    expect(commandWord(text).text).toBe(expected);
  });

  it("writes times in seconds", () => {
    expect([35_000, 500].map((time) => seconds(time).text)).toEqual(["35", "0.5"]);
  });

  it("takes no bare text, and no path that is not absolute", () => {
    // @ts-expect-error: text has to be escaped
    expect(() => unit`User=${"root"}`).toBeTypeOf("function");
    expect(() => wholePath("var")).toThrow("no absolute path");
  });
});
