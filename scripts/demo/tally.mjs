// Why: a worker says what it does as lines of JSON; this turns them into what one wants to know.

import { createInterface } from "node:readline";

export class Tally {
  port;
  #weights = new Map();
  #done = new Map();
  /** Counted until the first queue is empty: from then on there is less to choose from. */
  #contested = new Map();
  #perQueue;
  #watched = new Set();
  #stories = new Map();
  #finish;

  constructor(perQueue) {
    this.#perQueue = perQueue;
  }

  /** Reads the worker's lines; settles `started`, and `finished` once all jobs have come to their end. */
  follow(stream) {
    const lines = createInterface({ input: stream });
    const started = new Promise((resolve) => {
      lines.on("line", (line) => this.#read(line, resolve));
    });
    const finished = new Promise((resolve) => {
      this.#finish = resolve;
    });
    return { started, finished };
  }

  /** Waits for a job, and keeps what happens to it. */
  expect(id) {
    this.#watched.add(id);
    this.#check();
  }

  progress() {
    const total = [...this.#done.values()].reduce((sum, count) => sum + count, 0);
    return `(${total} jobs done)`;
  }

  /** Jobs done by queue, and the shares beside what the weights promise. */
  table() {
    const contested = sum(this.#contested);
    const weights = sum(this.#weights);
    const rows = [...this.#weights].map(([queue, weight]) => [
      queue,
      String(this.#done.get(queue) ?? 0),
      String(weight),
      percent(weight / weights),
      percent((this.#contested.get(queue) ?? 0) / contested),
    ]);
    const all = [["queue", "jobs done", "weight", "share promised", "share seen"], ...rows];
    return all
      .map((row) => `  ${row.map((cell, i) => cell.padEnd([10, 11, 8, 16, 10][i])).join("")}`)
      .map((line) => line.trimEnd())
      .join("\n");
  }

  /** What happened to the jobs that were waited for, run by run. */
  story() {
    return [...this.#watched].flatMap((id) => this.#stories.get(id) ?? []);
  }

  #read(line, started) {
    const entry = parse(line);
    if (entry === undefined) return;
    if (entry.port !== undefined) this.port = entry.port;
    if (entry.msg === "started") {
      this.#weights = new Map(Object.entries(entry.queues));
      started();
    }
    if (entry.msg === "done") this.#count(entry.queue);
    if (entry.id !== undefined) this.#tell(entry);
    this.#check();
  }

  #count(queue) {
    const full = [...this.#contested.values()].some((count) => count >= this.#perQueue);
    if (!full) this.#contested.set(queue, (this.#contested.get(queue) ?? 0) + 1);
    this.#done.set(queue, (this.#done.get(queue) ?? 0) + 1);
  }

  #tell({ id, job, attempt, msg, err }) {
    const story = this.#stories.get(id) ?? [];
    const reason = err === undefined ? "" : ` (${err.message})`;
    story.push(`${job} run ${attempt}: ${msg}${reason}`);
    this.#stories.set(id, story);
  }

  #check() {
    const ended = [...this.#watched].every((id) =>
      this.#stories.get(id)?.some((line) => /: (done|dead)/.test(line)),
    );
    const drained = [...this.#weights.keys()].every(
      (queue) => (this.#done.get(queue) ?? 0) >= this.#perQueue,
    );
    if (this.#watched.size > 1 && ended && drained) this.#finish();
  }
}

function parse(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function sum(counts) {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}

function percent(fraction) {
  return `${(fraction * 100).toFixed(1)} %`;
}
