// Why: a PostgreSQL server as a store: one pool for all BullMQ objects of the process, one connection
// that listens, and the tables made by whoever comes first.

import { assertSchemaCompatibility, runMigrations } from "bullmq";
import pg from "pg";
import { withoutPassword } from "../settings/shape.js";
import { within } from "../within.js";
import { createPooledBackend } from "./postgres-backend.js";
import { isConnectionError } from "./postgres-errors.js";
import { createPoolFacade, type Patience, type PooledStore } from "./postgres-pool.js";
import { openPostgresWakeUp } from "./postgres-wake-up.js";
import type { StoreAddress } from "./registry.js";
import {
  type BullmqOptions,
  type Store,
  StoreDownError,
  StoreUnfitError,
  type WakeUp,
} from "./store.js";

const OLDEST_VERSION = 15;

/** Of the tables. */
const SCHEMA = "bullmq";

/** Connections of a process but for the one that listens. */
const CONNECTIONS_MAX = 10;

/** Work that is under way waits for its answer; an enqueue fails rather than wait. */
const PATIENCE = {
  jobs: { connect: 10_000, answer: Number.POSITIVE_INFINITY },
  enqueue: { connect: 5000, answer: 5000 },
} as const satisfies Record<string, Patience>;

/** How long a new connection may take, in milliseconds. */
const CONNECT_MAX = 5000;

/** How long closing waits for calls under way, in milliseconds. */
const GOODBYE_MAX = 2000;

/** The PostgreSQL store of an address; it connects on first use. */
export function openPostgresStore(address: StoreAddress): Store {
  return new PostgresStore(address);
}

class PostgresStore implements Store {
  readonly kind = "postgres";
  readonly location: string;
  readonly bullmq: BullmqOptions;
  readonly producer: BullmqOptions;
  readonly #pool: pg.Pool;
  readonly #config: pg.ClientConfig;
  #hasSchema = false;
  #closed = false;

  constructor({ url }: StoreAddress) {
    this.location = withoutPassword(url);
    this.#config = clientConfig(url);
    this.#pool = new pg.Pool({ ...this.#config, max: CONNECTIONS_MAX });
    // A connection that is lost while nothing uses it is replaced when something does.
    this.#pool.on("error", () => {});
    this.bullmq = this.#options(PATIENCE.jobs);
    this.producer = this.#options(PATIENCE.enqueue);
  }

  async ready(timeout: number): Promise<void> {
    const patience = { connect: timeout, answer: timeout };
    const asked = this.#hasSchema
      ? createPoolFacade(this.#pooled(), patience).query("SELECT 1")
      : this.#prepare();
    const answer = await within<unknown>(asked, timeout).catch((error: unknown) => {
      if (error instanceof StoreDownError || error instanceof StoreUnfitError) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw isConnectionError(error) ? this.#down(reason) : this.#unfit(reason);
    });
    if (!answer.settled) throw this.#down(`no answer in ${timeout / 1000} s`);
  }

  listen(queues: readonly string[]): Promise<WakeUp> {
    return openPostgresWakeUp({
      queues,
      createClient: () => new pg.Client(this.#config),
      recover: () => this.#recover(),
    });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await within(this.#pool.end(), GOODBYE_MAX);
  }

  #options(patience: Patience): BullmqOptions {
    const connection = createPoolFacade(this.#pooled(), patience);
    return { connection, factory: createPooledBackend };
  }

  #pooled(): PooledStore {
    return {
      pool: this.#pool,
      location: this.location,
      recover: () => this.#recover(),
      neverRan,
    };
  }

  /** A server comes back without us; only a closed store does not. */
  async #recover(): Promise<void> {
    if (this.#closed) throw this.#down("it has been closed");
  }

  /** Looks at the server and makes the tables if there are none; processes that start at once take turns. */
  async #prepare(): Promise<void> {
    await this.#recover();
    const client = new pg.Client(this.#config);
    client.on("error", () => {});
    try {
      await client.connect();
      await this.#checkVersion(client);
      await makeSchema(client);
      this.#hasSchema = true;
    } finally {
      await within(
        client.end().catch(() => {}),
        GOODBYE_MAX,
      );
    }
  }

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

  #down(reason: string): StoreDownError {
    return new StoreDownError(`${this.location} does not answer (${reason})`);
  }

  #unfit(reason: string): StoreUnfitError {
    return new StoreUnfitError(`${this.location} cannot be used (${reason})`);
  }
}

function clientConfig(connectionString: string): pg.ClientConfig {
  return {
    connectionString,
    // BullMQ's statements name its functions without their schema.
    options: `-c search_path=${SCHEMA}`,
    connectionTimeoutMillis: CONNECT_MAX,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: "tsk",
  };
}

/** Makes the tables, or brings those of an older version up to date. */
async function makeSchema(client: pg.Client): Promise<void> {
  const session = {
    /** A migration is many statements, which the server takes only without values. */
    async query<Row>(text: string, values?: readonly unknown[]): Promise<{ rows: Row[] }> {
      const result: pg.QueryResult = await client.query(text, values && [...values]);
      return { rows: result.rows };
    },
  };
  try {
    await runMigrations(session, SCHEMA);
  } catch (error) {
    if (!isForbidden(error)) throw error;
    // Whoever may not make tables can still use those that somebody made.
    await assertSchemaCompatibility(session, SCHEMA);
  }
}

function isForbidden(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "42501";
}

/** A lost connection tells too little: the statement may have run. */
function neverRan(): boolean {
  return false;
}
