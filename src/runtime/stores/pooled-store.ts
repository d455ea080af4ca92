// Why: a PostgreSQL server is used in the same way whoever runs it: one pool for all BullMQ objects of the process,
// and one connection that listens.

import pg from "pg";
import { within } from "../within.js";
import { createPooledBackend } from "./postgres-backend.js";
import { createPoolFacade, type Patience, type PooledStore } from "./postgres-pool.js";
import { openPostgresWakeUp } from "./postgres-wake-up.js";
import {
  type BullmqOptions,
  type Store,
  StoreDownError,
  StoreUnfitError,
  type WakeUp,
} from "./store.js";

/** A server, and what is special to it. */
export interface PostgresServer {
  readonly kind: Store["kind"];
  readonly location: string;
  readonly config: pg.ClientConfig;
  /** Of connections that keep a session of their own, whatever pooler the others go through. */
  readonly direct: pg.ClientConfig;
  /** Of the tables. */
  readonly schema: string;
  /** Most connections of a process but for the one that listens. */
  readonly connections: number;
  /** Sees to it that the server can be used; throws why it cannot be. */
  prepare(): Promise<void>;
  /** Brings a server back that was lost, if that is ours to do. */
  recover(): Promise<void>;
  /** Whether an error says that the server is away; after any other it cannot be used at all. */
  isAway(error: unknown): boolean;
  /** Whether an error tells for certain that the statement never ran. */
  neverRan(error: unknown): boolean;
  /** Ends what else is open. */
  close(): Promise<void>;
}

/** Work that is under way waits for its answer; an enqueue fails rather than wait. */
const PATIENCE = {
  jobs: { connect: 10_000, answer: Number.POSITIVE_INFINITY },
  enqueue: { connect: 5000, answer: 5000 },
} as const satisfies Record<string, Patience>;

/** How long a connection for wake-ups may take, in milliseconds. */
const LISTEN_MAX = 5000;

/** How long closing waits for calls under way, in milliseconds. */
export const GOODBYE_MAX = 2000;

/** The store of a server; it connects on first use. */
export function createPooledStore(server: PostgresServer): Store {
  return new PostgresPoolStore(server);
}

class PostgresPoolStore implements Store {
  readonly kind: Store["kind"];
  readonly location: string;
  readonly bullmq: BullmqOptions;
  readonly producer: BullmqOptions;
  readonly #server: PostgresServer;
  readonly #pool: pg.Pool;
  #closed = false;

  constructor(server: PostgresServer) {
    this.#server = server;
    this.kind = server.kind;
    this.location = server.location;
    this.#pool = new pg.Pool({ ...server.config, max: server.connections });
    // A connection that is lost while nothing uses it is replaced when something does.
    this.#pool.on("error", () => {});
    this.bullmq = this.#options(PATIENCE.jobs);
    this.producer = this.#options(PATIENCE.enqueue);
  }

  async ready(timeout: number): Promise<void> {
    const answer = await within(this.#ask(timeout), timeout).catch((error: unknown) => {
      if (error instanceof StoreUnfitError || error instanceof StoreDownError) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw this.#server.isAway(error) ? this.#down(reason) : this.#unfit(reason);
    });
    if (!answer.settled) throw this.#down(`no answer in ${timeout / 1000} s`);
  }

  listen(queues: readonly string[]): Promise<WakeUp> {
    const config = { ...this.#server.direct, connectionTimeoutMillis: LISTEN_MAX };
    return openPostgresWakeUp({
      queues,
      createClient: () => new pg.Client(config),
      recover: () => this.#recover(),
    });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await within(this.#pool.end(), GOODBYE_MAX);
    await this.#server.close();
  }

  async #ask(timeout: number): Promise<void> {
    if (this.#closed) throw this.#down("it has been closed");
    await this.#server.prepare();
    await createPoolFacade(this.#pooled(), { connect: timeout, answer: timeout }).query("SELECT 1");
  }

  #options(patience: Patience): BullmqOptions {
    const connection = createPoolFacade(this.#pooled(), patience);
    return { connection, factory: createPooledBackend(this.#server.schema) };
  }

  #pooled(): PooledStore {
    return {
      pool: this.#pool,
      location: this.location,
      recover: () => this.#recover(),
      neverRan: (error) => this.#server.neverRan(error),
    };
  }

  async #recover(): Promise<void> {
    if (this.#closed) throw this.#down("it has been closed");
    await this.#server.recover();
  }

  #down(reason: string): StoreDownError {
    return new StoreDownError(`${this.location} does not answer (${reason})`);
  }

  #unfit(reason: string): StoreUnfitError {
    return new StoreUnfitError(`${this.location} cannot be used (${reason})`);
  }
}
