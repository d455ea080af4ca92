import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { config, handlers } from "./config.js";
import { folderWith, tskGen } from "./folder.js";

describe("tsk-gen work", () => {
  it("refuses code that queue.tusk no longer describes, or that is not there", async () => {
    const folder = folderWith({ "queue.tusk": config, ...handlers });
    const refusal = [
      "error: generated/ is not what queue.tusk says",
      "  = help: run `tsk-gen generate`; `tsk-gen check` shows what differs",
      "",
    ].join("\n");
    expect(await tskGen(folder, ["work"])).toEqual({ exitCode: 1, stdout: "", stderr: refusal });
    await tskGen(folder, ["generate"]);
    writeFileSync(join(folder, "queue.tusk"), config.replace("high: 5", "high: 6"));
    expect(await tskGen(folder, ["work"])).toEqual({ exitCode: 1, stdout: "", stderr: refusal });
  });

  it("refuses to start without a handler", async () => {
    const folder = folderWith({ "queue.tusk": config, ...handlers });
    await tskGen(folder, ["generate"]);
    rmSync(join(folder, "handlers/welcome-email.ts"));
    const { exitCode, stderr } = await tskGen(folder, ["work"]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("error[TSK7001 missing-handler]");
  });

  it("names what has to be installed when handlers in TypeScript cannot be loaded", async () => {
    const folder = folderWith({ "queue.tusk": config, ...handlers });
    await tskGen(folder, ["generate"]);
    const { exitCode, stderr } = await tskGen(folder, ["work"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("error: tsx is not installed");
    expect(stderr).toContain("`npm install --save-dev tsx`");
  });

  it("says what is wrong with a worker that was named", async () => {
    const folder = folderWith({
      "other.mjs": "export const x = 1;\n",
      "broken.mjs": 'throw new TypeError("no database");\n',
    });
    const say = async (entry: string) => {
      const { exitCode, stderr } = await tskGen(folder, ["work", entry]);
      expect(exitCode).toBe(2);
      return stderr.split("\n")[0];
    };
    expect(await say("absent.mjs")).toBe("error: there is no file `absent.mjs`");
    expect(await say("other.mjs")).toBe("error: `other.mjs` exports no `runtime`");
    expect(await say("broken.mjs")).toBe(
      "error: `broken.mjs` cannot be loaded: TypeError: no database",
    );
  });

  it("hands on what was asked for and ends with the exit code of the runtime", async () => {
    const folder = folderWith({
      "worker.mjs": `\
        export const runtime = {
          async run(options) {
            process.env.TSK_TEST_OPTIONS = JSON.stringify(options);
            return 1;
          },
        };
      `,
    });
    const argv = ["work", "worker.mjs", "--queues", "high, low", "--concurrency", "3", "--drain"];
    expect((await tskGen(folder, argv)).exitCode).toBe(1);
    expect(JSON.parse(process.env.TSK_TEST_OPTIONS ?? "")).toEqual({
      queues: ["high", "low"],
      concurrency: 3,
      drain: true,
    });
    delete process.env.TSK_TEST_OPTIONS;
    const misuse = await tskGen(folder, ["work", "worker.mjs", "--concurrency", "all"]);
    expect([misuse.exitCode, misuse.stderr]).toEqual([
      2,
      "error: `--concurrency` takes a whole number\n",
    ]);
  });
});
