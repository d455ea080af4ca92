// Why: a queue.tusk of several files is one project: what is generated, checked, and mended covers all of them.

import { lstatSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, tskGen } from "./folder.js";

const queueTusk = `\
@import "parts/base.tusk"

jobs:
  @import "parts/jobs.tusk"
`;

const base = `\
queue:
  backend: "bullmq"
  bullmq:
    concurrency: 10
`;

const jobs = `\
welcome_email:
  payload:
    user_id: int
`;

function project(files: Readonly<Record<string, string>> = {}): string {
  return folderWith({
    "config/queue.tusk": queueTusk,
    "config/parts/base.tusk": base,
    "config/parts/jobs.tusk": jobs,
    ...files,
  });
}

describe("a project of several files", () => {
  it("is generated like one of a single file", async () => {
    const [several, single] = [project(), folderWith({ "config/queue.tusk": singleFile() })];
    for (const folder of [several, single]) expect((await tskGen(folder, [])).exitCode).toBe(0);
    for (const file of ["config.ts", "jobs/welcome-email.ts", "worker.ts"]) {
      const contents = [several, single].map((folder) =>
        readFileSync(join(folder, "generated", file), "utf8"),
      );
      expect(contents[0]).toBe(contents[1]);
    }
  });

  it("is stale when nothing but an imported file has changed", async () => {
    const folder = project();
    await tskGen(folder, []);
    expect(await tskGen(folder, ["check"])).toMatchObject({ exitCode: 0, stderr: "" });
    writeFileSync(join(folder, "config/parts/jobs.tusk"), `${jobs}# no other meaning\n`);
    const { exitCode, stderr } = await tskGen(folder, ["check"]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("manifest.json");
    expect((await tskGen(folder, [])).stdout).toContain("manifest.json");
    expect(await tskGen(folder, ["check"])).toMatchObject({ exitCode: 0, stderr: "" });
  });

  it("is stale when an imported file is another one with the same text", async () => {
    const folder = project({ "config/parts/other.tusk": jobs });
    await tskGen(folder, []);
    writeFileSync(join(folder, "config/queue.tusk"), queueTusk.replace("jobs.tusk", "other.tusk"));
    expect((await tskGen(folder, ["check"])).exitCode).toBe(1);
  });

  it("points into the imported file where a value or a job in it is wrong", async () => {
    const folder = project({ "config/parts/base.tusk": base.replace("10", '"10"') });
    const { stderr } = await tskGen(folder, ["check", "--format", "short"]);
    expect(stderr).toContain("config/parts/base.tusk:4:18: error[TSK3012 wrong-literal]");
    await tskGen(folder, ["check", "--fix"]);
    const { stderr: missing } = await tskGen(folder, ["check"]);
    expect(missing).toContain(`\
 --> config/parts/jobs.tusk:1:1
  |
1 | welcome_email:
  | ^^^^^^^^^^^^^ its handler is \`handlers/welcome-email.ts\`
 ::: config/queue.tusk:4:11
`);
  });

  it("ignores in an imported file what that file says to ignore", async () => {
    const ignored = "    # tsk-ignore runaway-backoff: until the provider is replaced\n";
    const policy = `  jobs:\n${ignored}    retry_attempts: 25\n    retry_delay: 60\n`;
    const folder = project({ "config/parts/base.tusk": base + policy });
    await tskGen(folder, []);
    expect(await tskGen(folder, ["check"])).toMatchObject({ exitCode: 0, stderr: "" });
  });

  it("tells of an ignore that nothing needs in an imported file without findings", async () => {
    const stale = "# tsk-ignore runaway-backoff: until the provider is replaced\n";
    const folder = project({ "config/parts/jobs.tusk": stale + jobs });
    await tskGen(folder, []);
    const { stderr } = await tskGen(folder, ["check", "--format", "short"]);
    expect(stderr).toContain("config/parts/jobs.tusk:1:14: hint[TSK2024 unused-ignore]");
  });
});

describe("a file that is not there", () => {
  const shared = { "queue.tusk": '@import "shared.tusk"\n' };

  it("is looked for beside the importer, which is never what was meant", async () => {
    const { stderr } = await tskGen(folderWith(shared), ["export", "queue.tusk"]);
    expect(stderr).toContain("error[TSK4013 missing-import]: there is no file `shared.tusk`");
    expect(stderr).not.toContain("did you mean");
  });

  it("is not one that has only the ending in common", async () => {
    const folder = folderWith({ ...shared, "e.tusk": "a: 1\n" });
    const { stderr } = await tskGen(folder, ["export", "queue.tusk"]);
    expect(stderr).not.toContain("e.tusk`?");
    expect(stderr).not.toContain("help:");
  });

  it("is named as the one that is almost called so", async () => {
    const folder = folderWith({ ...shared, "share.tusk": "a: 1\n" });
    const { stderr } = await tskGen(folder, ["export", "queue.tusk"]);
    expect(stderr).toContain("= help: did you mean `share.tusk`?");
  });
});

describe("tsk-gen check --fix", () => {
  it("mends each file where the mistake is, and leaves the others as they are", async () => {
    const folder = project({
      "config/parts/base.tusk": `\ufeff${base.replace("10", '"10"')}`,
      "config/queue.tusk": queueTusk.replace("jobs:", "jobs"),
    });
    await tskGen(folder, ["check", "--fix"]);
    const read = (name: string) => readFileSync(join(folder, "config", name), "utf8");
    expect(read("queue.tusk")).toBe(queueTusk);
    expect(read("parts/base.tusk")).toBe(`\ufeff${base}`);
    expect(read("parts/jobs.tusk")).toBe(jobs);
  });

  it("mends a file that is imported twice once", async () => {
    const folder = project({
      "config/queue.tusk": `${queueTusk}\n@import "./parts/base.tusk"\n`.replace("\n\n@", "\n  @"),
      "config/parts/base.tusk": base.replace("10", '"10"'),
    });
    await tskGen(folder, ["check", "--fix"]);
    expect(readFileSync(join(folder, "config/parts/base.tusk"), "utf8")).toBe(base);
  });

  it("mends the file that a link leads to, and keeps the link", async () => {
    const folder = project({ "config/real.tusk": base.replace("10", '"10"') });
    const link = join(folder, "config/parts/link.tusk");
    symlinkSync("../real.tusk", link);
    writeFileSync(join(folder, "config/queue.tusk"), queueTusk.replace("base", "link"));
    await tskGen(folder, ["check", "--fix"]);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, "config/real.tusk"), "utf8")).toBe(base);
  });
});

describe("tsk-gen export", () => {
  it("imports from the nearest folder with a package.json, and nothing above it", async () => {
    const folder = folderWith({
      "outer.tusk": "x: 1",
      "app/package.json": "{}",
      "app/shared.tusk": 'name: "shop"',
      "app/config/a.tusk": '@import "../shared.tusk"',
      "app/config/b.tusk": '@import "../../outer.tusk"',
    });
    expect(JSON.parse((await tskGen(folder, ["export", "app/config/a.tusk"])).stdout)).toEqual({
      name: "shop",
    });
    const { exitCode, stdout, stderr } = await tskGen(folder, ["export", "app/config/b.tusk"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toContain("app/config/b.tusk:1:9");
    expect(stderr).toContain("`../../outer.tusk` leads out of the project");
  });

  it("imports from the file's own folder when there is no package.json", async () => {
    const folder = folderWith({
      "x.tusk": "",
      "app/a.tusk": '@import "../x.tusk"\n@import "b.tusk"',
    });
    const { stderr } = await tskGen(folder, ["export", "app/a.tusk", "--format", "short"]);
    expect(stderr).toContain("`../x.tusk` leads out of the project");
    expect(stderr).toContain("there is no file `b.tusk`");
  });

  it("reads the environment for imported values too, and shows where they are", async () => {
    const folder = folderWith({ "a.tusk": '@import "b.tusk"', "b.tusk": 'port: @env("PORT", 80)' });
    const { stderr } = await tskGen(folder, ["export", "a.tusk"], { PORT: "http" });
    expect(stderr).toContain(" --> b.tusk:1:7");
    expect(stderr).toContain(" ::: a.tusk:1:9");
  });
});

/** The same project in one file. */
function singleFile(): string {
  return `${base}jobs:\n${jobs.replace(/^/gm, "  ").trimEnd()}\n`;
}
