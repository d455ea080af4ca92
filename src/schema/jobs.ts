// Why: what one job of `jobs` may say of itself.

import { raw, section, setting } from "./define.js";
import { policyOverrides } from "./policy.js";
import { integer } from "./types/numbers.js";
import { form, prose } from "./types/text.js";

/** What a queue may be called; the colon divides BullMQ's keys. */
export const QUEUE_NAME = /^[A-Za-z0-9_.-]{1,100}$/;

/** A queue's name. */
export const queueName = form("a queue name: letters, digits, `_`, `-`, and `.`", QUEUE_NAME);

/** One entry of `jobs`. */
export const jobSection = section("A job class.", {
  description: setting(prose, "What it does; becomes the documentation of its class.", {
    constant: true,
  }),
  version: setting(integer({ min: 1 }), "Raised by a breaking change of the payload.", {
    default: 1,
    constant: true,
  }),
  queue: setting(queueName, "The queue that it waits in.", { default: "default" }),
  payload: raw("The fields that it is enqueued with, and their types; none: no argument."),
  ...policyOverrides,
});
