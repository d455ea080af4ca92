import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { exportTree } from "../../src/evaluate/export-tree.js";
import { readTree } from "../../src/evaluate/read-tree.js";
import { SourceFile } from "../../src/source/source.js";

const path = fileURLToPath(new URL("../../examples/seed/queue.tusk", import.meta.url));

it("reads the seed's block as exactly its tree, in its order", () => {
  const [block = ""] = readFileSync(path, "utf8").split(/^jobs:/m);
  const found: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => found.push(diagnostic);
  const tree = readTree(new SourceFile("queue.tusk", block), report, { checked: true });
  expect(found).toEqual([]);
  expect(JSON.stringify(exportTree(tree, {}))).toBe(
    JSON.stringify({
      queue: {
        backend: "sidekiq",
        sidekiq: {
          redis_url: "redis://localhost:6379/3",
          concurrency: 10,
          queues: { default: 1, high: 5, low: 1, critical: 10 },
        },
        delayed_job: { max_attempts: 3, delay_jobs: true, sleep_delay: 5 },
        resque: { redis_url: "redis://localhost:6379/4", namespace: "resque:tusk" },
        jobs: { retry_attempts: 3, retry_delay: 60, timeout: 300, batch_size: 100 },
        monitoring: { enabled: true, metrics_port: 9090, health_check_interval: 30 },
      },
    }),
  );
});
