import { readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { harvest } from "../support/scratch.js";
import { config } from "./config.js";
import { folderWith, tskGen } from "./folder.js";

describe("tsk-gen handlers", () => {
  it("creates the handlers that are missing, with the types of their jobs, and nothing else", async () => {
    const folder = folderWith({
      "queue.tusk": config,
      "handlers/data-cleanup.ts": "// mine\n",
    });
    expect(await tskGen(folder, ["handlers"])).toEqual({
      exitCode: 0,
      stdout: "created  handlers/welcome-email.ts\n",
      stderr: "",
    });
    const files = harvest(folder);
    expect(Object.keys(files)).toEqual([
      "handlers/data-cleanup.ts",
      "handlers/welcome-email.ts",
      "queue.tusk",
    ]);
    expect(files["handlers/data-cleanup.ts"]).toBe("// mine\n");
    expect(files["handlers/welcome-email.ts"]).toContain(
      'import type { WelcomeEmailHandler } from "../generated/jobs/welcome-email.js";\n',
    );
  });

  it("says so when there is nothing to do", async () => {
    const folder = folderWith({ "queue.tusk": config });
    await tskGen(folder, ["generate"]);
    expect(await tskGen(folder, ["handlers"])).toEqual({
      exitCode: 0,
      stdout: "",
      stderr: "every job has a handler\n",
    });
  });

  it("writes nothing with --dry-run and says the same", async () => {
    const folder = folderWith({ "queue.tusk": config });
    const dry = await tskGen(folder, ["handlers", "--dry-run"]);
    expect(dry.stdout).toBe(
      "created  handlers/welcome-email.ts\ncreated  handlers/data-cleanup.ts\n",
    );
    expect(readdirSync(folder)).toEqual(["queue.tusk"]);
    expect(await tskGen(folder, ["handlers"])).toEqual(dry);
  });

  it("imports types from --out", async () => {
    const folder = folderWith({ "queue.tusk": config });
    await tskGen(folder, ["handlers", "--out", "src/queue"]);
    expect(readFileSync(join(folder, "handlers/welcome-email.ts"), "utf8")).toContain(
      'from "../src/queue/jobs/welcome-email.js"',
    );
  });

  it("creates none of a file with errors", async () => {
    const folder = folderWith({ "queue.tusk": config.replace("high: 5", "hihg: 5") });
    const { exitCode, stdout, stderr } = await tskGen(folder, ["handlers"]);
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("error[TSK5001 unknown-queue]");
    expect(readdirSync(folder)).toEqual(["queue.tusk"]);
  });

  it("writes through no link that leads out of the project, and says so", async () => {
    const outside = folderWith();
    const folder = folderWith({ "queue.tusk": config });
    symlinkSync(outside, join(folder, "handlers"));
    for (const command of ["handlers", "generate"]) {
      const { exitCode, stderr } = await tskGen(folder, [command]);
      expect(exitCode).toBe(1);
      expect(stderr).toContain(
        "error[TSK7013 blocked-output]: `handlers/welcome-email.ts` cannot be written: a link leads out of the project\n",
      );
    }
    expect(readdirSync(outside)).toEqual([]);
  });

  it("answers one document with --format json", async () => {
    const folder = folderWith({ "queue.tusk": config, "handlers/data-cleanup.ts": "" });
    const { stdout } = await tskGen(folder, ["handlers", "--format", "json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      errors: 0,
      changes: [{ action: "created", path: "handlers/welcome-email.ts" }],
    });
  });
});
