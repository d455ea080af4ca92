import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { main } from "../../src/cli/main.js";
import { config } from "./config.js";
import { folderWith, ioIn } from "./folder.js";

/** Watches a folder until the test is over. */
async function watching(files: Readonly<Record<string, string>>) {
  const folder = folderWith(files);
  const io = ioIn(folder);
  let stop = () => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const ended = main(["generate", "--watch"], { ...io, untilStopped: () => stopped });
  const end = () => {
    stop();
    return ended;
  };
  onTestFinished(async () => void (await end()));
  await vi.waitFor(() => expect(io.written.stderr).toContain("watching queue.tusk"), 10_000);
  const save = (path: string, text: string) => writeFileSync(join(folder, path), text);
  const says = (name: keyof typeof io.written, text: string) =>
    vi.waitFor(() => expect(io.written[name]).toContain(text), 10_000);
  return { folder, io, end, save, says };
}

const withWeight = (weight: number) => config.replace("high: 5", `high: ${weight}`);
/** The weight of queue `high` in the code. */
const weightIn = (folder: string) =>
  /high: env.integer\("QUEUE_HIGH_QUEUE_WEIGHT", (\d+),/.exec(
    readFileSync(join(folder, "generated/config.ts"), "utf8"),
  )?.[1];

describe("tsk-gen generate --watch", () => {
  it("writes on every save, however the editor saves", async () => {
    const { folder, io, end, save } = await watching({ "queue.tusk": config });
    const shows = (weight: number) =>
      vi.waitFor(() => expect(weightIn(folder)).toBe(String(weight)), 10_000);
    await shows(5);
    save("queue.tusk", withWeight(6));
    await shows(6);
    save("queue.tusk~", withWeight(7));
    renameSync(join(folder, "queue.tusk~"), join(folder, "queue.tusk"));
    await shows(7);
    rmSync(join(folder, "queue.tusk"));
    save("queue.tusk", withWeight(8));
    await shows(8);
    expect(await end()).toBe(0);
    expect(io.written.stdout).toContain("changed  generated/config.ts\n");
  });

  it("says what is wrong, writes nothing, and goes on", async () => {
    const { folder, save, says } = await watching({ "queue.tusk": config });
    save("queue.tusk", config.replace("queue: high", "queue: hihg"));
    await says("stderr", "error[TSK5001 unknown-queue]");
    expect(weightIn(folder)).toBe("5");
    rmSync(join(folder, "queue.tusk"));
    await says("stderr", "there is no queue.tusk here");
    save("queue.tusk", withWeight(9));
    await vi.waitFor(() => expect(weightIn(folder)).toBe("9"), 10_000);
  });

  it("sees package.json, which names the files of a deployment", async () => {
    const { folder, save, end } = await watching({
      "queue.tusk": `${config}\ndeploy:\n  targets: [systemd]\n`,
    });
    save("package.json", '{ "name": "shop" }\n');
    const unit = join(folder, "generated/deploy/shop-worker.service");
    await vi.waitFor(() => expect(existsSync(unit)).toBe(true), 10_000);
    expect(await end()).toBe(0);
  });

  it("sees files that are imported, those that are not there yet too", async () => {
    const { folder, save, says } = await watching({
      "queue.tusk": `$common = @import("parts/common.tusk")\n${config.replace("high: 5", "high: $common.weight")}`,
    });
    await says("stderr", "there is no file `parts/common.tusk`");
    expect(existsSync(join(folder, "generated"))).toBe(false);
    mkdirSync(join(folder, "parts"));
    save("parts/common.tusk", "weight: 3\n");
    await vi.waitFor(() => expect(weightIn(folder)).toBe("3"), 10_000);
    save("parts/common.tusk", "weight: 4\n");
    await vi.waitFor(() => expect(weightIn(folder)).toBe("4"), 10_000);
  });
});
