// Why: jobs that ask for the same work are told by the fields that say what the work is.

import { bindConstants } from "../bind.js";
import { section, setting, type Type } from "../define.js";
import { reportWrongType } from "../mismatch.js";
import { duration } from "./duration.js";
import { listOf } from "./list.js";
import { text } from "./text.js";

/** What makes jobs the same, and for at most how long (milliseconds) one keeps others out. */
export type Unique = { readonly by: readonly string[]; readonly for?: number };

const EXPECTED = "a block of `by` and `for`";

const members = section("Which jobs are the same.", {
  by: setting(listOf(text, "payload fields"), "The fields of the payload that are compared.", {
    constant: true,
    required: () => "by: [FIELD]",
  }),
  for: setting(duration({ min: 1 }), "A job keeps others out for at most so long.", {
    constant: true,
  }),
});

/** `{ by: [user_id], for: "10m" }`. */
export const unique: Type<Unique> = {
  expected: EXPECTED,
  read(node, place) {
    if (node.kind !== "object") return reportWrongType(node, EXPECTED, place);
    const bound = bindConstants(members, node, place);
    if (bound?.by === undefined) return undefined;
    return { by: bound.by, ...(bound.for !== undefined && { for: bound.for }) };
  },
};
