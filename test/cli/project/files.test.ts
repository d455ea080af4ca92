import { execFileSync } from "node:child_process";
import { chmodSync, linkSync, mkdirSync, symlinkSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { ProjectFiles } from "../../../src/cli/project/files.js";
import { SourceFile } from "../../../src/source/source.js";
import { folderWith } from "../folder.js";

/** A project in the folder `app` of a folder with these files, and its file `app/a.tusk`. */
function projectWith(files: Readonly<Record<string, string | Uint8Array>>, main = "a.tusk") {
  const folder = folderWith({ [`app/${main}`]: "", ...files });
  const root = join(folder, "app");
  const source = new SourceFile(main, "");
  const project = new ProjectFiles(root, (path) => relative(root, path));
  project.add(source, join(root, main));
  return {
    folder,
    root,
    source,
    project,
    read: (path: string, from = source) => project.read(path, from),
    /** What a path leads to: the name of a file, or the kind of answer. */
    name(path: string, from = source) {
      const found = project.read(path, from);
      return found.kind === "file" ? found.source.path : found.kind;
    },
  };
}

describe("the files of a project", () => {
  it("are named from the folder of the importer, and called by their path in the project", () => {
    const { name, read } = projectWith(
      { "app/c/b.tusk": "x: 1", "app/d.tusk": "", "app/c/e/f.tusk": "" },
      "c/a.tusk",
    );
    expect(name("b.tusk")).toBe("c/b.tusk");
    expect(name("./e/../b.tusk")).toBe("c/b.tusk");
    expect(name("../d.tusk")).toBe("d.tusk");
    const inner = read("e/f.tusk");
    if (inner.kind !== "file") throw new Error(inner.kind);
    expect(name("../b.tusk", inner.source)).toBe("c/b.tusk");
    expect(inner.source.text).toBe("");
  });

  it("are each one source, by whatever path or link they are named", () => {
    const { root, read, source } = projectWith({ "app/c/b.tusk": "" });
    symlinkSync("c/b.tusk", join(root, "link.tusk"));
    symlinkSync(join(root, "c"), join(root, "folder"));
    const found = ["c/b.tusk", "link.tusk", "folder/b.tusk", "c/../c/b.tusk"].map((path) =>
      read(path),
    );
    expect(new Set(found.map((one) => (one.kind === "file" ? one.source : one))).size).toBe(1);
    expect(read("c/../a.tusk")).toEqual({ kind: "file", source });
  });

  it("are where they were read from", () => {
    const { root, project, read } = projectWith({ "app/c/b.tusk": "" });
    symlinkSync("c/b.tusk", join(root, "link.tusk"));
    const found = read("link.tusk");
    if (found.kind !== "file") throw new Error(found.kind);
    expect(project.pathOf(found.source)).toBe(join(root, "c/b.tusk"));
    expect(project.pathOf(new SourceFile("a.tusk", ""))).toBeUndefined();
  });
});

describe("what is outside of the project", () => {
  it("is never read, by path or by link", () => {
    const { folder, root, name } = projectWith({
      "secret.tusk": "password: 1",
      "other/x.tusk": "",
    });
    symlinkSync("../secret.tusk", join(root, "up.tusk"));
    symlinkSync(join(folder, "secret.tusk"), join(root, "absolute.tusk"));
    symlinkSync("../other", join(root, "folder"));
    symlinkSync("up.tusk", join(root, "twice.tusk"));
    for (const path of [
      ...["../secret.tusk", "c/../../secret.tusk", "..", "../app/../secret.tusk"],
      ...["up.tusk", "absolute.tusk", "folder/x.tusk", "twice.tusk"],
    ])
      expect(name(path), path).toMatch(/^outside$|^missing$/);
    expect(name("../secret.tusk")).toBe("outside");
    expect(name("up.tusk")).toBe("outside");
    expect(name("folder/x.tusk")).toBe("outside");
  });

  it("is not told apart from what is not there", () => {
    const { root, read } = projectWith({ "secret.tusk": "" });
    symlinkSync("../nothing.tusk", join(root, "nothing.tusk"));
    symlinkSync("../secret.tusk", join(root, "secret.tusk"));
    expect(read("../nothing.tusk")).toEqual(read("../secret.tusk"));
    expect(read("nothing.tusk")).toEqual(read("secret.tusk"));
  });

  it("does not begin beside a queue.tusk that is a link out of it", () => {
    const { root } = projectWith({ "shared/queue.tusk": "", "app/b.tusk": "" });
    symlinkSync("../shared/queue.tusk", join(root, "queue.tusk"));
    const project = new ProjectFiles(root, (path) => relative(root, path));
    const source = new SourceFile("queue.tusk", "");
    project.add(source, join(root, "queue.tusk"));
    expect(project.read("b.tusk", source).kind).toBe("file");
  });
});

describe("a file that is missing", () => {
  it("has those beside it that could be meant", () => {
    const { read } = projectWith({ "app/data.tusk": "", "app/b.tsk": "", "app/readme.md": "" });
    expect(read("dta.tusk")).toEqual({ kind: "missing", near: ["a.tusk", "b.tsk", "data.tusk"] });
  });

  it("has one of its name in a folder beside the one that is missing", () => {
    const { read } = projectWith({ "app/config/data.tusk": "", "app/other/x.tusk": "" });
    expect(read("confg/data.tusk")).toEqual({ kind: "missing", near: ["config/data.tusk"] });
    expect(read("config/dta.tusk")).toEqual({ kind: "missing", near: ["config/data.tusk"] });
  });

  it("is missing too when a file stands where a folder should", () => {
    const { read } = projectWith({ "app/b.tusk": "" });
    expect(read("b.tusk/c.tusk").kind).toBe("missing");
  });
});

describe("what is no text file", () => {
  it("says what it is", () => {
    const { root, read } = projectWith({
      "app/binary.tusk": "a\0b",
      "app/large.tusk": "#".repeat(4 * 1024 * 1024 + 1),
    });
    mkdirSync(join(root, "folder.tusk"));
    symlinkSync("loop.tusk", join(root, "loop.tusk"));
    execFileSync("mkfifo", [join(root, "pipe.tusk")]);
    const why = (path: string) => {
      const found = read(path);
      return found.kind === "unreadable" ? found.why : found.kind;
    };
    expect(why("folder.tusk")).toBe("is a directory, not a file");
    expect(why("binary.tusk")).toBe("is a binary file, not text");
    expect(why("large.tusk")).toBe("is larger than 4 MiB");
    expect(why("loop.tusk")).toBe("is a link that leads in a circle");
    expect(why("pipe.tusk")).toBe("is not a regular file");
    expect(why(`${"n".repeat(300)}.tusk`)).toMatch(/^cannot be read: ENAMETOOLONG/);
  });

  it("is told at its byte when it is not UTF-8", () => {
    const { read } = projectWith({ "app/latin.tusk": new Uint8Array([0x61, 0x3a, 0x20, 0xe9]) });
    expect(read("latin.tusk")).toMatchObject({ kind: "wrong", diagnostic: { code: "TSK1000" } });
  });

  it.skipIf(process.getuid?.() === 0)("says that it may not be read", () => {
    const { root, read } = projectWith({ "app/b.tusk": "" });
    chmodSync(join(root, "b.tusk"), 0);
    expect(read("b.tusk")).toMatchObject({ why: "cannot be read: permission denied" });
  });

  it("is no hard link: that is a file of the project", () => {
    const { folder, root, name } = projectWith({ "shared.tusk": "" });
    linkSync(join(folder, "shared.tusk"), join(root, "b.tusk"));
    expect(name("b.tusk")).toBe("b.tusk");
  });
});
