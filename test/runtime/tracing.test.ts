import { context, propagation, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { defineJob, QueueManager, Runtime } from "tsk-gen/runtime";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { expectNothingLeft } from "../support/leaks.js";
import { memoryLogger, testConfig } from "../support/projects.js";
import { startRedis, type TestRedis } from "../support/redis.js";

expectNothingLeft();

let redis: TestRedis;
const exporter = new InMemorySpanExporter();
beforeAll(async () => {
  redis = await startRedis();
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const spanProcessors = [new SimpleSpanProcessor(exporter)];
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors }));
});
afterAll(async () => {
  context.disable();
  propagation.disable();
  trace.disable();
  await redis.stop();
});
afterEach(() => exporter.reset());

function project(tracing: boolean) {
  const plain = testConfig({ url: redis.url, queues: { mail: 1 } });
  const config = { ...plain, monitoring: { ...plain.monitoring, tracing } };
  const queues = new QueueManager(config, { environment: {} });
  const task = defineJob(queues, { name: "TaskJob", key: "task", version: 1, queue: "mail" });
  const tracer = trace.getTracer("application");
  const handler = () => tracer.startActiveSpan("in the handler", (span) => span.end());
  const logger = memoryLogger();
  const runtime = new Runtime(
    { config, queues, jobs: { task }, handlers: { task: handler } },
    { logger },
  );
  const enqueue = () =>
    tracer.startActiveSpan("in the request", async (span) => {
      await task.performAsync();
      span.end();
    });
  return { enqueue, runtime, logger };
}

/** The way of a span up to the first, by names. */
function wayOf(span: ReadableSpan | undefined): string[] {
  if (span === undefined) return [];
  const parent = exporter
    .getFinishedSpans()
    .find((other) => other.spanContext().spanId === span.parentSpanContext?.spanId);
  return [span.name, ...wayOf(parent)];
}

describe("tracing", () => {
  test("follows a job from the request that enqueued it into its handler", async () => {
    const { enqueue, runtime } = project(true);
    await enqueue();
    expect(await runtime.run({ signals: false, drain: true })).toBe(0);
    const spans = exporter.getFinishedSpans();
    const inner = spans.find(({ name }) => name === "in the handler");
    expect(wayOf(inner)).toEqual([
      "in the handler",
      "process mail",
      "add mail.TaskJob",
      "in the request",
    ]);
  });

  test("makes no spans unless it is on", async () => {
    const { enqueue, runtime } = project(false);
    await enqueue();
    expect(await runtime.run({ signals: false, drain: true })).toBe(0);
    expect(
      exporter
        .getFinishedSpans()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["in the handler", "in the request"]);
  });

  test("does not start when its package cannot be loaded, and says so", async () => {
    vi.doMock("bullmq-otel", () => {
      throw new Error("Cannot find package");
    });
    const { runtime, logger } = project(true);
    expect(await runtime.run({ signals: false, drain: true })).toBe(2);
    vi.doUnmock("bullmq-otel");
    expect(logger.lines.map(({ message }) => message).join("\n")).toContain(
      "cannot start: tracing is on, and the package bullmq-otel cannot be loaded",
    );
  });
});
