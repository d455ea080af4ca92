import { createRequire } from "node:module";
import { expect, it, vi } from "vitest";
import { compileText } from "../../support/compile.js";

/** The library, found as the compiler finds it. */
const library = createRequire(createRequire(import.meta.url).resolve("bullmq"))("cron-parser");

const fileWith = (crons: readonly string[]) =>
  `queue:\n  backend: "bullmq"\njobs:\n  a: {}\nschedules:\n${crons
    .map((cron, index) => `  s${index}: { job: a, cron: "${cron}", payload: {} }\n`)
    .join("")}`;

function timesParsed(crons: readonly string[]): number {
  const parse = vi.spyOn(library.CronExpressionParser, "parse");
  try {
    const found = compileText(fileWith(crons)).diagnostics;
    expect(found.map(({ name }) => name)).toEqual(crons.map(() => "cron-never-fires"));
    return parse.mock.calls.length;
  } finally {
    parse.mockRestore();
  }
}

it("each expression of a file is judged once, and anew for each file", () => {
  const once = timesParsed(["0 0 30 2 *"]);
  expect(once).toBeGreaterThan(0);
  expect(timesParsed(Array(40).fill("0 0 30 2 *"))).toBe(once);
  expect(timesParsed(["0 0 30 2 *", "0 0 31 2 *", "0 0 30 2 *"])).toBe(2 * once);
});
