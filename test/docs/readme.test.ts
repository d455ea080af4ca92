// Why: the README is what people believe first. Its example compiles, and what it shows of a terminal is what
// that example prints.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { compile } from "../../src/compile.js";
import { renderPretty } from "../../src/diagnostics/render/pretty.js";
import { collect } from "../../src/diagnostics/sink.js";
import { SourceFile } from "../../src/source/source.js";
import { folderWith } from "../cli/folder.js";
import { fencesOf } from "../support/fences.js";
import { replay, sessionOf } from "../support/session.js";

const readme = readFileSync(fileURLToPath(new URL("../../README.md", import.meta.url)), "utf8");
const fences = fencesOf(readme);
const sessions = fences.filter(({ info }) => info === "console");
/** The first example of all: a whole queue.tusk. */
const example = fences.find(({ info }) => info === "tusk")?.text ?? "";
const REQUIRED = "      language: string\n";

it("the example of the README is without mistakes", () => {
  expect(example).toContain("welcome_email:");
  expect(shown(example)).toBe("");
});

it("a misspelled queue in it gives what stands below", () => {
  const [message] = fences.filter(({ text }) => text.startsWith("error[TSK5001 unknown-queue]"));
  const misspelled = example.replace("queue: high", "queue: hihg");
  expect(`${message?.text}\n1 error in queue.tusk - 1 fixable with --fix\n`).toBe(
    shown(misspelled),
  );
});

it("there is a session with it", () => {
  expect(sessions.map(({ text }) => text.split("\n", 1)[0])).toEqual([
    "$ tsk-gen breaking --against main",
  ]);
});

it.each(sessions)("the session in line $line prints what stands there", async ({ text }) => {
  const folder = folderWith({ "queue.tusk": example });
  commitTo("main", folder);
  writeFileSync(join(folder, "queue.tusk"), example.replace(/(?= {6}tone:)/, REQUIRED));
  expect(await sessionOf(replay(text, folder, { env: GIT }))).toBe(text);
});

/** Nothing of the machine's own configuration has a say. */
const GIT = {
  PATH: process.env.PATH,
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
};

function commitTo(branch: string, cwd: string): void {
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
      cwd,
      env: GIT,
    });
  git("init", "--quiet", `--initial-branch=${branch}`, ".");
  git("add", "--all");
  git("commit", "--quiet", "--message=state");
}

function shown(text: string): string {
  return renderPretty(collect(compile(new SourceFile("queue.tusk", text)).diagnostics));
}
