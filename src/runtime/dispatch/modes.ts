// Why: the value of `fetch` and the policy that it means are one line here.

import type { FetchMode } from "../settings/config.js";
import { FairShare } from "./fair.js";
import type { Share } from "./share.js";
import { StrictShare } from "./strict.js";
import { WeightedShare } from "./weighted.js";

/** The policy of each mode, by the weights of the queues in their order. */
export const modes: Readonly<Record<FetchMode, (weights: readonly number[]) => Share>> = {
  weighted: (weights) => new WeightedShare(weights),
  fair: (weights) => new FairShare(weights, () => performance.now()),
  strict: () => new StrictShare(),
};
