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
  readonly #isPooled: boolean;
  #hasSchema = false;

  constructor({ url, listenUrl, schema, connections }: Address) {
    this.location = withoutPassword(url);
    this.direct = { ...clientConfig(listenUrl ?? url), options: `-c search_path=${schema}` };
    this.#isPooled = listenUrl !== undefined;
    // A pooler refuses connections that bring settings along.
    this.config = this.#isPooled ? clientConfig(url) : this.direct;
    this.schema = schema;
    this.connections = connections;
  }

  /** Looks at the server and makes the tables if there are none; processes that start at once take turns. */
  async prepare(): Promise<void> {
    if (this.#hasSchema) return;
    await withClient(this.direct, async (client) => {
      await this.#checkVersion(client);
      await makeSchema(client, this.schema);
    });
    if (this.#isPooled) await withClient(this.config, (client) => this.#checkPath(client));
    this.#hasSchema = true;
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

  /** BullMQ's statements name its functions without their schema, so who connects must have it set. */
  async #checkPath(client: pg.Client): Promise<void> {
    const { rows } = await client.query<{ readonly role: string; readonly path: string }>(
      "SELECT quote_ident(current_user) AS role, coalesce(current_schema(), 'no schema') AS path",
    );
    const { role = "", path = "" } = rows[0] ?? {};
    if (path === this.schema) return;
    throw new StoreUnfitError(
      `${this.location} looks for tables in ${path}, and a pooler takes no setting from here; ` +
        `needed: ALTER ROLE ${role} SET search_path TO ${this.schema}`,
    );
  }
}

/** Does something on a connection of its own. */
async function withClient(
  config: pg.ClientConfig,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const client = new pg.Client(config);
  client.on("error", () => {});
  try {
    await client.connect();
    await work(client);
  } finally {
    await within(
      client.end().catch(() => {}),
      GOODBYE_MAX,
    );
  }
}

function clientConfig(connectionString: string): pg.ClientConfig {
  return {
    connectionString,
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
