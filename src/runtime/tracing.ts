// Why: spans are made by BullMQ's own package for OpenTelemetry, which only those install who trace. Where they
// go is said by the SDK that the process was started with, and its `OTEL_` variables.

import type { Telemetry } from "bullmq";

/** The name of the tracer. */
const TRACER = "tsk-gen";

/** @throws Error when `bullmq-otel` is not installed */
export async function openTracing(): Promise<Telemetry> {
  const { BullMQOtel } = await import("bullmq-otel").catch((cause: unknown) => {
    throw new Error(
      "tracing is on, and the package bullmq-otel is not installed; install it with `npm install bullmq-otel`",
      { cause },
    );
  });
  return new BullMQOtel({ tracerName: TRACER });
}
