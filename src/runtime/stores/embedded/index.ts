// Why: a store that needs nothing installed. The processes that use a directory share one engine: the
// first of them keeps it open, and all of them, that one too, are plain PostgreSQL clients of it.

import { existsSync } from "node:fs";
import { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { within } from "../../within.js";
import { createPooledStore, type PostgresServer } from "../pooled-store.js";
import { type Store, StoreUnfitError } from "../store.js";
import { Ownership } from "./ownership.js";
import { preparePlace, SCHEMA, SOCKET_PORT, type StorePlace } from "./place.js";

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

/**
 * Opens the store in a directory, and makes it when it is new: then this takes some seconds and says so.
 * @throws StoreUnfitError when the directory cannot be used, or when this process would have to keep
 * the store open and PGlite is not installed
 */
export async function openEmbeddedStore(options: EmbeddedStoreOptions): Promise<Store> {
  const place = preparePlace(options.directory);
  const ownership = new Ownership(place, (line) => options.log(line));
  const store = createPooledStore(new Server(place, ownership));
  try {
    await untilMade(place, ownership);
  } catch (error) {
    await store.close();
    throw error;
  }
  return store;
}

class Server implements PostgresServer {
  readonly kind = "embedded";
  readonly location: string;
  readonly config: pg.ClientConfig;
  readonly schema = SCHEMA;
  readonly connections = CONNECTIONS_MAX;
  readonly neverRan = neverRan;
  readonly #ownership: Ownership;
  readonly #sockets = new Set<Socket>();

  constructor(place: StorePlace, ownership: Ownership) {
    this.location = `embedded:${place.directory}`;
    this.#ownership = ownership;
    this.config = {
      host: place.sockets,
      port: SOCKET_PORT,
      user: "postgres",
      database: "postgres",
      ssl: false,
      stream: () => this.#openSocket(),
    };
  }

  get direct(): pg.ClientConfig {
    return this.config;
  }

  prepare(): Promise<void> {
    return this.#ownership.ensure();
  }

  recover(): Promise<void> {
    return this.#ownership.ensure();
  }

  /** Whoever owns the directory may go at any time, and another takes over. */
  isAway(): boolean {
    return true;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await this.#ownership.close();
  }

  /** Keeps hold of every connection, so that closing can end one that no longer answers. */
  #openSocket(): Socket {
    const socket = new Socket();
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
    return socket;
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
