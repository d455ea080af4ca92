// Why: LISTEN takes effect when its transaction commits. What cannot be told for sure errs on the side
// of hearing too much: a wake-up too many costs one look at a queue, one too few leaves a job waiting.

import type { Reply } from "./backend.js";
import { FRONTEND, textAt } from "./frontend.js";
import { type ListenAction, listenActions } from "./listen-statements.js";

const TAGS: ReadonlySet<string> = new Set(["LISTEN", "UNLISTEN", "DISCARD ALL"]);

/** The channels that one connection hears. */
export class Subscriptions {
  readonly #channels = new Set<string>();
  #pending: ListenAction[] = [];
  #hearsAll = false;

  get channels(): Iterable<string> {
    return this.#channels;
  }

  hears(channel: string): boolean {
    return this.#hearsAll || this.#channels.has(channel);
  }

  /**
   * Takes in what a group has done, given its statements as `Query` or `Parse` messages.
   * @returns whether the session stopped hearing channels, which others may still need
   */
  update(reply: Reply, statements: readonly Buffer[]): boolean {
    const done = reply.tags.filter((tag) => TAGS.has(tag));
    if (done.length > 0) this.#expect(done.length, statements);
    if (reply.status !== "I" || this.#pending.length === 0) return false;
    const actions = this.#pending;
    this.#pending = [];
    const undone = reply.failed || reply.tags.includes("ROLLBACK");
    for (const action of actions) if (action.kind === "listen" || !undone) this.#apply(action);
    return !undone && actions.some(({ kind }) => kind !== "listen");
  }

  #expect(count: number, statements: readonly Buffer[]): void {
    const actions = statements.flatMap((message) => listenActions(sqlOf(message)));
    this.#pending.push(...actions.slice(0, count));
    if (actions.length < count) this.#hearsAll = true;
  }

  #apply(action: ListenAction): void {
    switch (action.kind) {
      case "listen":
        this.#channels.add(action.channel);
        break;
      case "unlisten":
        this.#channels.delete(action.channel);
        break;
      case "unlisten-all":
        this.#channels.clear();
        this.#hearsAll = false;
        break;
    }
  }
}

function sqlOf(message: Buffer): string {
  const start = message[0] === FRONTEND.parse ? message.indexOf(0, 5) + 1 : 5;
  return textAt(message, start);
}
