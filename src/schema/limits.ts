// Why: what `queue.limits` may say of one queue.

import { section, setting } from "./define.js";
import { integer } from "./types/numbers.js";
import { rate } from "./types/rate.js";

/** One entry of `queue.limits`. */
export const limitSection = section("The limits of a queue.", {
  max: setting(integer({ min: 1 }), "How many of its jobs a process runs at once, at most."),
  rate: setting(
    rate,
    "How many of its runs all processes together start, at most, and in which time: `100/1m`.",
  ),
});
