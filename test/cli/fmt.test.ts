import { execFileSync } from "node:child_process";
import { lstatSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, tskGen } from "./folder.js";

const loose = "# jobs\nqueue = {\n  backend = 'bullmq', # ours\n}\n";
const canonical = "a: 1\n";
const read = (folder: string, name: string) => readFileSync(join(folder, name), "utf8");

describe("tsk-gen fmt", () => {
  it("writes queue.tusk in canonical form, says so, and has nothing to do the second time", async () => {
    const folder = folderWith({ "config/queue.tusk": "a=1\nb = 'x'   # c\n" });
    const first = await tskGen(folder, ["fmt"]);
    expect(first).toEqual({ exitCode: 0, stdout: "changed  config/queue.tusk\n", stderr: "" });
    expect(read(folder, "config/queue.tusk")).toBe('a: 1\nb: "x"  # c\n');
    expect(await tskGen(folder, ["fmt"])).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });

  it("keeps the comments of an object that it writes anew", async () => {
    const folder = folderWith({ "queue.tusk": loose });
    await tskGen(folder, ["fmt"]);
    expect(read(folder, "queue.tusk")).toContain("# jobs\n");
    expect(read(folder, "queue.tusk")).toContain("# ours\n");
  });

  it("takes files and folders, hidden ones and packages left out, each file once", async () => {
    const folder = folderWith({
      "a.tusk": "a=1\n",
      "conf/b.tsk": "b=1\n",
      "conf/deep/c.tusk": "c=1\n",
      "conf/notes.txt": "d=1\n",
      "conf/.cache/e.tusk": "e=1\n",
      "conf/node_modules/p/f.tusk": "f=1\n",
    });
    const { stdout } = await tskGen(folder, ["fmt", "a.tusk", "conf", "./a.tusk"]);
    const changed = ["a.tusk", "conf/b.tsk", "conf/deep/c.tusk"];
    expect(stdout).toBe(changed.map((path) => `changed  ${path}\n`).join(""));
    for (const untouched of ["notes.txt", ".cache/e.tusk", "node_modules/p/f.tusk"])
      expect(read(folder, `conf/${untouched}`)).toMatch(/^[def]=1\n$/);
  });

  it("checks without writing: a patch on stdout, a finding a file, exit 1", async () => {
    const folder = folderWith({ "queue.tusk": "a=1\n", "fine.tusk": canonical });
    const { exitCode, stdout, stderr } = await tskGen(folder, ["fmt", "--check"]);
    expect(exitCode).toBe(1);
    expect(stdout).toBe("--- a/queue.tusk\n+++ b/queue.tusk\n@@ -1,1 +1,1 @@\n-a=1\n+a: 1\n");
    expect(stderr).toContain("error[TSK1033 unformatted]: `queue.tusk` is not in canonical form");
    expect(read(folder, "queue.tusk")).toBe("a=1\n");
    const fine = await tskGen(folder, ["fmt", "fine.tusk", "--check"]);
    expect(fine).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });

  it("leaves a file with errors as it is, shows them, and formats the others", async () => {
    const folder = folderWith({ "bad.tusk": "a=[1\n", "good.tusk": "b=1\n" });
    const { exitCode, stdout, stderr } = await tskGen(folder, ["fmt", "bad.tusk", "good.tusk"]);
    expect([exitCode, stdout]).toEqual([1, "changed  good.tusk\n"]);
    expect(stderr).toContain("error[TSK1005 unclosed-bracket]");
    expect(read(folder, "bad.tusk")).toBe("a=[1\n");
  });

  it("applies safe fixes first with --fix, and writes them also where more is wrong", async () => {
    const folder = folderWith({ "a.tusk": "a:={x:1}\n", "b.tusk": "b:=1\nc=[1\n" });
    const asked = await tskGen(folder, ["fmt", "a.tusk", "b.tusk"]);
    expect(asked.exitCode).toBe(1);
    expect(asked.stderr).toContain(" - 2 fixable with --fix\n");
    const preview = await tskGen(folder, ["fmt", "a.tusk", "--fix", "--check"]);
    expect(preview.stdout).toContain("-a:={x:1}\n+a: { x: 1 }\n");
    expect(preview.stderr).toContain("run `tsk-gen fmt --fix a.tusk`");
    const { exitCode, stdout, stderr } = await tskGen(folder, ["fmt", "a.tusk", "b.tusk", "--fix"]);
    expect([exitCode, stdout]).toEqual([1, "changed  a.tusk\nchanged  b.tusk\n"]);
    expect(stderr).toContain(" --> b.tusk:2:3\n");
    expect(stderr).toMatch(/\n1 error in b\.tusk\n$/);
    expect([read(folder, "a.tusk"), read(folder, "b.tusk")]).toEqual([
      "a: { x: 1 }\n",
      "b:1\nc=[1\n",
    ]);
  });

  it("writes through a link and keeps the permissions", async () => {
    const folder = folderWith({ "real.tusk": "a=1\n" });
    const { mode } = statSync(join(folder, "real.tusk"));
    symlinkSync("real.tusk", join(folder, "queue.tusk"));
    await tskGen(folder, ["fmt"]);
    expect(lstatSync(join(folder, "queue.tusk")).isSymbolicLink()).toBe(true);
    expect(read(folder, "real.tusk")).toBe("a: 1\n");
    expect(statSync(join(folder, "real.tusk")).mode).toBe(mode);
  });

  it("formats stdin to stdout, and gives nothing back when something is wrong", async () => {
    const folder = folderWith();
    const through = (input: string, ...more: string[]) =>
      tskGen(folder, ["fmt", "--stdin", ...more], {}, input);
    expect(await through("a=1\n")).toEqual({ exitCode: 0, stdout: "a: 1\n", stderr: "" });
    expect(await through("a: 1\n")).toEqual({ exitCode: 0, stdout: "a: 1\n", stderr: "" });
    const bad = await through("a=[1\n");
    expect([bad.exitCode, bad.stdout]).toEqual([1, ""]);
    expect(bad.stderr).toContain("<stdin>:1:3");
    const checked = await through("a=1\n", "--check");
    expect(checked.exitCode).toBe(1);
    expect(checked.stderr).toContain("help: `tsk-gen fmt --stdin` prints it in that form");
    expect((await through("a:=1\n", "--fix")).stdout).toBe("a: 1\n");
    expect(await through("a:=[1\n", "--fix")).toMatchObject({ exitCode: 1, stdout: "" });
  });

  it("takes `-` for stdin, and neither files nor folders beside it", async () => {
    const folder = folderWith({ "queue.tusk": "a=1\n" });
    const piped = await tskGen(folder, ["fmt", "-"], {}, "b=1\n");
    expect(piped).toEqual({ exitCode: 0, stdout: "b: 1\n", stderr: "" });
    const both = await tskGen(folder, ["fmt", "-", "queue.tusk"], {}, "b=1\n");
    expect(both).toEqual({ exitCode: 2, stdout: "", stderr: "error: `-` takes no files\n" });
    expect(read(folder, "queue.tusk")).toBe("a=1\n");
  });

  it("shows no patch to what runs its lines, and none that acts on a terminal", async () => {
    const folder = folderWith({ "queue.tusk": 'a="""\n::error::pwned\u001b[31m\n"""\n' });
    const github = await tskGen(folder, ["fmt", "--check", "--format", "github"]);
    expect(`${github.stdout}${github.stderr}`).not.toContain("pwned");
    const { stdout } = await tskGen(folder, ["fmt", "--check"]);
    expect(stdout).toContain(" ::error::pwned\u241b[31m\n");
  });

  it("writes no named pipe, and waits for none", async () => {
    const folder = folderWith();
    execFileSync("mkfifo", [join(folder, "queue.tusk")]);
    expect(await tskGen(folder, ["fmt"])).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: "error: `queue.tusk` is not a regular file, so it cannot be changed\n",
    });
  });

  it("gives programs what changed", async () => {
    const folder = folderWith({ "queue.tusk": "a=1\n" });
    const { stdout } = await tskGen(folder, ["fmt", "--format", "json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      diagnostics: [],
      changes: [{ action: "changed", path: "queue.tusk" }],
    });
  });

  it.each([
    [["nope.tusk"], "error: there is no file `nope.tusk`"],
    [["--config", "nope.tusk"], "error: there is no file `nope.tusk`"],
    [["."], "error: there is no .tusk or .tsk file in `.`"],
    [[], "error: there is no queue.tusk here"],
    [["--stdin", "a.tusk"], "error: `--stdin` takes no files"],
  ])("says what is wrong with %j", async (args, headline) => {
    const { exitCode, stderr } = await tskGen(folderWith(), ["fmt", ...args]);
    expect([exitCode, stderr.split("\n")[0]]).toEqual([2, headline]);
  });
});
