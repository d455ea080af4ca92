import { describe, expect, it } from "vitest";
import { folderWith, tskGen } from "../folder.js";

/** What `export` makes of `a: @env("A")` with this file of variables. */
async function exportWith(variables: string) {
  const folder = folderWith({ "app.tusk": 'a: @env("A")\n', "prod.env": variables });
  return tskGen(folder, ["export", "app.tusk", "--env", "prod.env"]);
}

describe("a file of variables", () => {
  const accepted: readonly (readonly [text: string, value: string | null])[] = [
    ["A=x\n", "x"],
    ["export A = x\r\n", "x"],
    ["\n  # a comment\n\tA=x=y # another\n", "x=y"],
    ["\ufeffA=x", "x"],
    ['A="x\ny=z\n"\n', "x\ny=z\n"],
    ["A='x' # c\n", "x"],
    ["B-1.x=1\n", null],
    ["", null],
  ];
  for (const [text, value] of accepted)
    it(`may be ${JSON.stringify(text)}`, async () => {
      const { exitCode, stdout } = await exportWith(text);
      expect([exitCode, JSON.parse(stdout)]).toEqual([0, { a: value }]);
    });

  const refused: readonly (readonly [text: string, line: number, why: string])[] = [
    ["# c\nA=1\nhunter2\n", 3, "a line is a name, `=`, and a value, or a comment behind `#`"],
    ["A: hunter2\n", 1, "a line is a name"],
    ["=hunter2\n", 1, "a line is a name"],
    ["A B=hunter2\n", 1, "a line is a name"],
    ["; c\nA=1\n", 1, "a line is a name"],
    ['A="x\n\n"\nhunter2', 4, "a line is a name"],
    ['A=1\r\nB="hunter2\r\nC=1\r\n', 2, "the value begins with a quote that is never closed"],
    ["A='hunter2' x\n", 1, "text stands behind the closing quote of the value"],
    ['A="\\"hunter2"\n', 1, "text stands behind the closing quote of the value"],
  ];
  for (const [text, line, why] of refused)
    it(`may not be ${JSON.stringify(text)}: an error with place, reason, and remedy, and no value`, async () => {
      const { exitCode, stdout, stderr } = await exportWith(text);
      expect([exitCode, stdout]).toEqual([2, ""]);
      expect(stderr).toContain(`error: line ${line} of \`prod.env\` sets no variable\n`);
      expect(stderr).toContain(`  = note: ${why}`);
      expect(stderr).toMatch(/ {2}= help: \S/);
      expect(stderr).not.toContain("hunter2");
    });
});
