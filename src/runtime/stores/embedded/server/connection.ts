// Why: one client of the engine. It reads messages, hands them on a group at a time, and gives the
// client what the engine answers; what the client does wrong ends this connection and no other.

import type { Socket } from "node:net";
import type { Engine } from "../engine.js";
import {
  BACKEND,
  backendMessage,
  errorMessage,
  type Notification,
  type Reply,
  readyMessage,
} from "./backend.js";
import {
  endsGroup,
  FRONTEND,
  FrontendReader,
  frontendMessage,
  isCopyMessage,
  MESSAGE_MAX,
  ProtocolViolation,
  STARTUP,
  tooLarge,
} from "./frontend.js";
import { PreparedStatements } from "./statements.js";
import { Subscriptions } from "./subscriptions.js";
import type { Turns } from "./turns.js";

/** What a connection needs of its server. */
export interface ConnectionHost {
  readonly engine: Engine;
  readonly turns: Turns;
  /** How long a client may keep the engine in a transaction without a word, in milliseconds. */
  readonly idleInTransactionMax: number;
  publish(notification: Notification): void;
  /** The session has no prepared statements any more. */
  statementsForgotten(): void;
  /** Makes the session hear again what any connection hears. */
  listenAgain(): Promise<void>;
  /** The settings of the session may differ from those it started with. */
  settingsChanged(): void;
  /** Puts them back; only outside of a transaction. */
  restoreSettings(): Promise<void>;
  cancel(id: number, secret: number): void;
  left(connection: Connection): void;
  broke(error: unknown): void;
}

/** A client that pipelines waits while this much is unread, in bytes. */
const UNREAD_MAX = 1024 * 1024;

/** A client that does not read its answers is let go at this much, in bytes. */
const UNSENT_MAX = MESSAGE_MAX;

const SUPPORTED_MAJOR = 3;

const SYNC = frontendMessage(FRONTEND.sync);

/** Groups that undo whatever is open; a Sync alone would commit what was executed before it. */
const UNDO = [
  [frontendMessage(FRONTEND.execute, "a portal that is not there", Buffer.alloc(4)), SYNC],
  [frontendMessage(FRONTEND.query, "ROLLBACK")],
] as const;

/**
 * The connection is starting, idle (reading), busy (a group of it waits or runs), or over. It is held
 * to one group at a time, so that a client that sends without reading fills its own buffers only.
 */
export class Connection {
  readonly id: number;
  readonly secret: number;
  readonly #socket: Socket;
  readonly #host: ConnectionHost;
  readonly #reader = new FrontendReader();
  readonly #statements: PreparedStatements;
  readonly #subscriptions = new Subscriptions();
  #state: "starting" | "idle" | "busy" | "over" = "starting";
  #group: Buffer[] = [];
  #groupSize = 0;
  #endsReady = false;
  #leaving = false;
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(socket: Socket, host: ConnectionHost, id: number, secret: number) {
    this.#socket = socket;
    this.#host = host;
    this.id = id;
    this.secret = secret;
    this.#statements = new PreparedStatements(id);
    socket.on("data", (chunk: Buffer) => this.#receive(chunk));
    socket.on("drain", () => this.#advance());
    socket.on("end", () => this.#end());
    socket.on("error", () => this.#end());
    socket.on("close", () => this.#end());
    socket.resume();
  }

  /** The channels it asked to hear. */
  get channels(): Iterable<string> {
    return this.#subscriptions.channels;
  }

  /** Whether there is nothing of it to finish: it may be let go at once. */
  get isIdle(): boolean {
    return this.#state !== "busy" && this.#host.turns.keeper !== this;
  }

  /** Passes a message of a channel on if the client hears it. */
  notify({ channel, message }: Notification): void {
    if (this.#subscriptions.hears(channel)) this.#send([message]);
  }

  /** The session has lost the prepared statements. */
  forgetStatements(): void {
    this.#statements.forget();
  }

  /** Takes back what the client asked for and what has not started. */
  cancel(): void {
    if (!this.#endsReady || !this.#host.turns.withdraw(this)) return;
    this.#send([
      errorMessage("ERROR", "57014", "canceling statement due to user request"),
      readyMessage("I"),
    ]);
  }

  /** Ends the connection once what is under way has been answered. */
  leave(): void {
    this.#leaving = true;
    if (this.isIdle) this.fail("57P01", "the process that keeps the embedded store is ending");
  }

  /** Ends the connection with a word of why. */
  fail(code: string, reason: string): void {
    if (this.#state === "over") return;
    this.#socket.end(errorMessage("FATAL", code, reason));
    this.#end();
  }

  #receive(chunk: Buffer): void {
    if (this.#state === "over") return;
    this.#reader.push(chunk);
    this.#advance();
  }

  #advance(): void {
    try {
      while (this.#mayRead() && this.#readOne());
    } catch (error) {
      if (!(error instanceof ProtocolViolation)) throw error;
      this.fail(error.code, error.message);
    }
    if (this.#reader.buffered > UNREAD_MAX && !this.#mayRead()) this.#socket.pause();
    else this.#socket.resume();
  }

  #mayRead(): boolean {
    return (
      (this.#state === "starting" || this.#state === "idle") && !this.#socket.writableNeedDrain
    );
  }

  /** Takes one message; answers whether there was a whole one. */
  #readOne(): boolean {
    const starting = this.#state === "starting";
    const message = starting ? this.#reader.startup() : this.#reader.message();
    if (message === undefined) return false;
    if (starting) this.#start(message);
    else this.#take(message);
    return true;
  }

  #start(packet: Buffer): void {
    const code = packet.readInt32BE(4);
    switch (code) {
      case STARTUP.ssl:
      case STARTUP.gss:
        this.#socket.write("N");
        return;
      case STARTUP.cancel:
        if (packet.length === 16) this.#host.cancel(packet.readInt32BE(8), packet.readInt32BE(12));
        this.#socket.end();
        this.#end();
        return;
      default:
        this.#welcome(code >> 16, code & 0xffff);
    }
  }

  #welcome(major: number, minor: number): void {
    if (major !== SUPPORTED_MAJOR) {
      this.fail("0A000", `version ${major}.${minor} of the protocol is not spoken here`);
      return;
    }
    const greeting = [
      backendMessage(BACKEND.authentication, 0),
      this.#host.engine.parameters,
      backendMessage(BACKEND.keyData, this.id, this.secret),
      readyMessage("I"),
    ];
    if (minor > 0) greeting.unshift(backendMessage(BACKEND.negotiateVersion, major << 16, 0));
    this.#state = "idle";
    this.#send(greeting);
  }

  #take(message: Buffer): void {
    if (message[0] === FRONTEND.terminate) {
      this.#socket.end();
      this.#end();
      return;
    }
    // What follows a COPY that was refused.
    if (isCopyMessage(message)) return;
    this.#group.push(message);
    this.#groupSize += message.length;
    if (this.#groupSize > MESSAGE_MAX) throw tooLarge("a group of messages", MESSAGE_MAX);
    if (endsGroup(message)) this.#submit();
  }

  #submit(): void {
    const group = this.#group;
    this.#group = [];
    this.#groupSize = 0;
    this.#endsReady = group.at(-1)?.[0] !== FRONTEND.flush;
    this.#state = "busy";
    clearTimeout(this.#idleTimer);
    this.#host.turns
      .run(this, () => this.#run(group))
      .then(
        () => this.#finish(),
        (error: unknown) => this.#host.broke(error),
      );
  }

  #finish(): void {
    if (this.#state === "over") {
      this.#abandon();
      return;
    }
    this.#state = "idle";
    if (this.#host.turns.keeper === this) this.#limitSilence();
    else if (this.#leaving) this.leave();
    this.#advance();
  }

  /** Runs one group; answers whether the connection keeps the engine for the next. */
  async #run(group: readonly Buffer[]): Promise<boolean> {
    const { messages, restored, statements } = this.#statements.prepare(group);
    const reply = await this.#host.engine.run(messages);
    if (reply.tags.some(forgetsStatements)) this.#host.statementsForgotten();
    if (reply.changedSettings) this.#host.settingsChanged();
    if (this.#subscriptions.update(reply, statements)) await this.#host.listenAgain();
    if (reply.status === "I") await this.#host.restoreSettings();
    for (const notification of reply.notifications) this.#host.publish(notification);
    this.#send(withoutRestoring(reply, restored));
    return reply.status !== "I";
  }

  #limitSilence(): void {
    const state = this.#endsReady ? "in a transaction" : "in the middle of a query";
    this.#idleTimer = setTimeout(() => {
      this.fail("25P03", `the client was silent for too long ${state}`);
    }, this.#host.idleInTransactionMax);
  }

  #send(messages: readonly Buffer[]): void {
    if (this.#state === "over" || messages.length === 0) return;
    this.#socket.write(Buffer.concat(messages));
    if (this.#socket.writableLength > UNSENT_MAX) this.#socket.destroy();
  }

  /** The client is gone, or is to go: nothing more of it runs. */
  #end(): void {
    if (this.#state === "over") return;
    const wasBusy = this.#state === "busy";
    this.#state = "over";
    clearTimeout(this.#idleTimer);
    this.#host.turns.withdraw(this);
    if (!wasBusy) this.#abandon();
  }

  /** Undoes what the connection has open in the session. */
  #abandon(): void {
    const keeps = this.#host.turns.keeper === this;
    const leftovers = this.#statements.closeAll();
    if (!keeps && leftovers.length === 0) {
      this.#host.left(this);
      return;
    }
    const work = async () => {
      if (keeps) for (const group of UNDO) await this.#host.engine.run(group);
      await this.#host.engine.run([...leftovers, SYNC]);
      await this.#host.restoreSettings();
      return false;
    };
    this.#host.turns.run(this, work).then(
      () => this.#host.left(this),
      (error: unknown) => this.#host.broke(error),
    );
  }
}

/** The answer without those to the messages that were put before the client's. */
function withoutRestoring({ messages }: Reply, restored: number): readonly Buffer[] {
  const answers = messages.slice(0, restored).findIndex(([type]) => !isPrepared(type));
  return messages.slice(answers < 0 ? restored : answers);
}

function isPrepared(type: number | undefined): boolean {
  return type === BACKEND.parseComplete || type === BACKEND.closeComplete;
}

function forgetsStatements(tag: string): boolean {
  return tag === "DISCARD ALL" || tag === "DEALLOCATE ALL";
}
