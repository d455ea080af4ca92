// Why: what tsk-gen does is best seen. From queue.tusk to jobs that run, fail, are retried, and die, with
// nothing installed but npm packages: the store is an embedded PostgreSQL.

import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Children } from "./demo/children.mjs";
import { progressLine } from "./demo/progress.mjs";
import { Tally } from "./demo/tally.mjs";
import { buildIfStale, Interrupted, installPackages, root, say } from "./setup.mjs";

/** Inside the repository, so that generated code finds `tsk-gen/runtime`; git ignores it. */
const scratch = join(root, ".tusk", "demo");
const cli = join(root, "dist", "cli.js");
const PER_QUEUE = 170;
/** Everything must be over by then, in milliseconds. */
const PATIENCE = 90_000;

const project = ["--config", "examples/seed/queue.tusk", "--out", "generated"];
const environment = {
  ...process.env,
  QUEUE_STORE: "embedded:store",
  QUEUE_METRICS_PORT: "0",
  // The series of the file, 1, 2, and 4 minutes, would take 7 minutes.
  JOB_RETRY_DELAY: "1",
};

const NEXT = [
  ["cat examples/seed/queue.tusk", "what all of this was made from"],
  ["ls examples/seed/handlers .tusk/demo/generated", "what a person writes, and what tsk-gen does"],
  ["node dist/cli.js --help", "the commands"],
  ["npx tsk-gen init", "in a folder of your own, where tsk-gen is installed"],
];

const children = new Children({ cwd: scratch, env: environment });

try {
  process.exitCode = await main();
} catch (error) {
  await children.stopAll();
  if (!(error instanceof Interrupted)) throw error;
  say("\ninterrupted; everything that was started has ended");
  process.exitCode = 130;
}

async function main() {
  if ((await installPackages()) !== 0 || (await buildIfStale()) !== 0) return 1;
  prepareScratch();
  title("1. queue.tusk becomes code", "tsk-gen generate");
  say(indent(await children.output(process.execPath, [cli, "generate", ...project])));
  title(`2. A program enqueues ${PER_QUEUE} jobs on each queue`, "examples/seed/produce.ts");
  await produce();
  title("3. A worker runs them; a third process enqueues two more", "tsk-gen work");
  const { tally, metrics } = await work();
  title("4. What ran", "shares are counted while all queues had jobs");
  say(tally.table());
  title("5. Retries and death", "3 retries after the first run, 1, 2, and 4 s apart");
  for (const line of tally.story()) say(`  ${line}`);
  title("6. Schedules", "declared in queue.tusk");
  // Needs what is installed and built by now.
  const { nextTimes } = await import("./demo/schedules.mjs");
  for (const line of nextTimes(scratch, new Date())) say(`  ${line}`);
  title("7. A few lines of /metrics", "for Prometheus");
  for (const line of metrics) say(`  ${line}`);
  title("Try next", "");
  for (const [command, does] of NEXT) say(`  ${command.padEnd(48)} ${does}`);
  return 0;
}

function prepareScratch() {
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  cpSync(join(root, "examples", "seed"), join(scratch, "examples", "seed"), { recursive: true });
  // Without one of its own, tsx would take the repository's, which leads to the sources of the runtime.
  writeFileSync(join(scratch, "tsconfig.json"), "{}\n");
}

/** The producer opens the store first, so it is the one that waits for PostgreSQL to be set up. */
async function produce() {
  const done = progressLine("setting up the embedded PostgreSQL, 4 to 12 s the first time");
  try {
    const program = ["--import", "tsx", "examples/seed/produce.ts", String(PER_QUEUE)];
    await children.output(process.execPath, program);
  } finally {
    done();
  }
}

async function work() {
  const tally = new Tally(PER_QUEUE);
  const worker = children.start(process.execPath, [cli, "work", ...project]);
  const ended = children.ended(worker);
  const watched = tally.follow(worker.stdout);
  await children.within(PATIENCE, watched.started, ended, "the worker did not start");
  const done = progressLine("working", () => tally.progress());
  try {
    tally.expect(await enqueue("post_indexing", { post_id: 500 }));
    tally.expect(await enqueue("data_export", { user_id: 1, format: "pdf" }));
    await children.within(PATIENCE, watched.finished, ended, "the jobs did not end");
  } finally {
    done();
  }
  const metrics = await readMetrics(tally.port);
  worker.kill("SIGTERM");
  const { code } = await children.within(PATIENCE, ended, ended, "the worker did not stop");
  if (code !== 0) throw new Error(`the worker ended with exit code ${code}`);
  return { tally, metrics };
}

async function enqueue(job, payload) {
  const config = project.slice(0, 2);
  const args = [cli, "enqueue", job, JSON.stringify(payload), ...config];
  return (await children.output(process.execPath, args)).trim();
}

async function readMetrics(port) {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  const wanted = /^tsk_(picks_total|job_retries_total|job_deaths_total|queue_dead)\{.*[1-9]\d*$/;
  return (await response.text()).split("\n").filter((line) => wanted.test(line));
}

function title(text, remark) {
  say(`\n${text}${remark === "" ? "" : `  (${remark})`}`);
}

function indent(text) {
  return text.trimEnd().replace(/^/gm, "  ");
}
