// Why: BullMQ's own factory remembers a first failed contact for good and gives a worker a connection
// to block on; here a store may come up late, and one wake-up serves all queues.

import {
  assertSchemaCompatibility,
  type BackendFactory,
  isPgPool,
  type PgPool,
  PostgresConnection,
  PostgresQueueBackend,
} from "bullmq";
import { bug } from "../bug.js";

/** Opens BullMQ's objects on the tables of a PostgreSQL schema; `connection` must be a pool. */
export function createPooledBackend(schema: string): BackendFactory {
  return (name, options) => {
    const pool: unknown = options.connection;
    if (!isPgPool(pool)) bug("the connection of a PostgreSQL store is not a pool");
    const connection = new PooledConnection(pool, schema);
    return new PooledBackend(connection, name, { ...options, connection: pool });
  };
}

class PooledBackend extends PostgresQueueBackend {
  override waitUntilReady(): Promise<void> {
    return this.connection.waitUntilReady();
  }
}

class PooledConnection extends PostgresConnection {
  override readonly schema: string;
  #checked: Promise<void> | undefined;

  constructor(pool: PgPool, schema: string) {
    super(pool);
    this.schema = schema;
  }

  /** Asks again after a failure. */
  override waitUntilReady(): Promise<void> {
    this.#checked ??= this.#check().catch((error: unknown) => {
      this.#checked = undefined;
      throw error;
    });
    return this.#checked;
  }

  async #check(): Promise<void> {
    const client = await this.pool.connect();
    try {
      await assertSchemaCompatibility(client, this.schema);
    } finally {
      client.release();
    }
    // Whoever opened the object gets to add its listeners first.
    setImmediate(() => this.emit("ready"));
  }
}
