// Why: the owner's main thread and the thread of the engine say little to each other; this is all.
// BullMQ is slow to load and the main thread has it already, so the main thread runs its migrations,
// by sending the statements, before the engine serves anybody.

/** What the thread is started with. */
export interface ThreadData {
  readonly data: string;
  readonly creating: string;
  readonly socket: string;
  /** The socket that makes this process the owner. */
  readonly claim: string;
}

/** What the main thread may ask for, one thing at a time, and `close` at any time. */
export type ToThread =
  | {
      readonly type: "query";
      readonly text: string;
      readonly values: readonly unknown[] | undefined;
    }
  | { readonly type: "serve" }
  | { readonly type: "close" };

/** What the thread tells, first that it is open, then one answer a question. */
export type FromThread =
  | { readonly type: "open" }
  | { readonly type: "rows"; readonly rows: unknown[] }
  | { readonly type: "refused"; readonly message: string }
  | { readonly type: "serving" }
  /** It ends. `unfit` when trying again does not help. */
  | { readonly type: "failed"; readonly message: string; readonly unfit: boolean };
