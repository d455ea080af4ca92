import { connect } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Endpoints, type HttpServer, serveHttp } from "../../../src/runtime/http/server.js";
import { expectNothingLeft } from "../../support/leaks.js";

expectNothingLeft();

let server: HttpServer;
let answers: Endpoints;

beforeEach(async () => {
  answers = {
    isAlive: () => true,
    isReady: async () => true,
    health: async () => ({ status: "healthy", queues: [], timestamp: "t" }),
    metrics: async () => ({ contentType: "text/plain", body: "up 1\n" }),
  };
  const endpoints: Endpoints = {
    isAlive: () => answers.isAlive(),
    isReady: () => answers.isReady(),
    health: () => answers.health(),
    metrics: () => answers.metrics(),
  };
  server = await serveHttp(endpoints, { host: "127.0.0.1", port: 0 });
});
afterEach(() => server.close());

async function get(path: string, method = "GET"): Promise<[number, string]> {
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`, {
    method,
    headers: { connection: "close" },
  });
  return [response.status, await response.text()];
}

test("probes answer 200 or 503", async () => {
  expect(await get("/healthz")).toEqual([200, '{"status":"ok"}\n']);
  expect(await get("/readyz?verbose=1")).toEqual([200, '{"status":"ok"}\n']);
  answers = { ...answers, isAlive: () => false, isReady: async () => false };
  expect(await get("/healthz")).toEqual([503, '{"status":"unavailable"}\n']);
  expect(await get("/readyz")).toEqual([503, '{"status":"unavailable"}\n']);
});

test("health is told in full, with 503 when it is bad", async () => {
  expect(await get("/health")).toEqual([200, '{"status":"healthy","queues":[],"timestamp":"t"}\n']);
  answers = {
    ...answers,
    health: async () => ({ status: "unhealthy", queues: [], timestamp: "t", error: "down" }),
  };
  expect((await get("/health"))[0]).toBe(503);
});

test("metrics are text, and HEAD has no body", async () => {
  expect(await get("/metrics")).toEqual([200, "up 1\n"]);
  expect(await get("/metrics", "HEAD")).toEqual([200, ""]);
});

test("an endpoint that fails answers 500 and brings nothing down", async () => {
  answers = { ...answers, metrics: () => Promise.reject(new Error("no")) };
  expect((await get("/metrics"))[0]).toBe(500);
  expect((await get("/healthz"))[0]).toBe(200);
});

test("other paths and methods are refused", async () => {
  expect((await get("/"))[0]).toBe(404);
  expect((await get("/metrics", "POST"))[0]).toBe(405);
  expect(await raw("GET //[ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")).toContain("404");
});

test("a port that is taken is an error", async () => {
  await expect(serveHttp(answers, { host: "127.0.0.1", port: server.port })).rejects.toThrow(
    "EADDRINUSE",
  );
});

function raw(request: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(server.port, "127.0.0.1", () => socket.write(request));
    let text = "";
    socket.on("data", (data) => {
      text += String(data);
    });
    socket.on("close", () => resolve(text));
  });
}
