import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { EmitOptions } from "../../../templates/target.js";
import { seedProject } from "../../support/project.js";
import { shellWords } from "../../support/shell.js";
import { fileOf } from "./setups.js";

interface Hook {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly entry: string;
  readonly files: string;
  readonly pass_filenames?: boolean;
}

const textIn = (place?: Partial<EmitOptions>) =>
  fileOf(seedProject(), "pre-commit-config.yaml", place);

function hooksIn(place?: Partial<EmitOptions>): { readonly check: Hook; readonly fmt: Hook } {
  const [check, fmt] = parse(textIn(place)).repos[0].hooks;
  return { check, fmt };
}

function matches({ files }: Hook, paths: readonly string[]): string[] {
  return paths.filter((path) => new RegExp(files, "u").test(path));
}

describe("the configuration of pre-commit", () => {
  it("runs both checks with the command that the project has installed", () => {
    const { check, fmt } = hooksIn();
    expect(shellWords(check.entry)).toEqual(["npx", "--no", "tsk-gen", "check"]);
    expect(check.pass_filenames).toBe(false);
    expect(shellWords(fmt.entry)).toEqual(["npx", "--no", "tsk-gen", "fmt", "--check"]);
    expect(fmt.pass_filenames).toBeUndefined();
  });

  it("has what every local hook must have, and no other key", () => {
    const known = ["id", "name", "language", "entry", "pass_filenames", "files"];
    for (const hook of Object.values(hooksIn())) {
      for (const key of ["id", "name", "language", "entry"]) expect(hook).toHaveProperty(key);
      expect(known).toEqual(expect.arrayContaining(Object.keys(hook)));
    }
  });

  it("says how to install it", () => {
    expect(textIn()).toContain(
      "\n# Install: pre-commit install --config generated/deploy/pre-commit-config.yaml\n",
    );
  });

  it("runs when something changes that the checks look at", () => {
    const { check, fmt } = hooksIn();
    const others = ["src/a.ts", "handlers.ts", "lib/handlers/a.ts", "README.md", "queue.tusk.bak"];
    const tusk = ["queue.tusk", "shared/app.tusk"];
    const code = ["handlers/welcome-email.ts", "generated/index.ts", "package.json"];
    expect(matches(check, [...others, ...tusk, ...code])).toEqual([...tusk, ...code]);
    expect(matches(fmt, [...others, ...tusk, ...code])).toEqual(tusk);
  });

  it("finds a project further down in the repository", () => {
    const place = {
      rootFromRepository: "apps/it's $(mail)",
      configFromRoot: "config/queue.tusk",
      projectFromRoot: ".",
    };
    const { check, fmt } = hooksIn(place);
    const npx = ["npx", "--no", "--prefix", "apps/it's $(mail)", "tsk-gen"];
    expect(shellWords(check.entry)).toEqual([
      ...npx,
      "check",
      "--config",
      "apps/it's $(mail)/config/queue.tusk",
    ]);
    expect(shellWords(fmt.entry)).toEqual([...npx, "fmt", "--check"]);
    const own = ["config/queue.tusk", "handlers/a.ts", "generated/index.ts"].map(
      (path) => `apps/it's $(mail)/${path}`,
    );
    const others = ["apps/chat/queue.tusk", "handlers/a.ts", "queue.tusk"];
    expect(matches(check, [...others, ...own])).toEqual(own);
    expect(matches(fmt, [...others, ...own])).toEqual(own.slice(0, 1));
  });

  it("knows generated code that is not beside queue.tusk", () => {
    const place = { configFromRoot: "apps/mail/queue.tusk", outDirFromRoot: "lib/jobs.gen" };
    const { check } = hooksIn(place);
    expect(shellWords(check.entry).slice(3)).toEqual([
      ..."check --config apps/mail/queue.tusk --out lib/jobs.gen".split(" "),
    ]);
    const own = ["apps/mail/handlers/a.ts", "lib/jobs.gen/index.ts"];
    expect(matches(check, [...own, "handlers/a.ts", "lib/jobs-gen/index.ts"])).toEqual(own);
  });
});
