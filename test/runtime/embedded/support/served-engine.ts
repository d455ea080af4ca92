// Why: most of the server can be tested in one process, on a real engine.

import { join } from "node:path";
import pg from "pg";
import { Engine } from "../../../../src/runtime/stores/embedded/engine.js";
import { ProtocolServer } from "../../../../src/runtime/stores/embedded/server/server.js";
import { RawClient } from "./raw-client.js";

/** An engine and its server in this process. */
export interface ServedEngine {
  readonly server: ProtocolServer;
  readonly engine: Engine;
  readonly socket: string;
  /** What ended the engine, if anything did. */
  readonly broken: readonly unknown[];
  /** A connected client; `end` is the test's. */
  client(): Promise<pg.Client>;
  raw(): Promise<RawClient>;
  close(): Promise<void>;
}

/** Opens the data of a store directory and serves it. */
export async function serveEngine(
  directory: string,
  options: { readonly idleInTransactionMax?: number } = {},
): Promise<ServedEngine> {
  const broken: unknown[] = [];
  const broke = (error: unknown) => broken.push(error);
  const server = new ProtocolServer({ broke, ...options });
  const socket = join(directory, ".s.PGSQL.5432");
  await server.listen(socket);
  const engine = await Engine.open(join(directory, "data"), { broke });
  server.serve(engine);
  return {
    server,
    engine,
    socket,
    broken,
    client: () => connectedClient(directory),
    raw: () => new RawClient(socket).start(),
    async close() {
      await server.close();
      await engine.close();
    },
  };
}

/** A client of the store in a directory. */
export async function connectedClient(directory: string): Promise<pg.Client> {
  const client = new pg.Client({ host: directory, user: "postgres", database: "postgres" });
  client.on("error", () => {});
  await client.connect();
  return client;
}
