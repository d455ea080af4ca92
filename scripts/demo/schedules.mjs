// Why: when a schedule fires next is what one wants to know of it.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CronExpressionParser } from "cron-parser";
import { compile, SourceFile } from "../../dist/index.js";

/** A line for each schedule of the demo's queue.tusk. */
export function nextTimes(folder, now) {
  const path = "examples/seed/queue.tusk";
  const { project } = compile(new SourceFile(path, readFileSync(join(folder, path), "utf8")));
  const recurring = project.recurring.map(({ key, job, cron, every, timezone }) => {
    const next =
      cron === undefined
        ? new Date(now.getTime() + every)
        : CronExpressionParser.parse(cron, { currentDate: now, tz: timezone }).next().toDate();
    return `${key.padEnd(16)} ${job.padEnd(18)} ${(cron ?? `every ${every} ms`).padEnd(14)} next ${next.toISOString()}`;
  });
  const groups = project.groups.map(({ key, after }) => {
    const jobs = after.map(({ job, delay }) => `${job} after ${delay / 60_000} min`);
    return `${key.padEnd(16)} on demand: ${jobs.join(", ")}`;
  });
  return [...recurring, ...groups];
}
