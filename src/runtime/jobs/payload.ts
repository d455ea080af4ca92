// Why: a payload is checked where it is made, strictly, and again where it is used, where a field that
// this code does not know comes from a newer producer and is dropped.

import type { z } from "zod";
import type { JobDefinition } from "../interfaces.js";
import { PayloadError, payloadProblems } from "./payload-error.js";

/**
 * The payload as it is stored, with defaults filled in.
 * @throws PayloadError naming every field that does not fit, unknown ones too
 */
export function checkInput({ name, payload: schema }: JobDefinition, payload: unknown): unknown {
  if (schema === undefined) {
    if (payload === undefined) return {};
    throw new PayloadError(name, [{ field: "", message: "it takes none" }]);
  }
  const result = schema.safeParse(payload);
  if (result.success) return result.data;
  throw new PayloadError(name, payloadProblems(result.error));
}

/**
 * The payload as the handler gets it: unknown fields are gone, defaults filled in.
 * @throws PayloadError naming every field that does not fit
 */
export function checkStored({ name, payload: schema }: JobDefinition, stored: unknown): unknown {
  if (schema === undefined) return undefined;
  const result = schema.safeParse(stored);
  if (result.success) return result.data;
  const known = withoutUnknown(stored, result.error);
  const again = known === undefined ? result : schema.safeParse(known);
  if (again.success) return again.data;
  throw new PayloadError(name, payloadProblems(again.error));
}

/** A copy without the fields that the error calls unknown; `undefined` when it calls none so. */
function withoutUnknown(stored: unknown, error: z.ZodError): unknown {
  const unknown = error.issues.filter((issue) => issue.code === "unrecognized_keys");
  if (unknown.length === 0) return undefined;
  const copy: unknown = structuredClone(stored);
  for (const { path, keys } of unknown) {
    const holder = path.reduce<unknown>((value, key) => Reflect.get(Object(value), key), copy);
    for (const key of keys) Reflect.deleteProperty(Object(holder), key);
  }
  return copy;
}
