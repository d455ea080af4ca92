// Why: finished jobs are kept for a time and up to a number, and always bounded by both.

import { bindConstants } from "../bind.js";
import { section, setting, type Type } from "../define.js";
import { reportWrongType } from "../mismatch.js";
import { duration } from "./duration.js";
import { integer } from "./numbers.js";

/** How long finished jobs are kept (milliseconds), and at most how many. What is missing has its default. */
export type Retention = { readonly age?: number; readonly count?: number };

const EXPECTED = "a duration, or a block of `age` and `count`";

const limits = section("How long finished jobs are kept, and at most how many.", {
  age: setting(duration(), "Older ones are removed.", { constant: true }),
  count: setting(integer({ min: 0 }), "The newest are kept.", { constant: true }),
});

/** `1d`, or `{ age: "1d", count: 500 }`. */
export const retention: Type<Retention> = {
  expected: EXPECTED,
  read(node, place) {
    if (node.kind === "number" || node.kind === "string") {
      const age = duration().read(node, place);
      return age === undefined ? undefined : { age };
    }
    if (node.kind !== "object") return reportWrongType(node, EXPECTED, place);
    return bindConstants(limits, node, place);
  },
};
