// Why: all BullMQ objects of a process share one pool of connections, through a facade that shows them
// a store they can live with: lost connections look like ECONNREFUSED, a call that was never sent is
// sent again, and nobody waits for ever.

import type { PgPool, PgPoolClient, PgQueryResult } from "bullmq";
import type { Pool, PoolClient, QueryResult } from "pg";
import { type Waited, within } from "../within.js";
import { ConnectionRefusedError, isConnectionError } from "./postgres-errors.js";

/** The pause before a connection is tried again, in milliseconds. */
const RETRY_PAUSE = 50;

/** How long a call may take, in milliseconds. */
export interface Patience {
  /** Until a connection is had. */
  readonly connect: number;
  /** Until the whole call is over; `Infinity` for work that must not be given up half done. */
  readonly answer: number;
}

/** What a facade stands before. */
export interface PooledStore {
  readonly pool: Pool;
  /** For messages; without a password. */
  readonly location: string;
  /** Does what this process can do to make the store reachable again. */
  recover(): Promise<void>;
  /** Whether the statement that met this error certainly did not run. */
  neverRan(error: unknown): boolean;
}

/** A pool for BullMQ; each facade has its own patience, all share the connections. */
export function createPoolFacade(store: PooledStore, patience: Patience): PgPool {
  return new PoolFacade(store, patience);
}

class PoolFacade implements PgPool {
  /** Read by BullMQ: connections that break unnoticed would be asked for more often. */
  readonly options = { keepAlive: true };
  readonly #store: PooledStore;
  readonly #patience: Patience;

  constructor(store: PooledStore, patience: Patience) {
    this.#store = store;
    this.#patience = patience;
  }

  async query<R>(text: string, params: readonly unknown[] = []): Promise<PgQueryResult<R>> {
    const deadline = this.#deadline();
    for (;;) {
      const client = await this.#connect(deadline);
      try {
        return await ask<R>(client, text, params, deadline.answer);
      } catch (error) {
        if (!isConnectionError(error)) throw error;
        if (this.#store.neverRan(error)) continue;
        throw refusedError(this.#store.location, (await this.#recover(deadline)) ?? error);
      }
    }
  }

  /** For what needs one connection for long; its errors look like those of `query`. */
  async connect(): Promise<PgPoolClient> {
    const client = await this.#connect(this.#deadline());
    client.on("error", ignore);
    return new ClientFacade(client, this.#store.location);
  }

  /** The pool is the store's, and closed with it. */
  async end(): Promise<void> {}

  /** Every BullMQ object would add a listener, and the pool's errors come out of the calls anyway. */
  on(): this {
    return this;
  }

  removeAllListeners(): this {
    return this;
  }

  #deadline(): Deadline {
    const now = performance.now();
    return { connect: now + this.#patience.connect, answer: now + this.#patience.answer };
  }

  async #connect(deadline: Deadline): Promise<PoolClient> {
    const { pool } = this.#store;
    for (;;) {
      try {
        const connecting = pool.connect();
        const connected = await until(connecting, deadline.connect);
        if (connected.settled) return connected.value;
        connecting.then((client) => client.release(), ignore);
        throw new Error("timeout exceeded when trying to connect");
      } catch (error) {
        if (!isConnectionError(error)) throw error;
        const failure = await this.#recover(deadline);
        if (failure !== undefined || performance.now() >= deadline.connect)
          throw refusedError(this.#store.location, failure ?? error);
        await new Promise((resolve) => setTimeout(resolve, RETRY_PAUSE));
      }
    }
  }

  /** Gives the store the time to recover; answers why that failed, if it did. */
  async #recover(deadline: Deadline): Promise<unknown> {
    try {
      await until(this.#store.recover(), deadline.connect);
      return undefined;
    } catch (error) {
      return error;
    }
  }
}

/** When to give up, on the clock of `performance.now`. */
interface Deadline {
  readonly connect: number;
  readonly answer: number;
}

class ClientFacade implements PgPoolClient {
  readonly #client: PoolClient;
  readonly #location: string;

  constructor(client: PoolClient, location: string) {
    this.#client = client;
    this.#location = location;
  }

  async query<R>(text: string, params: readonly unknown[] = []): Promise<PgQueryResult<R>> {
    try {
      const result: QueryResult = await this.#client.query(text, [...params]);
      return result;
    } catch (error) {
      throw isConnectionError(error) ? refusedError(this.#location, error) : error;
    }
  }

  // biome-ignore lint/suspicious/noExplicitAny: the listeners of all events, as BullMQ declares them
  on(event: any, listener: (...args: any[]) => void): this {
    this.#client.on(event, listener);
    return this;
  }

  // biome-ignore lint/suspicious/noExplicitAny: as above
  removeListener(event: any, listener: (...args: any[]) => void): this {
    this.#client.removeListener(event, listener);
    return this;
  }

  removeAllListeners(event?: string): this {
    this.#client.removeAllListeners(event);
    this.#client.on("error", ignore);
    return this;
  }

  release(destroy?: boolean): void {
    this.#client.removeListener("error", ignore);
    this.#client.release(destroy);
  }
}

/** Runs one statement and gives the connection back, or up when it has become useless. */
async function ask<R>(
  client: PoolClient,
  text: string,
  params: readonly unknown[],
  deadline: number,
): Promise<PgQueryResult<R>> {
  client.on("error", ignore);
  try {
    const answer = await until<QueryResult>(client.query(text, [...params]), deadline);
    if (!answer.settled) throw new Error("connection terminated: no answer came in time");
    client.removeListener("error", ignore);
    client.release();
    return answer.value;
  } catch (error) {
    client.removeListener("error", ignore);
    client.release(isConnectionError(error) || isFatal(error));
    throw error;
  }
}

/** Whether the server ended the connection with this error. */
function isFatal(error: unknown): boolean {
  return error instanceof Error && "severity" in error && error.severity === "FATAL";
}

function refusedError(location: string, error: unknown): ConnectionRefusedError {
  const reason = error instanceof Error ? error.message : String(error);
  return new ConnectionRefusedError(`${location} does not answer (${reason})`, { cause: error });
}

/** Waits until a point of time; for ever when it is infinite. */
async function until<T>(promise: Promise<T>, deadline: number): Promise<Waited<T>> {
  if (deadline === Number.POSITIVE_INFINITY) return { settled: true, value: await promise };
  return within(promise, deadline - performance.now());
}

/** The error that breaks a connection also ends the call under way, which reports it. */
function ignore(): void {}
