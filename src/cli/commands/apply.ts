// Why: schedules reach the store by one explicit step of a deployment, which shows what it does, and can be
// asked what it would do.

import { durationText } from "../../../templates/duration.js";
import { assertUnreachable } from "../../diagnostics/bug.js";
import { visible } from "../../diagnostics/render/frame/columns.js";
import type { Rhythm, Schedule, ScheduleChange } from "../../runtime/index.js";
import { defineCommand } from "../command.js";
import { EXIT } from "../exit.js";
import { outputOption, printJson, wantsJson } from "../findings.js";
import { recurringOf } from "../from-ir/project.js";
import { withQueues } from "../from-ir/queues.js";
import { compileOrTell } from "../project/compile-or-tell.js";
import { configOption } from "../project/locate.js";
import { storeOption } from "../project/store.js";

export const apply = defineCommand({
  positionals: {},
  options: {
    config: configOption,
    store: storeOption,
    plan: { type: "boolean", default: false, describe: "Say what would change, write nothing" },
    format: outputOption,
  },
  examples: [
    ["tsk-gen apply", "bring the schedules of the store in line with queue.tusk"],
    ["tsk-gen apply --plan", "see what would change"],
  ],
  async run(args, io) {
    const asJson = wantsJson(args.format);
    const sound = await compileOrTell(io, args.config);
    if (sound === undefined) return EXIT.findings;
    const { project, root } = sound;
    const place = { root, store: args.store };
    const { changes, lines } = await withQueues(project, io, place, async (open) => {
      const scheduler = new open.runtime.JobScheduler(open.queues);
      const entries = recurringOf(project, open.modules);
      const changes = await (args.plan ? scheduler.plan(entries) : scheduler.apply(entries));
      return { changes, lines: describeChanges(changes, open.runtime.differences) };
    });
    if (asJson) printJson({ applied: !args.plan, changes }, io);
    else io.stdout.write(lines);
    if (changes.length === 0) io.stderr.write("the schedules of the store are up to date\n");
    return EXIT.ok;
  },
});

type Differences = typeof import("../../runtime/index.js").differences;

/** One line an entry, aligned. */
function describeChanges(changes: readonly ScheduleChange[], differences: Differences): string {
  const keys = changes.map(({ key }) => visible(key));
  const width = Math.max(0, ...keys.map(({ length }) => length));
  const lines = changes.map((change, index) => {
    const key = keys[index]?.padEnd(width);
    return `${change.action.padEnd(8)} ${key}  ${visible(describe(change, differences))}\n`;
  });
  return lines.join("");
}

function describe({ before, after, queue }: ScheduleChange, differences: Differences): string {
  if (before === undefined || after === undefined) {
    const entry = after ?? before;
    return entry === undefined ? "" : `${entry.job} on ${queue}, ${rhythmText(entry.rhythm)}`;
  }
  return differences(before, after)
    .map((part) => describePart(part, before, after))
    .join("; ");
}

function describePart(
  part: ReturnType<Differences>[number],
  before: Schedule,
  after: Schedule,
): string {
  switch (part) {
    case "job":
      return `${after.job}, was ${before.job}`;
    case "rhythm":
      return `${rhythmText(after.rhythm)}, was ${rhythmText(before.rhythm)}`;
    case "payload":
      return "another payload";
    case "options":
      return "another version or policy of the job";
    default:
      return assertUnreachable(part);
  }
}

function rhythmText(rhythm: Rhythm): string {
  return "cron" in rhythm
    ? `${rhythm.cron} ${rhythm.timezone}`
    : `every ${durationText(rhythm.every)}`;
}
