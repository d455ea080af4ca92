// Why: a line with a call that is refused is told of the refusal, whatever else is wrong with it. So the calls in
// what is being read are kept until it is whole.

import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import type { Call } from "./ast.js";
import * as make from "./builders.js";
import type { Token } from "./tokens.js";

/** What whoever parses a file knows of the operators that it calls, and is told of them. */
export interface CallListener {
  /** Why a call is refused, whatever its arguments are; undefined if it is not. */
  readonly refuse: (call: Call, key: string | undefined) => Diagnostic | undefined;
  /** Gets every `@name` outside quotes, inner ones first. */
  readonly found: (call: Call) => void;
}

/** A line, member, item, or argument that is being read: the calls in it so far. */
interface Subject {
  key: Token | undefined;
  calls: Call[] | undefined;
}

/** The subject that is being read in a file, and those around it. */
export class Subjects {
  #subject: Subject = { key: undefined, calls: undefined };

  constructor(
    readonly text: string,
    readonly listener: CallListener,
  ) {}

  /** Begins a subject; what was read before comes back when `leave` is given the outcome. */
  enter(): Subject {
    const outer = this.#subject;
    this.#subject = { key: outer.key, calls: undefined };
    return outer;
  }

  leave(outer: Subject): void {
    this.#subject = outer;
  }

  noteKey(key: Token): void {
    this.#subject.key = key;
  }

  noteCall(call: Call): Call {
    this.#subject.calls ??= [];
    this.#subject.calls.push(call);
    this.listener.found(call);
    return call;
  }

  /** Why a call in what is being read is refused. */
  refusal(): Diagnostic | undefined {
    const { calls, key } = this.#subject;
    const name = key && make.lastName(this.text, key);
    for (const call of calls ?? []) {
      const problem = this.listener.refuse(call, name);
      if (problem) return problem;
    }
    return undefined;
  }

  /** Whether a call that is a line of its own is refused. */
  refuses(call: Call): boolean {
    return this.listener.refuse(call, undefined) !== undefined;
  }
}
