import { describe, expect, it } from "vitest";
import { applySafeFixes } from "../../src/diagnostics/fix.js";
import { compileText } from "../support/compile.js";

/** Files whose every error has a safe fix. */
const MENDABLE = {
  "a slip in every name": `queue:
  backend: "sidekik"
  sidekiq:
    concurency: 5
    fetch: "wieghted"
    queues: { default: 1, critical: 5 }
  monitorng: { log_level: warn }
jobs:
  greet:
    queue: critcal
    payload: { name: strng, age: integer }
schedules:
  daily: { job: gret, every: "1d", payload: { nam: a, age: 1 } }
`,
  "literals of another type": `queue:
  backend: "bullmq"
  bullmq: { concurrency: "10", prefix: 7 }
  jobs: { timeout: "300", retry_jitter: "0.5" }
  monitoring: { enabled: yes, metrics_port: "9090", log_level: wran }
`,
  "text without quotes": `queue:
  backend: "bullmq"
jobs:
  greet: { description: Says hello to all }
`,
};

describe("safe fixes", () => {
  it.each(Object.entries(MENDABLE))("mend %s and leave nothing to find", (_, text) => {
    let current = compileText(text);
    expect(current.diagnostics.length).toBeGreaterThan(0);
    // A mended name shows what stands under it, so that more than one round may be needed.
    for (let round = 0; round < 3; round++) {
      const fixed = applySafeFixes(current.source, current.diagnostics);
      current = compileText(fixed.text);
    }
    expect(current.diagnostics.map(({ message }) => message)).toEqual([]);
  });
});
