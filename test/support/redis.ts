// Why: tests run on a real Redis of their own: a free loopback port, a directory that goes away, and an
// end by process id.

import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";

/** A private Redis server. */
export interface TestRedis {
  readonly port: number;
  /** `redis://127.0.0.1:PORT/0` */
  readonly url: string;
  readonly pid: number;
  /** A connection for looking; closed with the server. */
  readonly client: Redis;
  stop(): Promise<void>;
  /** Kills the server and starts it again on its port and directory. */
  restart(): Promise<TestRedis>;
}

/** Starts a private `redis-server` and waits until it answers. */
export async function startRedis({
  port,
  args = [],
  directory: given,
}: {
  port?: number;
  args?: readonly string[];
  directory?: string;
} = {}): Promise<TestRedis> {
  const directory = given ?? (await mkdtemp(join(tmpdir(), "tsk-redis-")));
  const chosen = port ?? (await freePort());
  const server = spawn(
    "redis-server",
    ["--port", String(chosen), "--bind", "127.0.0.1", "--dir", directory, "--save", "", ...args],
    { stdio: "ignore" },
  );
  const endWithUs = () => server.kill("SIGKILL");
  process.once("exit", endWithUs);
  const client = new Redis({ port: chosen, retryStrategy: () => 25, maxRetriesPerRequest: null });
  client.on("error", () => {});
  await client.ping();
  const end = async () => {
    client.disconnect();
    process.off("exit", endWithUs);
    await endProcess(server);
  };
  return {
    port: chosen,
    url: `redis://127.0.0.1:${chosen}/0`,
    pid: server.pid ?? 0,
    client,
    async stop() {
      await end();
      await rm(directory, { recursive: true, force: true });
    },
    async restart() {
      await end();
      return startRedis({ port: chosen, args, directory });
    },
  };
}

/** A loopback port that nothing listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** Ends a process by signal and waits until it is gone. */
export async function endProcess(
  child: ChildProcess,
  signal: NodeJS.Signals = "SIGKILL",
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  await gone;
}
