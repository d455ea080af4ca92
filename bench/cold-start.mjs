// Why: a command that is run on every save and in every CI job is as fast as it starts. This compares it
// with starting node alone, in turns, so that a busy machine slows both.

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROUNDS = 15;
/** What `check` may take more than node alone, in milliseconds. */
const BUDGET = 120;

const root = fileURLToPath(new URL("..", import.meta.url));
const seed = ["--config", "examples/seed/queue.tusk"];
const commands = {
  "node alone": ["-e", ""],
  check: ["dist/cli.js", "check", ...seed, "--out", "generated"],
  "generate --dry-run": ["dist/cli.js", "generate", ...seed, "--out", "generated", "--dry-run"],
  export: ["dist/cli.js", "export", "examples/seed/queue.tusk"],
  "--help": ["dist/cli.js", "--help"],
};

if (!existsSync(`${root}/dist/cli.js`)) throw new Error("run `npm run build` first");

const times = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
for (let round = 0; round < ROUNDS; round++)
  for (const [name, args] of Object.entries(commands)) times[name].push(measure(args));

const bare = median(times["node alone"]);
for (const [name, all] of Object.entries(times)) {
  const middle = median(all);
  process.stdout.write(
    `${name.padEnd(20)} ${middle.toFixed(0).padStart(5)} ms  +${(middle - bare).toFixed(0)} ms\n`,
  );
}
const more = median(times.check) - bare;
if (more > BUDGET) {
  process.stdout.write(`check takes ${more.toFixed(0)} ms more than node, over ${BUDGET} ms\n`);
  process.exitCode = 1;
}

function measure(args) {
  const started = performance.now();
  execFileSync(process.execPath, args, { cwd: root, stdio: "ignore" });
  return performance.now() - started;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
