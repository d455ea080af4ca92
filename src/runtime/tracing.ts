// Why: spans are made by BullMQ's own package for OpenTelemetry, which only those install who trace. Where they
// go is said by the SDK that the process was started with, and its `OTEL_` variables.

import type { Telemetry } from "bullmq";

/** The name of the tracer. */
const TRACER = "tsk-gen";

/** @throws Error when `bullmq-otel` is not installed, or not in a version that can be loaded */
export async function openTracing(): Promise<Telemetry> {
  const { BullMQOtel } = await import("bullmq-otel").catch((cause: Error) => {
    const isMissing = "code" in cause && cause.code === "ERR_MODULE_NOT_FOUND";
    const reason = isMissing
      ? "the package bullmq-otel is not installed; install it with `npm install bullmq-otel`"
      : `the package bullmq-otel cannot be loaded (${cause.message})`;
    throw new Error(`tracing is on, and ${reason}`, { cause });
  });
  return new BullMQOtel({ tracerName: TRACER });
}
