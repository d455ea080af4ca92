// Why: the owner's main thread and the thread of the engine say little to each other; this is all.

/** What the thread is started with. */
export interface ThreadData {
  readonly data: string;
  readonly creating: string;
  readonly socket: string;
  /** The socket that makes this process the owner. */
  readonly claim: string;
}

/** What the main thread may ask for. */
export type ToThread = { readonly type: "close" };

/** What the thread tells. */
export type FromThread =
  | { readonly type: "opened" }
  /** It ends. `unfit` when trying again does not help. */
  | { readonly type: "failed"; readonly message: string; readonly unfit: boolean };
