import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { renderers } from "../../src/diagnostics/render/index.js";
import { readSarif } from "../support/sarif.js";
import { config, handlers } from "./config.js";
import { folderWith, tskGen } from "./folder.js";

/** Nothing of the machine's own configuration has a say. */
const ENV = {
  PATH: process.env.PATH,
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "a",
  GIT_AUTHOR_EMAIL: "a@example.com",
  GIT_COMMITTER_NAME: "a",
  GIT_COMMITTER_EMAIL: "a@example.com",
};

function git(cwd: string, ...args: readonly string[]): void {
  execFileSync("git", args, { cwd, env: ENV, stdio: "pipe" });
}

/** A repository with one commit of these files on `main`. */
function repositoryWith(files: Readonly<Record<string, string>>): string {
  const folder = folderWith(files);
  git(folder, "init", "--quiet", "--initial-branch=main", ".");
  commit(folder);
  return folder;
}

function commit(folder: string): void {
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message=state");
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const run = (folder: string, ...args: readonly string[]) =>
  tskGen(folder, ["breaking", ...args], ENV);

const broken = config.replace("user_id: int", "user_id: uuid");

describe("tsk-gen breaking", () => {
  it("prints nothing when nothing breaks", async () => {
    const folder = repositoryWith({ "queue.tusk": config });
    expect(await run(folder, "--against", "main")).toEqual({ exitCode: 0, stdout: "", stderr: "" });
    write(folder, "queue.tusk", config.replace("high: 5", "high: 7"));
    expect(await run(folder, "--against", "HEAD")).toMatchObject({ exitCode: 0, stderr: "" });
  });

  it("shows both places, the one before as git names it", async () => {
    const folder = repositoryWith({ "queue.tusk": config });
    write(folder, "queue.tusk", broken);
    expect(await run(folder, "--against", "main")).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: `\
warning[TSK8003 changed-type]: \`user_id\` of job \`welcome_email\` is of another type now
  --> queue.tusk:14:16
   |
14 |       user_id: uuid
   |                ^^^^ is a UUID
  ::: main:queue.tusk:14:16
   |
14 |       user_id: int
   |                --- was a whole number
   |
   = note: a queued job that holds a value of the type before fails for good when it runs, without retries
   = help: set \`version: 2\` and convert older payloads in \`upcast\` of handlers/welcome-email.ts

1 warning in queue.tusk
`,
    });
  });

  it("compares commits, tags, and branches, from any folder of a repository", async () => {
    const folder = repositoryWith({ "apps/mail/config/queue.tusk": config });
    git(folder, "tag", "v1");
    write(folder, "apps/mail/config/queue.tusk", broken);
    commit(folder);
    const named = ["--config", "apps/mail/config/queue.tusk"];
    for (const ref of ["v1", "HEAD~1"]) {
      const { exitCode, stderr } = await run(folder, "--against", ref, ...named);
      expect(exitCode).toBe(1);
      expect(stderr).toContain(` ::: ${ref}:apps/mail/config/queue.tusk:14:16\n`);
    }
    const inside = await run(join(folder, "apps/mail"), "--against", "v1");
    expect(inside.stderr).toContain(" --> config/queue.tusk:14:16\n");
    expect((await run(folder, "--against", "main", ...named)).exitCode).toBe(0);
  });

  it("reads the repository of the directory in a hook, which has git's own variables set", async () => {
    const folder = repositoryWith({ "sdk/queue.tusk": config });
    const linked = join(folderWith({}), "linked");
    git(folder, "worktree", "add", "--quiet", linked);
    write(linked, "sdk/queue.tusk", broken);
    const hook = join(folder, ".git/worktrees/linked");
    const variables = { GIT_DIR: hook, GIT_INDEX_FILE: join(hook, "index"), GIT_PREFIX: "sdk/" };
    const { exitCode, stderr } = await tskGen(
      join(linked, "sdk"),
      ["breaking", "--against", "HEAD"],
      { ...ENV, ...variables },
    );
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining("HEAD:sdk/queue.tusk:14:16")]);
  });

  it("reads imports as they were, links included, and points into them", async () => {
    const jobs = "welcome_email: { payload: { user_id: int } }\n";
    const main = 'queue:\n  backend: "bullmq"\njobs:\n  @import "parts/jobs.tusk"\n';
    const folder = repositoryWith({ "queue.tusk": main, "lib/jobs.tusk": jobs });
    symlinkSync("lib", join(folder, "parts"));
    commit(folder);
    rmSync(join(folder, "parts"));
    write(folder, "parts/jobs.tusk", jobs.replace("int", "uuid"));
    const { stderr } = await run(folder, "--against", "main");
    expect(stderr).toContain(" --> parts/jobs.tusk:1:38\n");
    expect(stderr).toContain(" ::: main:lib/jobs.tusk:1:38\n");
  });

  it("follows a file that moved, by its path then", async () => {
    const folder = repositoryWith({ "old/jobs.tusk": config });
    write(folder, "queue.tusk", broken);
    const missing = await run(folder, "--against", "main");
    expect(missing).toMatchObject({ exitCode: 2, stdout: "" });
    expect(missing.stderr).toBe(`\
error: \`queue.tusk\` is not in \`main\`
  = note: a file that is new breaks nothing: no job is queued by it yet
  = help: \`--against main:PATH\` names it where it was, from the top of the repository
`);
    const { exitCode, stderr } = await run(folder, "--against", "main:old/jobs.tusk");
    expect([exitCode, stderr.includes("main:old/jobs.tusk:14:16")]).toEqual([1, true]);
  });

  it("compares with another file, without a repository", async () => {
    const folder = folderWith({ "queue.tusk": broken, "old/before.tusk": config });
    const { exitCode, stderr } = await run(folder, "--against", "old/before.tusk");
    expect([exitCode, stderr.includes(" ::: old/before.tusk:14:16\n")]).toEqual([1, true]);
  });

  it("shows the same in every format", async () => {
    const folder = repositoryWith({ "queue.tusk": config });
    write(folder, "queue.tusk", broken);
    for (const format of Object.keys(renderers)) {
      const { exitCode, stdout, stderr } = await run(
        folder,
        "--against",
        "main",
        "--format",
        format,
      );
      expect([exitCode, `${stdout}${stderr}`]).toEqual([1, expect.stringContaining("TSK8003")]);
    }
    const { stdout } = await run(folder, "--against", "main", "--format", "sarif");
    const [found] = readSarif(stdout).results;
    expect(found?.locations[0].physicalLocation.artifactLocation.uri).toBe("queue.tusk");
  });

  it("shows the errors of the file as it is, since those come first", async () => {
    const folder = repositoryWith({ "queue.tusk": config });
    write(folder, "queue.tusk", config.replace("queue: high", "queue: hihg"));
    const { exitCode, stderr } = await run(folder, "--against", "main");
    expect([exitCode, stderr.includes("unknown-queue")]).toEqual([1, true]);
  });
});

describe("categories", () => {
  it("are looked at alone, or passed over", async () => {
    const folder = folderWith({
      "queue.tusk": broken.replace("  data_cleanup: {}\n", ""),
      "old.tusk": config,
    });
    const names = async (...args: string[]) => {
      const { exitCode, stdout } = await run(
        folder,
        "--against",
        "old.tusk",
        "--format",
        "json",
        ...args,
      );
      const found = JSON.parse(stdout).diagnostics.map(({ name }: { name: string }) => name);
      return [exitCode, ...found];
    };
    expect(await names()).toEqual([1, "removed-job", "changed-type"]);
    expect(await names("--only", "jobs, store")).toEqual([1, "removed-job"]);
    expect(await names("--allow", "jobs")).toEqual([1, "changed-type"]);
    expect(await names("--allow", "jobs,payload")).toEqual([0]);
  });

  it("are explained, and asked for when misspelt", async () => {
    const help = await run(folderWith(), "--help");
    expect(help.stdout).toMatch(/^ {2}payload {4}fields that queued jobs lack/m);
    const { exitCode, stderr } = await run(folderWith(), "--against", "x", "--allow", "retry");
    expect([exitCode, stderr]).toEqual([
      2,
      [
        "error: `--allow` knows no category `retry`",
        "  = note: categories: payload, jobs, queues, retries, store, and schedules",
        "  = help: did you mean `retries`?",
        "",
      ].join("\n"),
    ]);
  });
});

describe("a break that is meant to be", () => {
  const ignoring = broken.replace(
    "      user_id",
    "      # tsk-ignore changed-type: the queue is empty since Monday\n      user_id",
  );

  it("is passed over with its reason", async () => {
    const folder = folderWith({ "queue.tusk": ignoring, "old.tusk": config });
    const { exitCode, stderr } = await run(folder, "--against", "old.tusk");
    expect([exitCode, stderr]).toEqual([0, ""]);
  });

  it("is nothing that check looks for, and one too many once the change is in", async () => {
    const folder = folderWith({ "queue.tusk": ignoring, ...handlers });
    await tskGen(folder, ["generate"]);
    expect(await tskGen(folder, ["check"])).toEqual({ exitCode: 0, stdout: "", stderr: "" });
    const { exitCode, stderr } = await run(folder, "--against", "queue.tusk");
    expect([exitCode, stderr.split("\n")[0]]).toEqual([
      0,
      "hint[TSK2024 unused-ignore]: there is no `changed-type` here to ignore",
    ]);
    const some = await run(folder, "--against", "queue.tusk", "--only", "jobs");
    expect(some.stderr).toBe("");
  });
});

describe("what cannot be compared with", () => {
  const failing = async (folder: string, ...args: readonly string[]) => {
    const { exitCode, stdout, stderr } = await run(folder, ...args);
    expect([exitCode, stdout]).toEqual([2, ""]);
    return stderr;
  };

  it("is asked for when it is not given", async () => {
    const folder = folderWith({ "queue.tusk": config });
    expect(await failing(folder)).toMatch(/^error: `tsk-gen breaking` needs `--against`\n/);
  });

  it("is a name that git does not know, or would take for an option", async () => {
    const folder = repositoryWith({ "queue.tusk": config });
    expect(await failing(folder, "--against", "mian")).toBe(
      "error: there is no branch, tag, or commit `mian` here\n  = help: did you mean `main`?\n",
    );
    git(folder, "update-ref", "refs/remotes/origin/release", "HEAD");
    expect(await failing(folder, "--against", "release")).toContain(
      "did you mean `origin/release`?",
    );
    for (const name of ["--output=x", "-p", "-"])
      expect(await failing(folder, `--against=${name}`)).toMatch(/ is no branch, tag, or commit\n/);
    expect(await failing(folder, "--against", "main; touch x")).toContain("`main; touch x`");
  });

  it("is a file that is not there", async () => {
    const folder = repositoryWith({ "queue.tusk": config });
    expect(await failing(folder, "--against", "old.tusk")).toBe(
      "error: there is no file `old.tusk`\n",
    );
  });

  it("is a commit that a shallow clone lacks", async () => {
    const folder = repositoryWith({ "queue.tusk": config });
    write(folder, "queue.tusk", broken);
    commit(folder);
    const clones = folderWith();
    git(clones, "clone", "--quiet", "--depth=1", `file://${folder}`, "shallow");
    const stderr = await failing(join(clones, "shallow"), "--against", "HEAD~1");
    expect(stderr).toContain("this clone is shallow");
    expect(stderr).toContain("`fetch-depth: 0`");
  });

  it("is anything without a repository, or without git", async () => {
    const folder = folderWith({ "queue.tusk": config });
    const env = { ...ENV, GIT_CEILING_DIRECTORIES: dirname(folder) };
    const outside = await tskGen(folder, ["breaking", "--against", "main"], env);
    expect(outside.stderr).toBe(
      "error: this directory is in no git repository\n  = help: `--against FILE` compares with another file\n",
    );
    const without = await tskGen(folder, ["breaking", "--against", "main"], { PATH: folder });
    expect([outside.exitCode, without.exitCode]).toEqual([2, 2]);
    expect(without.stderr).toMatch(/^error: `git` is not installed here\n/);
  });

  it("is a state of the file with errors, a link out of the project, or a directory", async () => {
    const wrong = 'queue:\n  backend: "bulmq"\n';
    const folder = repositoryWith({
      "queue.tusk": wrong,
      "app/package.json": "{}",
      "x/y.tusk": "",
    });
    symlinkSync("../queue.tusk", join(folder, "app/queue.tusk"));
    commit(folder);
    write(folder, "queue.tusk", config);
    expect(await failing(folder, "--against", "main")).toBe(`\
error: \`main:queue.tusk\` has errors, so nothing can be compared with it
  = note: main:queue.tusk:2:13: there is no backend called \`bulmq\` (unknown-backend)
  = help: compare with a state of the file that has none
`);
    const linked = await failing(join(folder, "app"), "--against", "main");
    expect(linked).toBe("error: `main:app/queue.tusk` is a link out of the project\n");
    expect(await failing(folder, "--against", "main:x")).toContain("is a directory, not a file");
  });
});
