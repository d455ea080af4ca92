import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PREAMBLE } from "../../../src/emit/file.js";
import { writeOutput } from "../../../src/emit/write/write-output.js";
import { harvest, plant, scratch } from "../../support/scratch.js";
import { output, project } from "./output.js";

const NOTHING = { created: [], updated: [], removed: [], unchanged: [], refused: [] };
const ONE = { "index.ts": "one\n", "jobs/a.ts": "a\n" };

describe("writeOutput", () => {
  it("creates what is missing, the manifest too", () => {
    const { root, write } = project();
    expect(write(ONE)).toEqual({ ...NOTHING, created: ["index.ts", "jobs/a.ts", "manifest.json"] });
    const { "generated/manifest.json": manifest = "", ...others } = harvest(root);
    expect(others).toEqual({ "generated/index.ts": "one\n", "generated/jobs/a.ts": "a\n" });
    expect(JSON.parse(manifest)).toMatchObject({ generated: PREAMBLE, tool: "1.0.0" });
  });

  it("touches nothing the second time", () => {
    const { root, write } = project();
    write(ONE);
    const before = statSync(join(root, "generated/index.ts"));
    expect(write(ONE)).toEqual({
      ...NOTHING,
      unchanged: ["index.ts", "jobs/a.ts", "manifest.json"],
    });
    const after = statSync(join(root, "generated/index.ts"));
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
  });

  it("updates what changed and removes what is no longer there, with its directory", () => {
    const { root, write } = project();
    write(ONE);
    expect(write({ "index.ts": "two\n" })).toEqual({
      ...NOTHING,
      updated: ["index.ts", "manifest.json"],
      removed: ["jobs/a.ts"],
    });
    expect(existsSync(join(root, "generated/jobs"))).toBe(false);
    expect(readFileSync(join(root, "generated/index.ts"), "utf8")).toBe("two\n");
  });

  it("keeps a directory in which something of others is left", () => {
    const { root, write } = project();
    write(ONE);
    plant(root, { "generated/jobs/mine.ts": "mine\n" });
    write({ "index.ts": "one\n" });
    expect(Object.keys(harvest(root))).toContain("generated/jobs/mine.ts");
  });

  it("refuses a file that was edited by hand until it is forced", () => {
    const { root, write } = project();
    write(ONE);
    writeFileSync(join(root, "generated/index.ts"), "edited\n");
    const refused = [{ path: "index.ts", reason: "edited" }];
    expect(write({ ...ONE, "index.ts": "two\n" })).toMatchObject({ updated: [], refused });
    expect(write({ ...ONE, "index.ts": "three\n" })).toMatchObject({ refused });
    expect(readFileSync(join(root, "generated/index.ts"), "utf8")).toBe("edited\n");
    expect(write({ ...ONE, "index.ts": "two\n" }, { force: true })).toMatchObject({
      updated: ["index.ts", "manifest.json"],
      refused: [],
    });
    expect(readFileSync(join(root, "generated/index.ts"), "utf8")).toBe("two\n");
  });

  it("writes the other files when it refuses one", () => {
    const { root, write } = project();
    write(ONE);
    writeFileSync(join(root, "generated/index.ts"), "edited\n");
    expect(write({ "index.ts": "two\n", "jobs/a.ts": "b\n" })).toMatchObject({
      updated: ["jobs/a.ts", "manifest.json"],
    });
  });

  it("refuses to remove a file that was edited by hand", () => {
    const { root, write } = project();
    write(ONE);
    writeFileSync(join(root, "generated/jobs/a.ts"), "edited\n");
    const refused = [{ path: "jobs/a.ts", reason: "edited" }];
    expect(write({ "index.ts": "one\n" })).toMatchObject({ removed: [], refused });
    expect(write({ "index.ts": "one\n" })).toMatchObject({ refused });
    expect(write({ "index.ts": "one\n" }, { force: true })).toMatchObject({
      removed: ["jobs/a.ts"],
    });
  });

  it("refuses a file that is not ours, and takes one that happens to be the same", () => {
    const { root, write } = project();
    plant(root, { "generated/index.ts": "theirs\n", "generated/jobs/a.ts": "a\n" });
    expect(write(ONE)).toMatchObject({
      unchanged: ["jobs/a.ts"],
      refused: [{ path: "index.ts", reason: "foreign" }],
    });
  });

  it("does nothing where the manifest is somebody else's", () => {
    const { root, write } = project();
    plant(root, { "generated/manifest.json": '{"name":"an app"}' });
    expect(write(ONE)).toEqual({
      ...NOTHING,
      refused: [{ path: "manifest.json", reason: "foreign" }],
    });
    expect(Object.keys(harvest(root))).toEqual(["generated/manifest.json"]);
  });

  it("knows its files in spite of the marks of a merge in the manifest", () => {
    const { root, write } = project();
    write(ONE);
    const path = join(root, "generated/manifest.json");
    const [start = "", end = ""] = readFileSync(path, "utf8").split('    "jobs/a.ts"');
    const other = `    "jobs/a.ts": "${"0".repeat(64)}"`;
    writeFileSync(
      path,
      `${start}<<<<<<< ours\n    "jobs/a.ts"${end}=======\n${other}\n>>>>>>> theirs\n`,
    );
    expect(write({ ...ONE, "jobs/a.ts": "b\n" })).toMatchObject({
      updated: ["jobs/a.ts", "manifest.json"],
      refused: [],
    });
  });

  it("takes CRLF for LF, as version control may have made it", () => {
    const { root, write } = project();
    write(ONE);
    writeFileSync(join(root, "generated/index.ts"), "one\r\n");
    expect(write(ONE)).toMatchObject({ unchanged: ["index.ts", "jobs/a.ts", "manifest.json"] });
    expect(write({ ...ONE, "index.ts": "two\n" })).toMatchObject({ refused: [] });
  });

  it("keeps the permissions of what it replaces", () => {
    const { root, write } = project();
    write(ONE);
    chmodSync(join(root, "generated/index.ts"), 0o640);
    write({ ...ONE, "index.ts": "two\n" });
    expect(statSync(join(root, "generated/index.ts")).mode & 0o777).toBe(0o640);
  });

  it("only tells what it would do when it is asked to", () => {
    const { root, write } = project();
    expect(write(ONE, { dryRun: true })).toMatchObject({
      created: ["index.ts", "jobs/a.ts", "manifest.json"],
    });
    expect(existsSync(join(root, "generated"))).toBe(false);
  });

  it("can be restricted to some files, and the manifest stays true", () => {
    const { root, write } = project();
    write(ONE);
    const only = (path: string) => path.startsWith("jobs/");
    expect(write({ "index.ts": "two\n", "jobs/b.ts": "b\n" }, { only })).toEqual({
      ...NOTHING,
      created: ["jobs/b.ts"],
      updated: ["manifest.json"],
      removed: ["jobs/a.ts"],
    });
    expect(readFileSync(join(root, "generated/index.ts"), "utf8")).toBe("one\n");
    expect(write({ "index.ts": "two\n", "jobs/b.ts": "b\n" })).toMatchObject({
      updated: ["index.ts", "manifest.json"],
      refused: [],
    });
  });

  it("is not fooled by a manifest that names files elsewhere", () => {
    const { root, write } = project();
    plant(root, { "precious.txt": "precious\n" });
    write(ONE);
    const path = join(root, "generated/manifest.json");
    const hash = "a9a4bd0f3b0b3b0c";
    for (const name of ["../precious.txt", join(root, "precious.txt"), "jobs/../../precious.txt"])
      writeFileSync(
        path,
        readFileSync(path, "utf8").replace(
          '"files": {',
          `"files": {\n    ${JSON.stringify(name)}: "${hash.repeat(4)}",`,
        ),
      );
    expect(write(ONE, { force: true }).removed).toEqual([]);
    expect(existsSync(join(root, "precious.txt"))).toBe(true);
  });
});

describe("writeOutput through links", () => {
  it("writes where a link inside the project leads", () => {
    const { root, write } = project();
    mkdirSync(join(root, "elsewhere"));
    symlinkSync("elsewhere", join(root, "generated"));
    expect(write(ONE).created).toHaveLength(3);
    expect(readFileSync(join(root, "elsewhere/index.ts"), "utf8")).toBe("one\n");
    expect(write({ "index.ts": "two\n" })).toMatchObject({ removed: ["jobs/a.ts"] });
  });

  it("keeps a link to a file and replaces the file", () => {
    const { root, write } = project();
    write(ONE);
    const path = join(root, "generated/index.ts");
    plant(root, { "shared.ts": "one\n" });
    unlinkSync(path);
    symlinkSync("../shared.ts", path);
    write({ ...ONE, "index.ts": "two\n" });
    expect(readFileSync(join(root, "shared.ts"), "utf8")).toBe("two\n");
  });

  it("refuses to follow one out of the project, even when forced", () => {
    const { root, write } = project();
    const outside = scratch();
    const theirs = { "index.ts": "theirs\n", ".x.ts.999999.tsk-tmp": "no leftover of ours\n" };
    plant(outside, theirs);
    mkdirSync(join(root, "generated"));
    symlinkSync(join(outside, "index.ts"), join(root, "generated/index.ts"));
    symlinkSync(outside, join(root, "generated/jobs"));
    expect(write(ONE, { force: true }).refused).toEqual([
      { path: "index.ts", reason: "outside" },
      { path: "jobs/a.ts", reason: "outside" },
    ]);
    expect(harvest(outside)).toEqual(theirs);
  });

  it("refuses directories and dead links in its way", () => {
    const { root, write } = project();
    mkdirSync(join(root, "generated/index.ts"), { recursive: true });
    mkdirSync(join(root, "generated/jobs"));
    symlinkSync("nowhere", join(root, "generated/jobs/a.ts"));
    expect(write(ONE, { force: true }).refused).toEqual([
      { path: "index.ts", reason: "blocked" },
      { path: "jobs/a.ts", reason: "blocked" },
    ]);
  });

  it("takes a project whose own path is a link", () => {
    const real = scratch();
    const root = join(scratch(), "link");
    symlinkSync(real, root);
    expect(writeOutput(output(ONE), { root, directory: "generated" }).created).toHaveLength(3);
    expect(Object.keys(harvest(real))).toContain("generated/index.ts");
  });
});
