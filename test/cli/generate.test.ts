import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { parse } from "yaml";
import { config } from "./config.js";
import { folderWith, tskGen } from "./folder.js";

const NOTHING = { exitCode: 0, stdout: "", stderr: "" };
const CHECK_OF_A = "--prefix services/a tsk-gen check --config services/a/config/queue.tusk";

/** What follows `tsk-gen` in a command. */
function wordsOf(command: string): string[] {
  return command.replace(/^.*tsk-gen /, "").split(" ");
}

describe("tsk-gen generate", () => {
  it("writes generated/ and the handlers that are missing, and lists them", async () => {
    const folder = folderWith({
      "queue.tusk": config,
      "handlers/data-cleanup.ts": "// mine\n",
    });
    const { exitCode, stdout, stderr } = await tskGen(folder, ["generate"]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    const lines = stdout.trimEnd().split("\n");
    expect(lines).toContain("created  generated/jobs/welcome-email.ts");
    expect(lines).toContain("created  generated/manifest.json");
    expect(lines.at(-1)).toBe("created  handlers/welcome-email.ts");
    for (const line of lines) expect(existsSync(join(folder, line.slice(9)))).toBe(true);
    expect(readFileSync(join(folder, "handlers/data-cleanup.ts"), "utf8")).toBe("// mine\n");
    expect(readFileSync(join(folder, "generated/worker.ts"), "utf8")).toContain(
      '"../handlers/welcome-email.js"',
    );
  });

  it("is the default command, and says so when there is nothing to do", async () => {
    const folder = folderWith({ "config/queue.tusk": config });
    expect((await tskGen(folder, [])).exitCode).toBe(0);
    const again = await tskGen(folder, []);
    expect(again).toEqual({ exitCode: 0, stdout: "", stderr: "generated/ is up to date\n" });
  });

  it("removes the files of a job that is gone and keeps its handler", async () => {
    const folder = folderWith({ "queue.tusk": config });
    await tskGen(folder, []);
    writeFileSync(join(folder, "queue.tusk"), config.replace("  data_cleanup: {}\n", ""));
    const { stdout } = await tskGen(folder, []);
    expect(stdout).toContain("removed  generated/jobs/data-cleanup.ts\n");
    expect(existsSync(join(folder, "generated/jobs/data-cleanup.ts"))).toBe(false);
    expect(existsSync(join(folder, "handlers/data-cleanup.ts"))).toBe(true);
  });

  it("writes nothing with --dry-run and says the same", async () => {
    const folder = folderWith({ "queue.tusk": config });
    const dry = await tskGen(folder, ["generate", "--dry-run"]);
    expect(dry.exitCode).toBe(0);
    expect(readdirSync(folder)).toEqual(["queue.tusk"]);
    expect((await tskGen(folder, ["generate"])).stdout).toBe(dry.stdout);
  });

  it("writes nothing when the file has errors", async () => {
    const folder = folderWith({ "queue.tusk": config.replace('"bullmq"', '"sidekik"') });
    const { exitCode, stdout, stderr } = await tskGen(folder, []);
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^error\[TSK\d+ [a-z-]+\]: /);
    expect(stderr).toContain(" --> queue.tusk:2:");
    expect(stderr).toMatch(/\n1 error in queue\.tusk[^\n]*\n$/);
    expect(readdirSync(folder)).toEqual(["queue.tusk"]);
  });

  it("names the command that applies fixes, for the file that it was given", async () => {
    const text = "queue: {}\njobs\n  a: {}\n";
    const folder = folderWith({ "queue.tusk": text, "other.tusk": text });
    expect((await tskGen(folder, [])).stderr).toMatch(/ - 1 fixable with `tsk-gen check --fix`\n$/);
    const { stderr } = await tskGen(folder, ["generate", "--config", "other.tusk"]);
    expect(stderr).toMatch(/ with `tsk-gen check --fix --config other.tusk`\n$/);
  });

  it("leaves a file that was edited by hand, and takes it back with --force", async () => {
    const folder = folderWith({ "queue.tusk": config });
    await tskGen(folder, []);
    const path = join(folder, "generated/config.ts");
    const generated = readFileSync(path, "utf8");
    writeFileSync(path, `${generated}// mine\n`);
    const refused = await tskGen(folder, []);
    expect(refused).toMatchObject({ exitCode: 1, stdout: "" });
    expect(refused.stderr).toContain(
      "error[TSK7011 edited-output]: the generated file `generated/config.ts` was edited by hand\n",
    );
    expect(refused.stderr).toMatch(/ --> generated\/config\.ts:\d+:1\n.*\n *\d+ \| \/\/ mine\n/);
    expect(refused.stderr).toContain("--force");
    expect(readFileSync(path, "utf8")).toBe(`${generated}// mine\n`);
    const forced = await tskGen(folder, ["generate", "--force"]);
    expect(forced).toMatchObject({ exitCode: 0, stdout: "changed  generated/config.ts\n" });
    expect(readFileSync(path, "utf8")).toBe(generated);
  });

  it("writes one part with --only and leaves the others as they are", async () => {
    const folder = folderWith({ "queue.tusk": config });
    const only = (part: string) => tskGen(folder, ["generate", "--only", part]);
    const docker = await only("docker");
    expect(docker).toEqual({
      exitCode: 0,
      stdout: [
        "created  generated/deploy/Dockerfile.queue",
        "created  generated/deploy/Dockerfile.queue.dockerignore",
        "created  generated/manifest.json\n",
      ].join("\n"),
      stderr: "",
    });
    await tskGen(folder, []);
    writeFileSync(
      join(folder, "queue.tusk"),
      config.replace("  data_cleanup: {}\n", "deploy:\n  app: other\n  node: 22\n"),
    );
    const code = (await only("code")).stdout;
    expect(code).toContain("removed  generated/jobs/data-cleanup.ts\n");
    expect(code).not.toContain("deploy/");
    expect((await only("docker")).stdout).toMatch(
      /^changed {2}generated\/deploy\/Dockerfile.queue\n/,
    );
    expect((await tskGen(folder, ["check"])).stderr).toContain("other-worker.service");
    await tskGen(folder, []);
    expect((await tskGen(folder, ["check"])).exitCode).toBe(0);
  });

  it("writes a target by itself, which finds the project from the root of the repository", async () => {
    const targets = "deploy: { targets: [docker, pre_commit] }\n";
    const folder = folderWith({ ".git/HEAD": "", "apps/mail/queue.tusk": config + targets });
    const project = join(folder, "apps/mail");
    const { stdout } = await tskGen(project, ["generate", "--only", "pre_commit"]);
    expect(stdout).toMatch(/^created {2}generated\/deploy\/pre-commit-config.yaml\n/);
    const hooks = readFileSync(join(project, "generated/deploy/pre-commit-config.yaml"), "utf8");
    expect(hooks).toContain("--prefix apps/mail tsk-gen check --config apps/mail/queue.tusk");
    await tskGen(project, []);
    const fromRoot = ["check", "--config", "apps/mail/queue.tusk"];
    expect((await tskGen(folder, fromRoot)).exitCode).toBe(0);
  });

  it.each([
    ["config/queue.tusk", ".", "tsk-gen check --config config/queue.tusk"],
    ["services/a/config/queue.tusk", ".", CHECK_OF_A],
    ["services/a/config/queue.tusk", "services/a", CHECK_OF_A],
    ["services/a/config/queue.tusk", "services/a/config", CHECK_OF_A],
    ["config/queue.tusk", "config", "tsk-gen check --config config/queue.tusk"],
  ])("writes checks that find %s again, when called in %s", async (path, cwd, command) => {
    const root = path.replace("config/queue.tusk", ".");
    const folder = folderWith({
      ".git/HEAD": "",
      [path]: `${config}deploy: { targets: [pre_commit, github_actions] }\n`,
      [join(root, "package.json")]: "{}",
    });
    await tskGen(join(folder, cwd), ["generate", ...(cwd === "." ? ["--config", path] : [])]);
    const deploy = (name: string) =>
      readFileSync(join(folder, root, "generated/deploy", name), "utf8");
    const [hook] = parse(deploy("pre-commit-config.yaml")).repos[0].hooks;
    expect(hook.entry.endsWith(` ${command}`)).toBe(true);
    expect(await tskGen(folder, wordsOf(hook.entry))).toEqual(NOTHING);
    const { check } = parse(deploy("tsk-gen.workflow.yml")).jobs;
    const step = check.steps.find(({ run = "" }) => run.includes(" check "));
    const place = check.defaults?.run["working-directory"] ?? ".";
    expect(await tskGen(join(folder, place), wordsOf(step.run))).toEqual(NOTHING);
  });

  it("refuses a part that there is not", async () => {
    const folder = folderWith({ "queue.tusk": `${config}deploy: { targets: [docker] }\n` });
    const only = (part: string) => tskGen(folder, ["generate", "--only", part]);
    expect(await only("dokcer")).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: "error: there is no target called `dokcer`\n  = help: did you mean `docker`?\n",
    });
    expect((await only("systemd")).stderr).toBe(
      "error: `systemd` is not among `deploy.targets`\n" +
        "  = help: add it there: `targets: [docker, systemd]`\n",
    );
    expect(readdirSync(folder)).toEqual(["queue.tusk"]);
  });

  it("says which process keeps it from writing", async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const folder = folderWith({
      "queue.tusk": config,
      "generated/.tsk-gen.lock": `${process.ppid}\n`,
    });
    const running = tskGen(folder, []);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await running).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: [
        `waiting for process ${process.ppid}, which writes generated/`,
        `error: process ${process.ppid} has been writing generated/ for 10 s`,
        "  = help: end it; if it is no tsk-gen, remove `generated/.tsk-gen.lock`\n",
      ].join("\n"),
    });
    expect(readdirSync(join(folder, "generated"))).toEqual([".tsk-gen.lock"]);
  });

  it("waits for no lock when there is nothing to write", async () => {
    const folder = folderWith({ "queue.tusk": config });
    await tskGen(folder, []);
    writeFileSync(join(folder, "generated/.tsk-gen.lock"), `${process.ppid}\n`);
    expect((await tskGen(folder, [])).stderr).toBe("generated/ is up to date\n");
  });

  it("writes to --out, from where handlers are still found", async () => {
    const folder = folderWith({ "app/queue.tusk": config });
    const argv = ["generate", "--config", "app/queue.tusk", "--out", "lib/queue"];
    expect((await tskGen(folder, argv)).exitCode).toBe(0);
    expect(readFileSync(join(folder, "lib/queue/worker.ts"), "utf8")).toContain(
      '"../../app/handlers/welcome-email.js"',
    );
    expect(readFileSync(join(folder, "app/handlers/welcome-email.ts"), "utf8")).toContain(
      '"../../lib/queue/jobs/welcome-email.js"',
    );
  });

  it("makes the same bytes from wherever it is called", async () => {
    const folder = folderWith({ "app/config/queue.tusk": config });
    await tskGen(join(folder, "app"), []);
    const manifest = readFileSync(join(folder, "app/generated/manifest.json"), "utf8");
    rmSync(join(folder, "app/generated"), { recursive: true });
    await tskGen(folder, ["--config", "app/config/queue.tusk"]);
    expect(readFileSync(join(folder, "app/generated/manifest.json"), "utf8")).toBe(manifest);
  });

  it("answers one document with --format json", async () => {
    const folder = folderWith({ "queue.tusk": config });
    const { exitCode, stdout, stderr } = await tskGen(folder, ["generate", "--format", "json"]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(JSON.parse(stdout)).toMatchObject({
      diagnostics: [],
      errors: 0,
      changes: expect.arrayContaining([{ action: "created", path: "generated/index.ts" }]),
      refused: [],
    });
  });
});

describe("what a command is given to read", () => {
  it("ends with one clear error and exit code 2 when it is no text file", async () => {
    const folder = folderWith({ "folder/x": "", "zero.tusk": "a: \0\n" });
    const say = async (...argv: string[]) => {
      const { exitCode, stdout, stderr } = await tskGen(folder, argv);
      expect([exitCode, stdout]).toEqual([2, ""]);
      return stderr.split("\n")[0];
    };
    expect(await say("check")).toBe("error: there is no queue.tusk here");
    expect(await say("check", "--config", "x.tusk")).toBe("error: there is no file `x.tusk`");
    expect(await say("generate", "--config", "folder")).toBe(
      "error: `folder` is a directory, not a file",
    );
    expect(await say("generate", "--config", "zero.tusk")).toBe(
      "error: `zero.tusk` is a binary file, not text",
    );
  });

  it("is an error with a place and exit code 1 when it is not UTF-8", async () => {
    const folder = folderWith({ "queue.tusk": Buffer.from("queue:\n  name: caf\xe9\n", "latin1") });
    const { exitCode, stderr } = await tskGen(folder, ["check"]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("error[TSK1000 not-utf8]: the byte 0xE9 is not UTF-8 text here\n");
    expect(stderr).toContain(" --> queue.tusk:2:12\n");
  });

  it("is shown in the format that was asked for, if there is one", async () => {
    const folder = folderWith({ "queue.tusk": config });
    const unknown = await tskGen(folder, ["check", "--format", "prety"]);
    expect(unknown.stderr).toBe(
      "error: there is no format called `prety`\n  = help: did you mean `pretty`?\n",
    );
    const option = await tskGen(folder, ["work", "--dashboard"]);
    expect(option.stderr).toBe("error: the option `--dashboard` is not in this version yet\n");
  });
});
