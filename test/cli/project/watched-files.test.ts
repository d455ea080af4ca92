import { mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { WatchedFiles } from "../../../src/cli/project/watched-files.js";
import { folderWith } from "../folder.js";

/** Watches these paths of a folder, and asks again for them after each change, as a run does. */
function watched(folder: string, paths: readonly string[], since = Date.now() + 1_000) {
  const told = vi.fn(() => files.watch(absolute, Date.now()));
  const absolute = paths.map((path) => join(folder, path));
  const files = new WatchedFiles(told);
  files.watch(absolute, since);
  onTestFinished(() => files.close());
  /** Does something, and waits until it is told. */
  const tells = async (change: () => void) => {
    const before = told.mock.calls.length;
    change();
    await vi.waitFor(() => expect(told.mock.calls.length).toBeGreaterThan(before), 10_000);
  };
  return { told, tells };
}

describe("watched files", () => {
  it("tell each of many saves, by writing, by renaming, and by removing first", async () => {
    const folder = folderWith({ "a.tusk": "0" });
    const { tells } = watched(folder, ["a.tusk"]);
    const path = join(folder, "a.tusk");
    for (let round = 0; round < 20; round++) {
      await tells(() => writeFileSync(path, `${round}`));
      await tells(() => {
        writeFileSync(`${path}~`, "renamed");
        renameSync(`${path}~`, path);
      });
      await tells(() => {
        rmSync(path);
        writeFileSync(path, "anew");
      });
    }
  });

  it("tell what a link leads to", async () => {
    const folder = folderWith({ "real/a.tusk": "0", "project/b.tusk": "" });
    symlinkSync("../real/a.tusk", join(folder, "project/a.tusk"));
    const { tells } = watched(folder, ["project/a.tusk"]);
    await tells(() => writeFileSync(join(folder, "real/a.tusk"), "1"));
  });

  it("go on when their folder is replaced, removed, and made again", async () => {
    const folder = folderWith({ "parts/a.tusk": "0", "other/a.tusk": "1" });
    const { tells } = watched(folder, ["parts/a.tusk"]);
    const path = join(folder, "parts/a.tusk");
    await tells(() => {
      renameSync(join(folder, "parts"), join(folder, "old"));
      renameSync(join(folder, "other"), join(folder, "parts"));
    });
    await tells(() => writeFileSync(path, "2"));
    await tells(() => rmSync(join(folder, "parts"), { recursive: true }));
    await tells(() => mkdirSync(join(folder, "parts")));
    await tells(() => writeFileSync(path, "3"));
  });

  it("tell at once what was changed before the watch began, and nothing that is older", async () => {
    const folder = folderWith({ "a.tusk": "0" });
    const { told } = watched(folder, ["a.tusk"], Date.now());
    await vi.waitFor(() => expect(told).toHaveBeenCalled(), 10_000);
    const { told: untold } = watched(folder, ["a.tusk"]);
    const { tells } = watched(folder, ["b.tusk"]);
    await tells(() => writeFileSync(join(folder, "b.tusk"), ""));
    expect(untold).not.toHaveBeenCalled();
  });

  it("tell a file that an old one is put in place of", async () => {
    const folder = folderWith({ "a.tusk": "0", "old.tusk": "1" });
    utimesSync(join(folder, "old.tusk"), 1, 1);
    const { tells } = watched(folder, ["a.tusk"]);
    await tells(() => renameSync(join(folder, "old.tusk"), join(folder, "a.tusk")));
  });
});
