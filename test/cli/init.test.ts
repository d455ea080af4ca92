import { readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, tskGen } from "./folder.js";

describe("tsk-gen init", () => {
  it("writes the first files of an empty folder and says what to do next", async () => {
    const folder = folderWith();
    const { exitCode, stdout, stderr } = await tskGen(folder, ["init"]);
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      [
        "created  queue.tusk",
        "created  handlers/welcome-email.ts",
        "created  package.json",
        "created  tsconfig.json",
        "created  .gitignore",
        "",
      ].join("\n"),
    );
    for (const command of ["npm install", "npx tsk-gen generate", "npx tsc --noEmit"])
      expect(stderr).toContain(command);
    expect(stderr).toContain("In CI:\n  npx tsk-gen check\n");
    expect(readFileSync(join(folder, ".gitignore"), "utf8")).toBe(
      ".tusk/\n.env\ndist/\nnode_modules/\n",
    );
  });

  it("overwrites nothing, and writes nothing when something is in the way", async () => {
    for (const path of ["queue.tusk", "config/queue.tusk", "handlers/welcome-email.ts"]) {
      const folder = folderWith({ [path]: "mine" });
      const { exitCode, stdout, stderr } = await tskGen(folder, ["init"]);
      expect(exitCode).toBe(2);
      expect(stdout).toBe("");
      expect(stderr).toContain(`\`${path}\` is there already`);
      expect(readdirSync(folder)).toEqual([path.split("/")[0]]);
      expect(readFileSync(join(folder, path), "utf8")).toBe("mine");
    }
  });

  it("writes nothing when a file is where a directory belongs", async () => {
    const folder = folderWith({ handlers: "mine" });
    const { exitCode, stdout, stderr } = await tskGen(folder, ["init"]);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^error: `handlers\/welcome-email\.ts` cannot be written: a file, /);
    expect(readdirSync(folder)).toEqual(["handlers"]);
  });

  it("writes nothing through a link, neither one that leads nowhere nor one that leads out", async () => {
    const folder = folderWith({ "project/a.txt": "", "outside/b.txt": "" });
    const project = join(folder, "project");
    symlinkSync("../outside/queue.tusk", join(project, "queue.tusk"));
    expect((await tskGen(project, ["init"])).exitCode).toBe(2);
    const other = folderWith({ "project/a.txt": "", "outside/b.txt": "" });
    symlinkSync("../outside", join(other, "project/handlers"));
    const { exitCode, stderr } = await tskGen(join(other, "project"), ["init"]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("leads out of the project")]);
    for (const path of [folder, other])
      expect(readdirSync(join(path, "outside"))).toEqual(["b.txt"]);
    expect(readdirSync(join(other, "project"))).toEqual(["a.txt", "handlers"]);
  });

  it("writes nothing beside a package.json that it cannot read", async () => {
    const folder = folderWith({ "package.json": "{" });
    const { exitCode, stderr } = await tskGen(folder, ["init"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("package.json is not JSON");
    expect(readdirSync(folder)).toEqual(["package.json"]);
  });

  it("adds one line to a .gitignore, once, and leaves a tsconfig alone", async () => {
    const folder = folderWith({ ".gitignore": "node_modules", "tsconfig.json": "{}" });
    await tskGen(folder, ["init"]);
    expect(readFileSync(join(folder, ".gitignore"), "utf8")).toBe("node_modules\n.tusk/\n");
    expect(readFileSync(join(folder, "tsconfig.json"), "utf8")).toBe("{}");
    const ignored = folderWith({ ".gitignore": "/.tusk\n" });
    await tskGen(ignored, ["init"]);
    expect(readFileSync(join(ignored, ".gitignore"), "utf8")).toBe("/.tusk\n");
  });
});
