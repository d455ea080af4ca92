// Why: what a worker tells about itself, and where.

import { section, setting } from "./define.js";
import { choice } from "./types/choice.js";
import { duration } from "./types/duration.js";
import { integer } from "./types/numbers.js";
import { onOff } from "./types/switch.js";
import { text, variableForm } from "./types/text.js";
import { webUrl } from "./types/url.js";

/** A name or an address, as a socket is bound to. */
const host = variableForm("a host name or an address", /^[A-Za-z0-9:._%[\]-]+$/);

/** `queue.monitoring`. */
export const monitoringSection = section("What a worker tells about itself, and where.", {
  enabled: setting(onOff, "Whether the worker serves metrics and health over HTTP.", {
    default: true,
    variable: "QUEUE_MONITORING_ENABLED",
  }),
  metrics_port: setting(integer({ min: 0, max: 65_535 }), "Its port; 0 takes any free one.", {
    default: 9_090,
    variable: "QUEUE_METRICS_PORT",
  }),
  health_check_interval: setting(
    duration({ min: 1_000 }),
    "How often the store and the queues are looked at.",
    { default: 30_000, variable: "QUEUE_HEALTH_CHECK_INTERVAL" },
  ),
  host: setting(host, "The address it listens on.", {
    default: "127.0.0.1",
    variable: "QUEUE_METRICS_HOST",
  }),
  queue_size_threshold: setting(
    integer({ min: 1 }),
    "A queue with this many jobs waiting, or more, is unhealthy.",
    { default: 1_000 },
  ),
  log_level: setting(
    choice(["trace", "debug", "info", "warn", "error", "silent"]),
    "The least that is logged.",
    { default: "info", variable: "QUEUE_LOG_LEVEL" },
  ),
  alert_webhook: setting(
    webUrl,
    "Told of deaths, at most once a minute a job, and when the health of the queues changes.",
    { secret: true },
  ),
  alert_secret: setting(text, "Signs what the webhook is told, as Standard Webhooks has it.", {
    secret: true,
  }),
  tracing: setting(
    onOff,
    "Whether enqueues and runs are OpenTelemetry spans; needs the package `bullmq-otel`.",
    { default: false },
  ),
});
