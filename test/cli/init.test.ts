import { readdirSync, readFileSync } from "node:fs";
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
    expect(readFileSync(join(folder, ".gitignore"), "utf8")).toBe(".tusk/\n");
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
