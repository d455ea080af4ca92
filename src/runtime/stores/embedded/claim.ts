// Why: PGlite locks nothing, and two processes that open one directory lose data without a word. So a
// process claims the directory first, with a socket that it listens on for as long as it owns the
// store. The kernel closes it when the process dies, however it dies, and keeps accepting while the
// process is paused; no process id, age, or clock comes into it.
//
// Why no two processes can hold a claim: each listens on a socket of its own, under a name that is
// never used again, and only then looks at the others. Of two, the one that began to listen later
// finds the earlier one listening and gives up; both may give up, both never stay. Only the holder
// removes sockets, those that refused it; if one of them was just about to listen, it finds itself
// removed in the end and gives up too.

import { randomBytes } from "node:crypto";
import { readdirSync, rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { join } from "node:path";
import type { StorePlace } from "./place.js";

/** What the names of claims start with; with six characters more they are as long as the socket's. */
const PREFIX = ".owner-";

/** The right to open the data of a store. */
export class Claim {
  readonly path: string;
  readonly #server: Server;

  private constructor(path: string, server: Server) {
    this.path = path;
    this.#server = server;
  }

  /**
   * Claims the place, unless another process does. When several try at the same moment all may fail;
   * trying again after a random pause is up to the caller.
   */
  static async take(place: StorePlace): Promise<Claim | undefined> {
    const others = claimsIn(place);
    if (await anyAccepts(others)) return undefined;
    const path = join(place.sockets, `${PREFIX}${randomBytes(3).toString("hex")}`);
    const claim = new Claim(path, await listen(path));
    const rivals = claimsIn(place).filter((rival) => rival !== path);
    if ((await anyAccepts(rivals)) || !(await accepts(path))) {
      await claim.release();
      return undefined;
    }
    for (const dead of rivals) rmSync(dead, { force: true });
    return claim;
  }

  /** Gives the place up. Nothing of the data may be open any more. */
  release(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}

/**
 * Whether a process listens on a socket. Every answer but a refusal counts: a paused process whose
 * queue of connections is full is alive.
 */
export function accepts(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", (error) => {
      const code = "code" in error ? error.code : undefined;
      resolve(code !== "ECONNREFUSED" && code !== "ENOENT");
    });
  });
}

async function anyAccepts(paths: readonly string[]): Promise<boolean> {
  const answers = await Promise.all(paths.map(accepts));
  return answers.includes(true);
}

function claimsIn(place: StorePlace): string[] {
  const names = readdirSync(place.directory).filter((name) => name.startsWith(PREFIX));
  return names.map((name) => join(place.sockets, name));
}

function listen(path: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", reject);
    server.listen(path, () => resolve(server));
  });
}
