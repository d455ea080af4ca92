// Why: tests run on a real PostgreSQL of their own: a cluster in a directory that goes away, a free
// loopback port, and an end by process id. The server refuses to run as root.

import { execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { endProcess, freePort } from "./redis.js";

/** A private PostgreSQL server. */
export interface TestPostgres {
  /** `postgres://postgres@127.0.0.1:PORT/postgres` */
  readonly url: string;
  stop(): Promise<void>;
}

/** Makes a private cluster, starts it, and waits until it answers. */
export async function startPostgres(): Promise<TestPostgres> {
  const directory = await mkdtemp(join(tmpdir(), "tsk-postgres-"));
  const user = serverUser();
  if (user !== undefined) chownSync(directory, user.uid, user.gid);
  const data = join(directory, "data");
  const init = ["-D", data, "-U", "postgres", "--auth=trust", "--no-sync", "--encoding=UTF8"];
  execFileSync(program("initdb"), init, { ...user, cwd: directory, stdio: "ignore" });
  const port = await freePort();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const settings = ["-c", "fsync=off", "-c", "listen_addresses=127.0.0.1"];
  const args = ["-D", data, "-p", String(port), "-k", directory, ...settings];
  const server = spawn(program("postgres"), args, { ...user, cwd: directory, stdio: "ignore" });
  const endWithUs = () => server.kill("SIGQUIT");
  process.once("exit", endWithUs);
  await answers(url);
  return {
    url,
    async stop() {
      process.off("exit", endWithUs);
      await endProcess(server, "SIGQUIT");
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Asks a server on a connection of its own. */
export async function withClient<T>(
  url: string,
  ask: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await ask(client);
  } finally {
    await client.end();
  }
}

/** Waits until the server answers, for half a minute at most. */
async function answers(url: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}

/** Debian keeps the programs of each version apart, outside of the path. */
function program(name: string): string {
  const home = "/usr/lib/postgresql";
  const versions = existsSync(home) ? readdirSync(home).map(Number) : [];
  const newest = Math.max(...versions.filter(Number.isInteger));
  return versions.length > 0 ? join(home, String(newest), "bin", name) : name;
}

function serverUser(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}
