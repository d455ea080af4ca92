// Why: the socket through which several processes share one engine. It is bound before the engine
// opens, so that no process can take a store that is being opened for one without an owner; clients
// that come early wait.

import { randomBytes } from "node:crypto";
import { createServer, type Server, type Socket } from "node:net";
import { within } from "../../../within.js";
import type { Engine } from "../engine.js";
import type { Notification } from "./backend.js";
import { Connection, type ConnectionHost } from "./connection.js";
import { Turns } from "./turns.js";

/** How long a client may keep the engine in a transaction without a word, in milliseconds. */
const IDLE_IN_TRANSACTION_MAX = 10_000;

/** How long clients may take to end what they have begun when the server closes, in milliseconds. */
const FINISH_MAX = 2000;

/** What a server is opened with. */
export interface ServerOptions {
  /** The engine gives no answers any more. */
  readonly broke: (error: unknown) => void;
  readonly idleInTransactionMax?: number;
}

/** Serves one engine to the clients of a Unix socket. */
export class ProtocolServer {
  readonly turns = new Turns();
  readonly #options: ServerOptions;
  readonly #server: Server;
  readonly #early: Socket[] = [];
  readonly #connections = new Map<number, Connection>();
  #host: ConnectionHost | undefined;
  #lastId = 0;
  #settingsChanged = false;
  #emptied: (() => void) | undefined;

  constructor(options: ServerOptions) {
    this.#options = options;
    this.#server = createServer({ pauseOnConnect: true }, (socket) => this.#accept(socket));
  }

  /** Takes connections from now on; none is answered before `serve`. */
  listen(path: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(path, resolve);
    });
  }

  /** Answers the clients. */
  serve(engine: Engine): void {
    this.#host = this.#hostOf(engine);
    for (const socket of this.#early.splice(0)) this.#accept(socket);
  }

  /** Lets the clients finish what they have begun and lets them go. The engine is idle then. */
  async close(): Promise<void> {
    this.#server.close();
    for (const socket of this.#early.splice(0)) socket.destroy();
    const emptied = new Promise<void>((resolve) => {
      this.#emptied = resolve;
    });
    for (const connection of this.#connections.values()) connection.leave();
    this.#checkEmpty();
    if ((await within(emptied, FINISH_MAX)).settled) return;
    for (const connection of this.#connections.values())
      connection.fail("57P01", "the process that keeps the embedded store is ending");
    await within(emptied, FINISH_MAX);
  }

  #accept(socket: Socket): void {
    if (this.#host === undefined) {
      socket.on("error", () => {});
      this.#early.push(socket);
      return;
    }
    this.#lastId += 1;
    const secret = randomBytes(4).readInt32BE();
    const connection = new Connection(socket, this.#host, this.#lastId, secret);
    this.#connections.set(this.#lastId, connection);
  }

  #hostOf(engine: Engine): ConnectionHost {
    return {
      engine,
      turns: this.turns,
      idleInTransactionMax: this.#options.idleInTransactionMax ?? IDLE_IN_TRANSACTION_MAX,
      publish: (notification) => this.#publish(notification),
      statementsForgotten: () => {
        for (const connection of this.#connections.values()) connection.forgetStatements();
      },
      listenAgain: () => this.#listenAgain(engine),
      settingsChanged: () => {
        this.#settingsChanged = true;
      },
      restoreSettings: () => this.#restoreSettings(engine),
      cancel: (id, secret) => this.#cancel(id, secret),
      left: (connection) => {
        this.#connections.delete(connection.id);
        this.#checkEmpty();
      },
      broke: this.#options.broke,
    };
  }

  #publish(notification: Notification): void {
    for (const connection of this.#connections.values()) connection.notify(notification);
  }

  async #listenAgain(engine: Engine): Promise<void> {
    const channels = new Set<string>();
    for (const connection of this.#connections.values())
      for (const channel of connection.channels) channels.add(channel);
    const names = [...channels].map((channel) => `"${channel.replaceAll('"', '""')}"`);
    if (names.length > 0) await engine.query(names.map((name) => `LISTEN ${name}`).join("; "));
  }

  /** One session serves all, so a setting lasts as long as the group of messages that made it. */
  async #restoreSettings(engine: Engine): Promise<void> {
    if (!this.#settingsChanged) return;
    this.#settingsChanged = false;
    await engine.query("RESET ALL");
  }

  #cancel(id: number, secret: number): void {
    const connection = this.#connections.get(id);
    if (connection?.secret === secret) connection.cancel();
  }

  #checkEmpty(): void {
    if (this.#connections.size === 0) this.#emptied?.();
  }
}
