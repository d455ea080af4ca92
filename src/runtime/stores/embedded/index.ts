// Why: a store that needs nothing installed. The processes that use a directory share one engine: the
// first of them keeps it open, and all of them, that one too, are plain PostgreSQL clients of it.

import { existsSync } from "node:fs";
import { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { within } from "../../within.js";
import { createPooledBackend } from "../postgres-backend.js";
import { createPoolFacade, type Patience, type PooledStore } from "../postgres-pool.js";
import { openPostgresWakeUp } from "../postgres-wake-up.js";
import {
  type BullmqOptions,
  type Store,
  StoreDownError,
  StoreUnfitError,
  type WakeUp,
} from "../store.js";
import { Ownership } from "./ownership.js";
import { preparePlace, SOCKET_PORT, type StorePlace } from "./place.js";

/** Where an embedded store is, and who is told what it does while that takes long. */
export interface EmbeddedStoreOptions {
  readonly directory: string;
  log(line: string): void;
}

/** Connections to the engine; it runs one statement at a time, so more would only wait. */
const CONNECTIONS_MAX = 6;

/** How long opening waits for a store that another process is making, in milliseconds. */
const MAKING_MAX = 120_000;

/** How often it looks, in milliseconds. */
const MAKING_CHECK = 100;

/** Work that is under way waits for its answer; an enqueue fails rather than wait. */
const PATIENCE = {
  jobs: { connect: 10_000, answer: Number.POSITIVE_INFINITY },
  enqueue: { connect: 5000, answer: 5000 },
} as const satisfies Record<string, Patience>;

/** How long a connection for wake-ups may take, in milliseconds. */
const LISTEN_MAX = 5000;

/** How long closing waits for calls under way, in milliseconds. */
const GOODBYE_MAX = 2000;

/**
 * Opens the store in a directory, and makes it when it is new: then this takes some seconds and says so.
 * @throws StoreUnfitError when the directory cannot be used, or when this process would have to keep
 * the store open and PGlite is not installed
 */
export async function openEmbeddedStore(options: EmbeddedStoreOptions): Promise<Store> {
  const place = preparePlace(options.directory);
  const ownership = new Ownership(place, (line) => options.log(line));
  const store = new EmbeddedStore(place, ownership);
  try {
    await untilMade(place, ownership);
  } catch (error) {
    await store.close();
    throw error;
  }
  return store;
}

class EmbeddedStore implements Store {
  readonly kind = "embedded";
  readonly location: string;
  readonly bullmq: BullmqOptions;
  readonly producer: BullmqOptions;
  readonly #ownership: Ownership;
  readonly #config: pg.ClientConfig;
  readonly #pool: pg.Pool;
  readonly #sockets = new Set<Socket>();
  #closed = false;

  constructor(place: StorePlace, ownership: Ownership) {
    this.location = `embedded:${place.directory}`;
    this.#ownership = ownership;
    this.#config = {
      host: place.sockets,
      port: SOCKET_PORT,
      user: "postgres",
      database: "postgres",
      ssl: false,
      stream: () => this.#openSocket(),
    };
    this.#pool = new pg.Pool({ ...this.#config, max: CONNECTIONS_MAX });
    // A connection that is lost while nothing uses it is replaced when something does.
    this.#pool.on("error", () => {});
    this.bullmq = this.#options(PATIENCE.jobs);
    this.producer = this.#options(PATIENCE.enqueue);
  }

  async ready(timeout: number): Promise<void> {
    const patience = { connect: timeout, answer: timeout };
    const asked = this.#ownership
      .ensure()
      .then(() => createPoolFacade(this.#pooled(), patience).query("SELECT 1"));
    const answer = await within(asked, timeout).catch((error: unknown) => {
      if (error instanceof StoreUnfitError || error instanceof StoreDownError) throw error;
      throw this.#down(error instanceof Error ? error.message : String(error));
    });
    if (!answer.settled) throw this.#down(`no answer in ${timeout / 1000} s`);
  }

  listen(queues: readonly string[]): Promise<WakeUp> {
    return openPostgresWakeUp({
      queues,
      createClient: () => new pg.Client({ ...this.#config, connectionTimeoutMillis: LISTEN_MAX }),
      recover: () => this.#recover(),
    });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await within(this.#pool.end(), GOODBYE_MAX);
    for (const socket of this.#sockets) socket.destroy();
    await this.#ownership.close();
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

  async #recover(): Promise<void> {
    if (this.#closed) throw this.#down("it has been closed");
    await this.#ownership.ensure();
  }

  /** Keeps hold of every connection, so that closing can end one that no longer answers. */
  #openSocket(): Socket {
    const socket = new Socket();
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
    return socket;
  }

  #down(reason: string): StoreDownError {
    return new StoreDownError(`${this.location} does not answer (${reason})`);
  }
}

/**
 * Our server says goodbye only to connections that have nothing under way, and a statement whose end
 * could not be written never ran.
 */
function neverRan(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "57P01" || code === "EPIPE";
}

/** Waits until the store is there; whether it answers is for `ready` to say. */
async function untilMade(place: StorePlace, ownership: Ownership): Promise<void> {
  const deadline = performance.now() + MAKING_MAX;
  do {
    const ensured = within(ownership.ensure(), deadline - performance.now());
    await ensured.catch((error: unknown) => {
      if (error instanceof StoreUnfitError) throw error;
    });
    if (!existsSync(place.creating)) return;
    await sleep(MAKING_CHECK);
  } while (performance.now() < deadline);
}
