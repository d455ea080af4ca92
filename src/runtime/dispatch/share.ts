// Why: how queues share slots is a policy of its own. It sees which queues may be served and answers
// with one of them; it does no input or output.

/** Chooses the queue a slot serves next. Queues are known by their position. */
export interface Share {
  /**
   * One of the ready queues, which is charged for it; `undefined` only when none is ready. A queue that
   * has all the slots it may have is not ready. Each choice ends
   * with `refund` or `ended`.
   * @param current the queue the slot has just served, if any
   */
  choose(ready: readonly boolean[], current: number | undefined): number | undefined;
  /** Takes back the charge of a choice that found nothing. */
  refund(queue: number): void;
  /** The run that was chosen is over. */
  ended(queue: number): void;
}
