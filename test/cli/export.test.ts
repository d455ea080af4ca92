import { describe, expect, it } from "vitest";
import { folderWith, tskGen } from "./folder.js";

const app = `\
name: "shop"
port: @env("PORT", 8080)
key: @env.secure("KEY")
2: two
1: one
`;

describe("tsk-gen export", () => {
  it("prints the tree as JSON in the order of the file", async () => {
    const folder = folderWith({ "conf/app.tusk": app });
    const { exitCode, stdout, stderr } = await tskGen(folder, ["export", "conf/app.tusk"], {
      PORT: "80",
      KEY: "hush",
    });
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toBe(
      [
        "{",
        '  "name": "shop",',
        '  "port": 80,',
        '  "key": "***",',
        '  "2": "two",',
        '  "1": "one"',
        "}",
        "",
      ].join("\n"),
    );
  });

  it("takes `-` for stdin, whose imports stand where it is called", async () => {
    const folder = folderWith({ "b.tusk": "c: 2\n" });
    const { exitCode, stdout } = await tskGen(
      folder,
      ["export", "-"],
      {},
      '@import "b.tusk"\na: 1\n',
    );
    expect([exitCode, JSON.parse(stdout)]).toEqual([0, { c: 2, a: 1 }]);
    const bad = await tskGen(folder, ["export", "-"], {}, "a: [1\n");
    expect(bad).toMatchObject({ exitCode: 1, stdout: "" });
    expect(bad.stderr).toContain(" --> <stdin>:1:4\n");
  });

  it("takes variables from nowhere, or from a file", async () => {
    const folder = folderWith({ "app.tusk": app, "prod.env": "# prod\nPORT='443'\n" });
    const none = await tskGen(folder, ["export", "app.tusk", "--env", "none"], { PORT: "80" });
    expect(JSON.parse(none.stdout)).toMatchObject({ port: 8080, key: null });
    const file = await tskGen(folder, ["export", "app.tusk", "--env", "prod.env"], { PORT: "80" });
    expect(JSON.parse(file.stdout)).toMatchObject({ port: 443 });
    const missing = await tskGen(folder, ["export", "app.tusk", "--env", "dev.env"]);
    expect([missing.exitCode, missing.stderr]).toEqual([2, "error: there is no file `dev.env`\n"]);
  });

  it("prints nothing on stdout when the file has errors, in any format", async () => {
    const folder = folderWith({ "app.tusk": "name 'shop'\n" });
    for (const format of ["pretty", "short", "json"]) {
      const argv = ["export", "app.tusk", "--format", format];
      const { exitCode, stdout, stderr } = await tskGen(folder, argv);
      expect([exitCode, stdout]).toEqual([1, ""]);
      expect(stderr).toContain("app.tusk");
    }
  });

  it("names the command that applies fixes to a file of any content", async () => {
    const folder = folderWith({
      "app.tusk": '@import "parts/a.tusk"\nb := 1\n',
      "parts/a.tusk": "c := 1\n",
    });
    const { stderr } = await tskGen(folder, ["export", "app.tusk"]);
    const command = "tsk-gen fmt --fix app.tusk parts/a.tusk";
    expect(stderr).toContain(` - 2 fixable with \`${command}\`\n`);
    expect((await tskGen(folder, command.split(" ").slice(1))).exitCode).toBe(0);
    expect(JSON.parse((await tskGen(folder, ["export", "app.tusk"])).stdout)).toEqual({
      c: 1,
      b: 1,
    });
  });

  it("says which value the environment makes impossible", async () => {
    const folder = folderWith({ "app.tusk": app });
    const argv = ["export", "app.tusk", "--format", "short"];
    const { exitCode, stdout, stderr } = await tskGen(folder, argv, { PORT: "many" });
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^app\.tusk:2:7: error\[TSK4020 environment-misfit\]: .*PORT/);
  });

  it("needs a file", async () => {
    const { exitCode, stderr } = await tskGen(folderWith(), ["export"]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^error: `tsk-gen export` needs the argument <file>\n/);
  });
});
