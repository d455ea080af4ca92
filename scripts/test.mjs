// Why: one command says whether everything holds. It sets up a bare machine, runs every check, and ends with
// the summary of the test runner.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, hasProgram, Interrupted, installPackages, run, say, tool } from "./setup.mjs";

/** Programs of the system that tests start, and the Debian packages that hold them. */
const PROGRAMS = [
  { name: "redis-server", debian: "redis-server", needed: () => true },
  // Debian keeps the server itself off the path.
  { name: "pg_ctlcluster", debian: "postgresql", needed: () => !hasProgram("initdb") },
  { name: "systemd-analyze", debian: "systemd", needed: () => process.platform === "linux" },
];

const node = process.execPath;

/** By its path: which of the installed versions of TypeScript owns the name `tsc` is up to npm. */
const compiler = "node_modules/typescript/bin/tsc";

const generatedCheck = [
  ...["dist/cli.js", "check", "--config", "examples/seed/queue.tusk"],
  ...["--out", "generated", "--max-warnings", "0"],
];

const steps = [
  { name: "lint and format", run: () => run(tool("biome"), ["check", "."], { quiet: true }) },
  { name: "types", run: () => run(node, [compiler, "--noEmit"], { quiet: true }) },
  { name: "build", run: build },
  { name: "generated/ up to date", run: () => run(node, generatedCheck, { quiet: true }) },
];

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof Interrupted)) throw error;
  say("\ninterrupted");
  process.exitCode = 130;
}

async function main() {
  if ((await installPackages()) !== 0) return fail("npm ci");
  if ((await installPrograms()) !== 0) return fail("installing what the tests start");
  for (const step of steps) {
    const started = Date.now();
    if ((await step.run()) !== 0) return fail(step.name);
    say(`ok  ${step.name} (${seconds(started)})`);
  }
  return runTests();
}

async function installPrograms() {
  const missing = PROGRAMS.filter(({ name, needed }) => needed() && !hasProgram(name));
  if (missing.length === 0) return 0;
  const packages = missing.map(({ debian }) => debian);
  if (process.getuid?.() !== 0 || !hasProgram("apt-get")) {
    say(`install ${missing.map(({ name }) => name).join(" and ")}, which the tests start`);
    say(`on Debian: sudo apt-get install ${packages.join(" ")}`);
    return 1;
  }
  say(`installing ${packages.join(" and ")}`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const updated = await run("apt-get", ["update", "-qq"], { quiet: true, env });
  if (updated !== 0) return updated;
  const install = ["install", "-y", "-qq", "--no-install-recommends", ...packages];
  return run("apt-get", install, { quiet: true, env });
}

/** The last lines are the runner's summary, and the counts in words that need no colour or layout. */
async function runTests() {
  const folder = mkdtempSync(join(tmpdir(), "tsk-gen-test-"));
  const results = join(folder, "results.json");
  try {
    const code = await run(tool("vitest"), [
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${results}`,
      ...process.argv.slice(2),
    ]);
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(
      readFileSync(results, "utf8"),
    );
    say(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`);
    return code;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function fail(what) {
  say(`failed: ${what}`);
  return 1;
}

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
