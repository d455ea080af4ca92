// Why: prepared statements belong to a session, and all connections share one. Names are made unique
// for the engine. The unnamed statement may be replaced by any other connection between two groups,
// so a group that uses one it does not parse itself gets it parsed again.

import { FRONTEND, frontendMessage, textAt } from "./frontend.js";

/** Makes sure that the session has no unnamed statement of somebody else. */
const CLOSE_UNNAMED = frontendMessage(FRONTEND.close, Buffer.from("S"), "");

/** A group of messages as the engine shall get it. */
export interface PreparedGroup {
  readonly messages: readonly Buffer[];
  /** So many messages were put in front; their answers are not for the client. */
  readonly restored: number;
  /** The `Query` or `Parse` messages of what the group runs, in order. */
  readonly statements: readonly Buffer[];
}

interface Statement {
  readonly engineName: string;
  /** As the client sent it. */
  readonly parse: Buffer;
  /** The session has it no more. */
  lost: boolean;
}

/** The prepared statements of one connection. */
export class PreparedStatements {
  readonly #named = new Map<string, Statement>();
  readonly #connection: number;
  #unnamed: Buffer | undefined;
  #created = 0;

  constructor(connection: number) {
    this.#connection = connection;
  }

  /** Rewrites the names in a group. */
  prepare(group: readonly Buffer[]): PreparedGroup {
    const restored: Buffer[] = [];
    const statements: Buffer[] = [];
    let isOurs = false;
    const messages = group.map((message) => {
      if (message[0] === FRONTEND.query) statements.push(message);
      const name = nameIn(message);
      if (name !== undefined && name !== "")
        return rename(message, this.#useNamed(message, name, restored, statements));
      if (name !== undefined && message[0] !== FRONTEND.parse && !isOurs)
        restored.push(this.#unnamed ?? CLOSE_UNNAMED);
      isOurs ||= name !== undefined;
      if (message[0] === FRONTEND.bind && this.#unnamed) statements.push(this.#unnamed);
      this.#unnamed = unnamedAfter(message, this.#unnamed);
      return message;
    });
    return { messages: [...restored, ...messages], restored: restored.length, statements };
  }

  /** The session has lost its statements; the named ones are parsed again when they are used. */
  forget(): void {
    for (const statement of this.#named.values()) statement.lost = true;
  }

  /** What closes the named statements for good; empty when there are none. */
  closeAll(): readonly Buffer[] {
    const names = [...this.#named.values()].map(({ engineName }) => engineName);
    this.#named.clear();
    return names.map((name) => frontendMessage(FRONTEND.close, Buffer.from("S"), name));
  }

  /** Answers the engine's name of the statement that a message uses. */
  #useNamed(message: Buffer, name: string, restored: Buffer[], statements: Buffer[]): string {
    const known = this.#named.get(name);
    if (message[0] === FRONTEND.parse) {
      const engineName = known?.engineName ?? this.#newName();
      this.#named.set(name, { engineName, parse: Buffer.from(message), lost: false });
      return engineName;
    }
    if (message[0] === FRONTEND.close) this.#named.delete(name);
    if (known === undefined) return this.#newName();
    if (known.lost && message[0] !== FRONTEND.close) {
      known.lost = false;
      restored.push(rename(known.parse, known.engineName));
    }
    if (message[0] === FRONTEND.bind) statements.push(known.parse);
    return known.engineName;
  }

  #newName(): string {
    this.#created += 1;
    return `${this.#connection}.${this.#created}`;
  }
}

/** The unnamed statement of the connection once this message has been answered. */
function unnamedAfter(message: Buffer, before: Buffer | undefined): Buffer | undefined {
  if (message[0] === FRONTEND.query) return undefined;
  if (nameIn(message) !== "") return before;
  if (message[0] === FRONTEND.parse) return Buffer.from(message);
  return message[0] === FRONTEND.close ? undefined : before;
}

/** The statement that a message names, if it is of a kind that names one. */
function nameIn(message: Buffer): string | undefined {
  const start = nameStart(message);
  return start === undefined ? undefined : textAt(message, start);
}

/** Where the name of a statement stands in a message. */
function nameStart(message: Buffer): number | undefined {
  switch (message[0]) {
    case FRONTEND.parse:
      return 5;
    case FRONTEND.bind: {
      const portalEnd = message.indexOf(0, 5);
      return portalEnd < 0 ? undefined : portalEnd + 1;
    }
    case FRONTEND.describe:
    case FRONTEND.close:
      return message.toString("latin1", 5, 6) === "S" ? 6 : undefined;
    default:
      return undefined;
  }
}

function rename(message: Buffer, name: string): Buffer {
  const start = nameStart(message) ?? message.length;
  const end = start + Buffer.byteLength(textAt(message, start));
  const parts = [message.subarray(0, start), Buffer.from(name), message.subarray(end)];
  const renamed = Buffer.concat(parts);
  renamed.writeInt32BE(renamed.length - 1, 1);
  return renamed;
}
