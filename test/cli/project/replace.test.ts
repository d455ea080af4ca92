import {
  chmodSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { replaceText } from "../../../src/cli/project/replace.js";
import { folderWith } from "../folder.js";

/** No process has it: it is above the largest one that the system gives. */
const DEAD = 2 ** 22 + 1;
const change = { before: "old\n", after: "new\n", shown: "a.tusk" };
const folderWithFile = () => {
  const folder = folderWith({ "a.tusk": "old\n" });
  return { folder, path: join(folder, "a.tusk") };
};

describe("replacing a file", () => {
  it("keeps who may read it, and leaves nothing else behind", () => {
    const { folder, path } = folderWithFile();
    chmodSync(path, 0o600);
    writeFileSync(join(folder, `.b.tusk.${DEAD}.tsk-tmp`), "ha");
    writeFileSync(join(folder, `.a.tusk.${process.pid}.tsk-tmp`), "ha");
    replaceText(path, change);
    expect(readFileSync(path, "utf8")).toBe("new\n");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(["a.tusk"]);
  });

  it("writes through no link that waits under the name of the unfinished file", () => {
    const { folder, path } = folderWithFile();
    writeFileSync(join(folder, "theirs"), "theirs\n");
    symlinkSync("theirs", join(folder, `.a.tusk.${process.pid}.tsk-tmp`));
    replaceText(path, change);
    expect(readFileSync(join(folder, "theirs"), "utf8")).toBe("theirs\n");
    expect(readFileSync(path, "utf8")).toBe("new\n");
  });

  it("does not overwrite what was saved since it was read", () => {
    const { folder, path } = folderWithFile();
    writeFileSync(path, "newer\n");
    expect(() => replaceText(path, change)).toThrow("`a.tusk` was changed while it was read");
    expect(readFileSync(path, "utf8")).toBe("newer\n");
    expect(readdirSync(folder)).toEqual(["a.tusk"]);
  });
});
