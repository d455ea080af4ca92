// Why: the design shows how messages read. Its examples are what people get: the whole way from a file to the
// text, word for word.

import { expect, it } from "vitest";
import { compile } from "../../src/compile.js";
import { renderPretty } from "../../src/diagnostics/render/pretty.js";
import { collect } from "../../src/diagnostics/sink.js";
import { fileWith } from "./render/build.js";
import { examples } from "./render/examples.js";

const weights = {
  2: "queue:",
  3: '  backend: "sidekiq"',
  4: "  sidekiq:",
  5: '    redis_url: "redis://localhost:6379/3"',
  6: "    concurrency: 10",
  7: "    queues:",
  8: "      default: 1",
  9: "      high: 5",
} as const;

/** By diagnostic: the file that gives the design's example. */
const FILES: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  "unknown-backend": {
    2: "queue:",
    3: '  backend: "sidekik"  # sidekiq, delayed_job, resque',
  },
  "bad-dedent": { ...weights, 9: "   high: 5" },
  "unknown-queue": {
    ...weights,
    10: "      low: 1",
    11: "      critical: 10",
    39: "jobs:",
    40: "  WelcomeEmail:",
    41: "    queue: urgent",
  },
  "weight-zero-is-one": { ...weights, 10: "      low: 0" },
  "runaway-backoff": {
    2: "queue:",
    3: '  backend: "sidekiq"',
    25: "  jobs:",
    26: "    retry_attempts: 25",
    27: "    retry_delay: 60",
  },
  "refused-operator": {
    2: "queue:",
    3: '  backend: "sidekiq"',
    4: "  sidekiq:",
    5: '    redis_url: @shell("vault read redis")',
  },
};

it.each(Object.entries(FILES))("%s reads as designed, from a file", (name, lines) => {
  const { diagnostics } = compile(fileWith("config/queue.tusk", lines));
  const rendered = renderPretty(collect(diagnostics)).replace(/\n\n[^\n]*\n$/, "\n");
  const designed = examples.find(({ diagnostic }) => diagnostic.name === name);
  expect(rendered).toBe(designed?.text.trimStart());
});

// A handler's payload takes TypeScript to check: test/cli/check-types.test.ts shows that one.
it("covers every example of what is found in queue.tusk alone", () => {
  const shown = examples.map(({ diagnostic }) => diagnostic.name);
  expect(Object.keys(FILES)).toEqual(shown.filter((name) => name !== "handler-payload"));
});
