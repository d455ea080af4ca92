import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { config, handlers } from "./config.js";
import { folderWith, tskGen } from "./folder.js";

/** A project that is as it should be. */
async function freshProject(): Promise<string> {
  const folder = folderWith({ "queue.tusk": config, ...handlers });
  await tskGen(folder, ["generate"]);
  return folder;
}

describe("tsk-gen check", () => {
  it("prints nothing when all is well", async () => {
    const folder = await freshProject();
    expect(await tskGen(folder, ["check"])).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });

  it("names what is missing, stale, edited, and left over, and shows a patch", async () => {
    const folder = await freshProject();
    writeFileSync(
      join(folder, "queue.tusk"),
      config.replace("high: 5", "high: 7").replace("  data_cleanup: {}\n", ""),
    );
    rmSync(join(folder, "generated/retry.ts"));
    writeFileSync(join(folder, "generated/worker.ts"), "// mine\n");
    const { exitCode, stdout, stderr } = await tskGen(folder, ["check"]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      [
        "error[TSK7010 stale-output]: generated/ is not what queue.tusk says",
        " --> generated/index.ts:4:1",
        "  |",
        '4 | import { type DataCleanupHandler, DataCleanupJob } from "./jobs/data-cleanup.js";',
        `  | ${"^".repeat(81)} \`generate\` would change this`,
        "  |",
        "  = note: missing: `generated/retry.ts`",
        "  = note: stale: `generated/index.ts`, `generated/config.ts`, and `generated/deploy/app-worker.env`",
        "  = note: left over: `generated/jobs/data-cleanup.ts`",
        "  = help: run `tsk-gen generate`",
        "",
        "error[TSK7011 edited-output]: the generated file `generated/worker.ts` was edited by hand",
        " --> generated/worker.ts:1:1",
        "  |",
        "1 | // mine",
        "  | ^^^^^^^",
        "  |",
        "  = note: `tsk-gen generate` leaves it as it is",
        "  = help: move the change into queue.tusk or a handler; `tsk-gen generate --force` takes the file back",
        "",
        "2 errors, 1 warning in 3 files",
        "",
      ].join("\n"),
    );
    expect(stdout).toContain("--- a/generated/config.ts\n+++ b/generated/config.ts\n");
    expect(stdout).toMatch(/^-.*high.*5.*\n\+.*high.*7/m);
    expect(stdout).toContain("-// mine\n");
  });

  it("says that generated/ is missing as a whole, without --force", async () => {
    const folder = folderWith({ "queue.tusk": config, ...handlers });
    const { exitCode, stdout, stderr } = await tskGen(folder, ["check"]);
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(" --> generated/index.ts:1:1\n");
    expect(stderr).toContain("1 |\n  | ^ this file is not there\n");
    expect(stderr).toMatch(/= note: missing: `generated\/index\.ts`,.*, and 8 more\n/);
    expect(stderr).toContain("= help: run `tsk-gen generate`\n");
  });

  it("says what cannot be written, and why", async () => {
    const folder = await freshProject();
    for (const path of ["generated/retry.ts", "generated/worker.ts", "generated/schedules.ts"])
      rmSync(join(folder, path));
    mkdirSync(join(folder, "generated/retry.ts"));
    symlinkSync("/etc/hostname", join(folder, "generated/worker.ts"));
    rmSync(join(folder, "generated/manifest.json"));
    writeFileSync(join(folder, "generated/schedules.ts"), "// theirs\n");
    const { exitCode, stderr } = await tskGen(folder, ["check", "--format", "short"]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      "generated/schedules.ts:1:1: error[TSK7012 foreign-file]: `generated/schedules.ts` is in the way and was not written by tsk-gen\n",
    );
    expect(stderr).toContain(
      "error[TSK7013 blocked-output]: `generated/retry.ts` cannot be written: what is in its place is no file\n",
    );
    expect(stderr).toContain(
      "error[TSK7013 blocked-output]: `generated/worker.ts` cannot be written: a link leads out of the project\n",
    );
  });

  it("says that only the manifest differs when nothing else does", async () => {
    const folder = await freshProject();
    const manifest = join(folder, "generated/manifest.json");
    writeFileSync(
      manifest,
      readFileSync(manifest, "utf8").replace(/"tool": "[^"]*"/, '"tool": "0"'),
    );
    const { exitCode, stderr } = await tskGen(folder, ["check"]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("= note: stale: `generated/manifest.json`\n");
  });

  it("wants a handler for every job, with its place", async () => {
    const folder = await freshProject();
    rmSync(join(folder, "handlers/welcome-email.ts"));
    const { exitCode, stderr } = await tskGen(folder, ["check"]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      [
        "error[TSK7001 missing-handler]: job `welcome_email` has no handler",
        "  --> queue.tusk:11:3",
        "   |",
        "11 |   welcome_email:",
        "   |   ^^^^^^^^^^^^^ its handler is `handlers/welcome-email.ts`",
        "   |",
        "   = note: a worker needs a handler for every job",
        "   = help: `tsk-gen generate` creates the file",
      ].join("\n"),
    );
  });

  it("warns of a handler without a job, and fails for that with --max-warnings 0", async () => {
    const folder = await freshProject();
    writeFileSync(join(folder, "handlers/old-report.ts"), "export default () => {};\n");
    writeFileSync(join(folder, "handlers/old-report.test.ts"), "");
    const warned = await tskGen(folder, ["check"]);
    expect(warned.exitCode).toBe(0);
    expect(warned.stderr).toContain("warning[TSK7003 orphan-handler]");
    expect(warned.stderr).toContain(" --> handlers/old-report.ts:1:1\n");
    expect(warned.stderr).toMatch(/\n1 warning in handlers\/old-report\.ts\n$/);
    expect((await tskGen(folder, ["check", "--max-warnings", "0"])).exitCode).toBe(1);
    expect((await tskGen(folder, ["check", "--max-warnings", "1"])).exitCode).toBe(0);
    const misuse = await tskGen(folder, ["check", "--max-warnings", "few"]);
    expect([misuse.exitCode, misuse.stderr]).toEqual([
      2,
      "error: `--max-warnings` takes a whole number, at least 0\n",
    ]);
  });

  it("sees a handler of the wrong name", async () => {
    const folder = await freshProject();
    rmSync(join(folder, "handlers/welcome-email.ts"));
    writeFileSync(join(folder, "handlers/welcome-mail.ts"), "");
    const { stderr } = await tskGen(folder, ["check"]);
    expect(stderr).toContain("= help: did you mean `welcome-email.ts`?");
  });

  it("takes a handler in JavaScript", async () => {
    const folder = await freshProject();
    rmSync(join(folder, "handlers/welcome-email.ts"));
    writeFileSync(join(folder, "handlers/welcome-email.js"), "export default () => {};\n");
    expect(await tskGen(folder, ["check"])).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });

  it("applies safe fixes with --fix and finds nothing afterwards", async () => {
    const wrong = config.replace("high: 5", 'high: "5"');
    const folder = folderWith({ "queue.tusk": wrong, ...handlers });
    const before = await tskGen(folder, ["check"]);
    expect(before.stderr).toMatch(/ - 1 fixable with --fix\n$/);
    const { stdout, stderr } = await tskGen(folder, ["check", "--fix"]);
    expect(readFileSync(join(folder, "queue.tusk"), "utf8")).toBe(config);
    expect(stdout).toBe("changed  queue.tusk\n");
    expect(stderr).toContain("= help: run `tsk-gen generate`");
    expect(stderr).not.toContain("fixable");
    await tskGen(folder, ["generate"]);
    expect((await tskGen(folder, ["check"])).exitCode).toBe(0);
  });

  it("fixes what only shows once other things are fixed, and tells programs which files changed", async () => {
    const wrong = config.replace("high: 5", 'high "5"');
    const folder = folderWith({ "queue.tusk": wrong, ...handlers });
    const { stdout } = await tskGen(folder, ["check", "--fix", "--format", "json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      changes: [{ action: "changed", path: "queue.tusk" }],
      fixable: 0,
    });
    expect(readFileSync(join(folder, "queue.tusk"), "utf8")).toBe(config);
  });

  it("leaves a fix out that would bring an error, and says so where the finding is", async () => {
    const wrong = config.replace("high: 5", 'high: 5\n      high "6"');
    const folder = folderWith({ "queue.tusk": wrong, ...handlers });
    const { stdout, stderr } = await tskGen(folder, ["check", "--fix"]);
    expect(readFileSync(join(folder, "queue.tusk"), "utf8")).toBe(wrong);
    expect(stdout).toBe("");
    expect(stderr).toContain("= note: `--fix` left this out: the file would have a new error");
    expect(stderr).not.toContain("fixable");
  });

  it("fixes no file of an installed package", async () => {
    const folder = folderWith({
      "queue.tusk": `@import "node_modules/base/base.tusk"\n${config}`,
      "node_modules/base/base.tusk": '$team:= "mail"\n',
      ...handlers,
    });
    const { stdout, stderr } = await tskGen(folder, ["check", "--fix"]);
    expect(stdout).toBe("");
    expect(stderr).toContain("= note: `--fix` changes no file below node_modules");
    const path = join(folder, "node_modules/base/base.tusk");
    expect(readFileSync(path, "utf8")).toBe('$team:= "mail"\n');
  });

  it("shows no line of a patch to what runs it, and none that acts on a terminal", async () => {
    const folder = await freshProject();
    const hostile = "::error::pwned\n\u001b[31m\n";
    writeFileSync(join(folder, "generated/worker.ts"), hostile);
    const github = await tskGen(folder, ["check", "--format", "github"]);
    expect(`${github.stdout}${github.stderr}`).not.toMatch(/^.?::error::pwned/m);
    const pretty = await tskGen(folder, ["check"]);
    expect(pretty.stdout).toContain("-::error::pwned\n-\u241b[31m\n");
  });

  it("shows paths from where it is called", async () => {
    const folder = folderWith({ "apps/mail/config/queue.tusk": "queue:\n  backend: sidekik\n" });
    const argv = ["check", "--config", "apps/mail/config/queue.tusk", "--format", "short"];
    const { stderr } = await tskGen(folder, argv);
    expect(stderr).toMatch(/^apps\/mail\/config\/queue\.tusk:2:\d+: error\[/);
  });

  it("answers one document with --format json, also when all is well", async () => {
    const folder = await freshProject();
    const well = await tskGen(folder, ["check", "--format", "json"]);
    expect(JSON.parse(well.stdout)).toMatchObject({ diagnostics: [], output: [] });
    rmSync(join(folder, "generated/retry.ts"));
    const stale = await tskGen(folder, ["check", "--format", "json"]);
    expect([stale.exitCode, stale.stderr]).toEqual([1, ""]);
    expect(JSON.parse(stale.stdout)).toMatchObject({
      diagnostics: [{ name: "stale-output", primary: { path: "generated/retry.ts" } }],
      errors: 1,
      output: [{ path: "generated/retry.ts", state: "missing" }],
    });
  });
});
