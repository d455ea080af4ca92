// Why: PGlite is PostgreSQL in one thread with one session. This opens it the way a job store needs it
// and turns it into one function: a group of protocol messages in, the answer out.
//
// What is acknowledged survives the death of the process (kill -9): a commit hands its log records to
// the operating system before it is answered (`synchronous_commit`), and full pages guard against a
// write that was cut off (`full_page_writes`); both are PostgreSQL's defaults and stay. A power cut is
// another matter: PGlite has no way to make the disk write, so the last seconds may be lost.

import type { PGlite } from "@electric-sql/pglite";
import { StoreUnfitError } from "../store.js";
import { SCHEMA } from "./place.js";
import { BACKEND, type Reply, readReply, splitMessages } from "./server/backend.js";
import { asksForResult, FRONTEND, frontendMessage, isAnsweredReady } from "./server/frontend.js";

const SETTINGS = {
  // Where `RESET` and `DISCARD` return to, which `SET` in the session would not be.
  search_path: SCHEMA,
  // The files are read through JavaScript anyway; the default costs 180 MB of memory.
  shared_buffers: "32MB",
  // Log kept after a checkpoint.
  min_wal_size: "32MB",
  max_wal_size: "64MB",
  // No statement reaches a log: it may hold a payload.
  log_min_messages: "fatal",
} as const;

/** A line of the engine's log after which it ends; lines of texts in it start with a tab. */
const LAST_WORDS = /^\d{4}-\d\d-\d\d \S+ \S+ \[\d+\] ((?:FATAL|PANIC): .*)/;

/**
 * Ends a `COPY ... FROM STDIN`, for whose data the engine would wait for ever, and means nothing
 * outside of one.
 */
const COPY_REFUSAL = frontendMessage(
  FRONTEND.copyFail,
  "the embedded store takes no data from COPY",
);

const SYNC = frontendMessage(FRONTEND.sync);

/** The engine no longer answers as PostgreSQL does; only a new one helps. */
export class EngineBrokenError extends Error {
  override readonly name = "EngineBrokenError";
}

/** What the engine's owner is told. */
export interface EngineEvents {
  /** The engine is about to end, perhaps in the middle of an endless loop. */
  broke(reason: string): void;
}

/** PostgreSQL over one directory. */
export class Engine {
  readonly #db: PGlite;
  /** `ParameterStatus` messages that every connection starts with. */
  readonly parameters: Buffer;
  #groups = 0;
  /** After an error, messages are skipped up to the next Sync. */
  #skipping = false;

  private constructor(db: PGlite, parameters: Buffer) {
    this.#db = db;
    this.parameters = parameters;
  }

  /**
   * Opens the data in a directory and makes it if there is none. Blocks its thread for a second, the
   * first time for up to twelve.
   * @throws StoreUnfitError when PGlite is not installed or cannot read the data
   */
  static async open(directory: string, events: EngineEvents): Promise<Engine> {
    let lastWords: string | undefined;
    let isOpen = false;
    const db = await openDatabase(directory, (line) => {
      const words = LAST_WORDS.exec(line)?.[1];
      if (words === undefined) return;
      lastWords = words;
      if (isOpen) events.broke(words);
    }).catch((error: unknown) => {
      if (error instanceof StoreUnfitError) throw error;
      const reason = lastWords ?? (error instanceof Error ? error.message : String(error));
      throw new StoreUnfitError(
        `the data in ${directory} cannot be opened (${reason}); use the version of @electric-sql/pglite that wrote it, or move it away to start anew`,
      );
    });
    const engine = new Engine(db, await startSession(db));
    // The first query makes the session repeat its settings.
    await engine.query("SELECT 1");
    isOpen = true;
    return engine;
  }

  /** How many groups of messages it has run. */
  get groups(): number {
    return this.#groups;
  }

  /**
   * Runs a group of messages; the caller sees to it that nothing else runs meanwhile.
   * @throws EngineBrokenError
   */
  async run(group: readonly Buffer[]): Promise<Reply> {
    this.#groups += 1;
    const last = group.at(-1);
    let raw = await this.#send([...group, COPY_REFUSAL]);
    let reply = readReply(raw);
    if (last !== undefined && isAnsweredReady(last) && reply.status === undefined) {
      // A refused COPY of the extended protocol has swallowed the Sync that ends the group.
      raw = Buffer.concat([raw, await this.#send([SYNC])]);
      reply = readReply(raw);
      if (reply.status === undefined) throw new EngineBrokenError("a query was not answered");
    }
    // PGlite drops exceptions of its own, such as of a stack that is too deep, and goes on damaged.
    if (asksForResult(group) && !reply.hasResult && !this.#skipping)
      throw new EngineBrokenError("a query was not answered");
    this.#skipping = reply.status === undefined && (this.#skipping || reply.failed);
    return reply;
  }

  /** Runs SQL without a result; an error of it is dropped. */
  async query(sql: string): Promise<void> {
    await this.run([frontendMessage(FRONTEND.query, sql)]);
  }

  /** Runs SQL, one statement with values or several without; answers the rows of the last. */
  async rows(text: string, values?: readonly unknown[]): Promise<unknown[]> {
    if (values !== undefined) return (await this.#db.query(text, [...values])).rows;
    const results = await this.#db.exec(text);
    return results.at(-1)?.rows ?? [];
  }

  /** Writes everything to its place and ends. */
  async close(): Promise<void> {
    await this.#db.close();
  }

  async #send(messages: readonly Buffer[]): Promise<Buffer> {
    try {
      return await exchange(this.#db, Buffer.concat(messages));
    } catch (error) {
      throw new EngineBrokenError("the engine has ended", { cause: error });
    }
  }
}

async function openDatabase(directory: string, log: (line: string) => void): Promise<PGlite> {
  const { PGlite } = await import("@electric-sql/pglite").catch((error: unknown) => {
    throw missingEngine(error);
  });
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return PGlite.create({
    dataDir: directory,
    startParams: [...PGlite.defaultStartParams, ...settings],
    onStderr: (line) => {
      log(line);
      return false;
    },
  });
}

function missingEngine(error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code !== "ERR_MODULE_NOT_FOUND" && code !== "MODULE_NOT_FOUND") return error;
  return new StoreUnfitError(
    "the package @electric-sql/pglite is not installed; install it with `npm install --save-dev @electric-sql/pglite`",
  );
}

/** Tells the session that a client is there; from then on it reports its settings. */
async function startSession(db: PGlite): Promise<Buffer> {
  const body = Buffer.from("user\0postgres\0database\0postgres\0client_encoding\0UTF8\0\0");
  const packet = Buffer.concat([Buffer.alloc(8), body]);
  packet.writeInt32BE(packet.length, 0);
  packet.writeInt32BE(3 << 16, 4);
  const reply = await exchange(db, packet);
  const messages = [...splitMessages(reply)];
  return Buffer.concat(messages.filter(([type]) => type === BACKEND.parameterStatus));
}

async function exchange(db: PGlite, request: Buffer): Promise<Buffer> {
  const chunks: Buffer[] = [];
  await db.execProtocolRawStream(request, {
    onRawData: (data) => {
      chunks.push(Buffer.from(data));
    },
  });
  return Buffer.concat(chunks);
}
