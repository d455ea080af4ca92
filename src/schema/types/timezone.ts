// Why: a schedule's hour means nothing without a zone that the clock of a worker knows.

import { didYouMean } from "../../diagnostics/suggest.js";
import type { Type } from "../define.js";
import { reportNotAccepted, reportWrongType } from "../mismatch.js";

const EXPECTED = "a time zone such as `UTC` or `Europe/Paris`";

/** A zone of the IANA database. */
export const timezone: Type<string> = {
  expected: EXPECTED,
  read(node, place) {
    if (node.kind !== "string") return reportWrongType(node, EXPECTED, place);
    if (isZone(node.value)) return node.value;
    const zones = ["UTC", ...Intl.supportedValuesOf("timeZone")];
    return reportNotAccepted(node, EXPECTED, place, { help: didYouMean(node.value, zones) });
  },
};

function isZone(name: string): boolean {
  // Offsets such as `+02:00` are accepted by some versions of the platform and refused by others.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
