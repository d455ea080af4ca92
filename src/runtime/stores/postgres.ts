// Why: a PostgreSQL server as a store: one pool for all BullMQ objects of the process, one connection
// that listens, and the tables made by whoever comes first.

import { assertSchemaCompatibility, runMigrations } from "bullmq";
import pg from "pg";
import { withoutPassword } from "../settings/shape.js";
import { within } from "../within.js";
import { createPooledStore, GOODBYE_MAX, type PostgresServer } from "./pooled-store.js";
import { isConnectionError } from "./postgres-errors.js";
import type { StoreAddress } from "./registry.js";
import { type Store, StoreUnfitError } from "./store.js";

const OLDEST_VERSION = 15;

/** What a profile has that does not say. */
const DEFAULTS = { schema: "bullmq", connections: 10 } as const;

/** How long a new connection may take, in milliseconds. */
const CONNECT_MAX = 5000;

/** The PostgreSQL store of an address; it connects on first use. */
export function openPostgresStore(address: StoreAddress): Store {
  return createPooledStore(new Server({ ...DEFAULTS, ...address }));
}

type Address = StoreAddress & Required<Pick<StoreAddress, "schema" | "connections">>;

class Server implements PostgresServer {
  readonly kind = "postgres";
  readonly location: string;
  readonly config: pg.ClientConfig;
  readonly direct: pg.ClientConfig;
  readonly schema: string;
  readonly connections: number;
  readonly isAway = isConnectionError;
  #hasSchema = false;

  constructor({ url, listenUrl = url, schema, connections }: Address) {
    this.location = withoutPassword(url);
    this.config = clientConfig(url, schema);
    this.direct = clientConfig(listenUrl, schema);
    this.schema = schema;
    this.connections = connections;
  }

  /** Looks at the server and makes the tables if there are none; processes that start at once take turns. */
  async prepare(): Promise<void> {
    if (this.#hasSchema) return;
    const client = new pg.Client(this.direct);
    client.on("error", () => {});
    try {
      await client.connect();
      await this.#checkVersion(client);
      await makeSchema(client, this.schema);
      this.#hasSchema = true;
    } finally {
      await within(
        client.end().catch(() => {}),
        GOODBYE_MAX,
      );
    }
  }

  /** A server comes back without us. */
  async recover(): Promise<void> {}

  /** A lost connection tells too little: the statement may have run. */
  neverRan(): boolean {
    return false;
  }

  async close(): Promise<void> {}

  async #checkVersion(client: pg.Client): Promise<void> {
    const { rows } = await client.query<{ readonly version: string }>(
      "SELECT current_setting('server_version') AS version",
    );
    const version = rows[0]?.version ?? "of an unknown version";
    if (Number.parseInt(version, 10) >= OLDEST_VERSION) return;
    throw new StoreUnfitError(
      `${this.location} is PostgreSQL ${version}; needed: ${OLDEST_VERSION} or newer`,
    );
  }
}

function clientConfig(connectionString: string, schema: string): pg.ClientConfig {
  return {
    connectionString,
    // BullMQ's statements name its functions without their schema.
    options: `-c search_path=${schema}`,
    connectionTimeoutMillis: CONNECT_MAX,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: "tsk",
  };
}

/** Makes the tables, or brings those of an older version up to date. */
async function makeSchema(client: pg.Client, schema: string): Promise<void> {
  const session = {
    /** A migration is many statements, which the server takes only without values. */
    async query<Row>(text: string, values?: readonly unknown[]): Promise<{ rows: Row[] }> {
      const result: pg.QueryResult = await client.query(text, values && [...values]);
      return { rows: result.rows };
    },
  };
  try {
    await runMigrations(session, schema);
  } catch (error) {
    if (!isForbidden(error)) throw error;
    // Whoever may not make tables can still use those that somebody made.
    await assertSchemaCompatibility(session, schema);
  }
}

function isForbidden(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "42501";
}
