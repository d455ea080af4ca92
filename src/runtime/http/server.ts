// Why: what a platform asks a worker process, on one small server: whether it lives, whether it can
// work, how the queues are, and the metrics.

import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { QueueHealth } from "../interfaces.js";

/** What the endpoints answer with. */
export interface Endpoints {
  /** `/healthz`: the process does its work; else it should be restarted. */
  readonly isAlive: () => boolean;
  /** `/readyz`: the process can take work. */
  readonly isReady: () => Promise<boolean>;
  /** `/health`: how the queues are. For people and alerts, never a probe: a backlog is no reason to restart. */
  readonly health: () => Promise<QueueHealth>;
  /** `/metrics` */
  readonly metrics: () => Promise<{ readonly contentType: string; readonly body: string }>;
}

/** A listening server. */
export interface HttpServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Starts the server; rejects when the port cannot be had. Port 0 takes any. */
export async function serveHttp(
  endpoints: Endpoints,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<HttpServer> {
  const server = createServer((request, response) => {
    const [path] = (request.url ?? "/").split("?");
    answer(endpoints, request.method ?? "GET", path)
      .catch((error: unknown): Answer => json(500, { error: String(error) }))
      .then((reply) => send(response, reply));
  });
  await listen(server, host, port);
  const address = server.address() as AddressInfo;
  return { port: address.port, close: () => close(server) };
}

interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

async function answer(
  endpoints: Endpoints,
  method: string,
  path: string | undefined,
): Promise<Answer> {
  if (method !== "GET" && method !== "HEAD") return json(405, { error: "only GET is served" });
  switch (path) {
    case "/healthz":
      return status(endpoints.isAlive());
    case "/readyz":
      return status(await endpoints.isReady());
    case "/health": {
      const health = await endpoints.health();
      return json(health.status === "healthy" ? 200 : 503, health);
    }
    case "/metrics":
      return { status: 200, ...(await endpoints.metrics()) };
    default:
      return json(404, { error: "there are /healthz, /readyz, /health, and /metrics" });
  }
}

function status(good: boolean): Answer {
  return json(good ? 200 : 503, { status: good ? "ok" : "unavailable" });
}

function json(code: number, value: object): Answer {
  return { status: code, contentType: "application/json", body: `${JSON.stringify(value)}\n` };
}

function send(response: ServerResponse, { status: code, contentType, body }: Answer): void {
  response.writeHead(code, {
    "content-type": contentType,
    "content-length": Buffer.byteLength(body),
  });
  response.end(response.req.method === "HEAD" ? undefined : body);
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
