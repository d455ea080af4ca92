// Why: a command that runs on every save, in every commit hook, and in every CI job is as good as it is quick.
// This times whole processes beside bare node, in turns, so that a busy machine slows all of them. Run it by
// `npm run bench:generate`; it prints a JSON line for each result and ends with 1 if a bar is not met.

import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { protoWith, settingsWith } from "./generate/settings.mjs";

const ROUNDS = 11;
/** Numbers of jobs, and how often each is generated. */
const SIZES = [
  { jobs: 10, rounds: 7 },
  { jobs: 100, rounds: 7 },
  { jobs: 1000, rounds: 5 },
  { jobs: 5000, rounds: 3 },
];
const SAVES = 15;
/** Times bare node for the first two, times the 1,000 jobs, milliseconds. */
const BARS = { check: 2.2, generate1000: 20, linearity: 6, watch: 50 };

const root = fileURLToPath(new URL("..", import.meta.url));
const cli = join(root, "dist/cli.js");
if (!existsSync(cli)) throw new Error("run `npm run build` first");
const scratch = mkdtempSync(join(tmpdir(), "bench-generate-"));
const failures = [];
try {
  measureStart();
  measureSizes();
  await measureWatch();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
for (const failure of failures) process.stderr.write(`${failure}\n`);
process.exitCode = failures.length === 0 ? 0 : 1;

/** Commands on the seed's file. */
function measureStart() {
  const seed = ["--config", "examples/seed/queue.tusk"];
  const commands = {
    node: ["-e", ""],
    check: [cli, "check", ...seed, "--out", "generated"],
    "generate --dry-run": [cli, "generate", ...seed, "--out", "generated", "--dry-run"],
    fmt: [cli, "fmt", "--check", "examples/minimal/queue.tusk"],
    export: [cli, "export", "examples/seed/queue.tusk"],
    "--help": [cli, "--help"],
  };
  const times = inTurns(commands, ROUNDS, (args) => time(process.execPath, args, root));
  const bare = median(times.node);
  for (const name of Object.keys(commands)) {
    const ratio_node = median(times[name]) / bare;
    print({ what: "start", command: name, milliseconds: median(times[name]), ratio_node });
    if (name === "check") hold("check of the seed over bare node", ratio_node, BARS.check);
  }
}

/** A first run of `generate`, by number of jobs; `buf generate` on as many messages where it is installed. */
function measureSizes() {
  const medians = {};
  for (const { jobs, rounds } of SIZES) {
    const contenders = {
      node: () => time(process.execPath, ["-e", ""], root),
      "tsk-gen": () => {
        const folder = projectWith({ "queue.tusk": settingsWith(jobs) });
        return time(process.execPath, [cli, "generate"], folder);
      },
      ...(hasBuf() && { buf: () => time("buf", ["generate"], projectWith(protoWith(jobs))) }),
    };
    const times = inTurns(contenders, rounds, (run) => run());
    const [bare, ours] = [median(times.node), median(times["tsk-gen"])];
    medians[jobs] = ours;
    print({
      what: "generate",
      jobs,
      milliseconds: ours,
      ratio_node: ours / bare,
      ...(times.buf && { ratio_buf: ours / median(times.buf) }),
      peak_mb: peakMemory(jobs),
    });
    if (jobs === 1000)
      hold("generate of 1,000 jobs over bare node", ours / bare, BARS.generate1000);
  }
  const linearity = medians[5000] / medians[1000];
  print({ what: "linearity", from: 1000, to: 5000, ratio: linearity });
  hold("5,000 jobs over 1,000", linearity, BARS.linearity);
}

/** From the event of a save to the last file written. */
async function measureWatch() {
  const text = readFileSync(join(root, "examples/seed/queue.tusk"), "utf8");
  const folder = projectWith({ "queue.tusk": text });
  const child = spawn(process.execPath, [cli, "generate", "--watch"], { cwd: folder });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  try {
    await new Promise((resolve) => child.stderr.on("data", resolve));
    await pause(500);
    const times = [];
    for (let save = 0; save < SAVES; save++) {
      const changed = text.replace("concurrency: 10", `concurrency: ${20 + save}`);
      times.push(await timeSave(folder, changed));
      await pause(100);
    }
    print({ what: "watch", milliseconds: median(times), slowest: Math.max(...times) });
    hold("milliseconds from a save to the last file", median(times), BARS.watch);
  } finally {
    child.kill("SIGINT");
    await ended;
  }
}

/** The manifest is the last file. */
function timeSave(folder, text) {
  return new Promise((resolve) => {
    let saved;
    const watcher = watch(join(folder, "generated"), (_, name) => {
      if (name !== "manifest.json") return;
      watcher.close();
      resolve(performance.now() - saved);
    });
    const events = watch(folder, (_, name) => {
      if (name !== "queue.tusk") return;
      events.close();
      saved = performance.now();
    });
    writeFileSync(join(folder, "queue.tusk"), text);
  });
}

/** Megabytes that a run holds at most, as the kernel counts them. */
function peakMemory(jobs) {
  const folder = projectWith({ "queue.tusk": settingsWith(jobs) });
  const report = "process.on('exit', () => process._rawDebug(process.resourceUsage().maxRSS))";
  const args = ["--import", `data:text/javascript,${encodeURIComponent(report)}`, cli, "generate"];
  const { stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  return Number(stderr.trim().split("\n").at(-1)) / 1024;
}

function projectWith(files) {
  const folder = mkdtempSync(join(scratch, "project-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

function hasBuf() {
  return spawnSync("buf", ["--version"], { stdio: "ignore" }).status === 0;
}

function inTurns(contenders, rounds, run) {
  const times = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = -1; round < rounds; round++)
    for (const [name, contender] of Object.entries(contenders)) {
      const taken = run(contender);
      if (round >= 0) times[name].push(taken);
    }
  return times;
}

function time(program, args, cwd) {
  const started = performance.now();
  execFileSync(program, args, { cwd, stdio: "ignore" });
  return performance.now() - started;
}

function hold(what, value, bar) {
  if (value > bar) failures.push(`${what}: ${value.toFixed(2)}, over ${bar}`);
}

function print(result) {
  const rounded = Object.entries(result).map(([name, value]) => [
    name,
    typeof value === "number" ? Number(value.toPrecision(4)) : value,
  ]);
  process.stdout.write(`${JSON.stringify(Object.fromEntries(rounded))}\n`);
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
