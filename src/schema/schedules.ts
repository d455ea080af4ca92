// Why: what one entry of `schedules` may say: a recurring job, or a group that is enqueued on demand.

import { raw, section, setting } from "./define.js";
import { duration } from "./types/duration.js";
import { prose } from "./types/text.js";
import { timezone } from "./types/timezone.js";

/** One entry of `schedules`. */
export const scheduleSection = section("A recurring job, or a group of jobs.", {
  job: setting(prose, "The job, by its key or class.", {
    constant: true,
    aliases: ["class", "task", "worker", "name"],
  }),
  cron: setting(prose, "When it runs: 5 fields, or 6 with seconds.", {
    constant: true,
    aliases: ["schedule", "pattern", "at", "crontab"],
  }),
  every: setting(duration({ min: 1_000 }), "How often it runs.", {
    constant: true,
    aliases: ["interval", "repeat", "period"],
  }),
  timezone: setting(timezone, "The zone of `cron`.", {
    default: "UTC",
    aliases: ["tz", "zone", "time_zone"],
  }),
  payload: raw("The values that the job is enqueued with, or the fields of the group."),
  after: raw("The jobs of a group, each with the wait before it."),
});
