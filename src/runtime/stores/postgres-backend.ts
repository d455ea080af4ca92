// Why: BullMQ's own factory remembers a first failed contact for good and gives a worker a connection
// to block on; here a store may come up late, and one wake-up serves all queues.

import {
  assertSchemaCompatibility,
  type BackendFactory,
  PostgresConnection,
  type PostgresConnectionOptions,
  PostgresQueueBackend,
} from "bullmq";

/** Opens BullMQ's objects on PostgreSQL; `connection` is a pool. */
export const createPooledBackend: BackendFactory<
  PostgresQueueBackend,
  PostgresConnectionOptions
> = (name, options) => new PooledBackend(new PooledConnection(options.connection), name, options);

class PooledBackend extends PostgresQueueBackend {
  override waitUntilReady(): Promise<void> {
    return this.connection.waitUntilReady();
  }
}

class PooledConnection extends PostgresConnection {
  #checked: Promise<void> | undefined;

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
