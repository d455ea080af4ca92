// Why: in strict order a queue is served only while all queues before it are empty.

import type { Share } from "./share.js";

export class StrictShare implements Share {
  choose(ready: readonly boolean[]): number | undefined {
    const first = ready.indexOf(true);
    return first < 0 ? undefined : first;
  }

  refund(): void {}

  ended(): void {}
}
