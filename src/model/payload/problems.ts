// Why: what can be wrong with a payload type, worded once for the parser and the reader of blocks.

import { defineDiagnostic } from "../../diagnostics/define.js";
import { quoted } from "../../schema/wording.js";

/** A type's text that reads like none. */
export const payloadSyntax = defineDiagnostic<{
  readonly expected: string;
  readonly found: string;
}>({
  code: "TSK3020",
  name: "payload-syntax",
  severity: "error",
  message: ({ expected, found }) => `expected ${expected}, found ${found}`,
});

/** A word that is no type. */
export const unknownPayloadType = defineDiagnostic<{ readonly name: string }>({
  code: "TSK3021",
  name: "unknown-payload-type",
  severity: "error",
  message: ({ name }) => `there is no payload type called ${quoted(name)}`,
});

/** Bounds that the type does not have, or that nothing meets. */
export const payloadBounds = defineDiagnostic<{ readonly why: string }>({
  code: "TSK3022",
  name: "payload-bounds",
  severity: "error",
  message: ({ why }) => why,
});

/** A default that the field itself would refuse. */
export const payloadDefault = defineDiagnostic<{
  readonly field: string;
  readonly expected: string;
  readonly found: string;
}>({
  code: "TSK3023",
  name: "payload-default",
  severity: "error",
  message: ({ field, expected, found }) =>
    `${quoted(field)} is ${expected}, and its default is ${found}`,
});

/** Texts that are all names of types. */
export const typesAsTexts = defineDiagnostic<{ readonly texts: string }>({
  code: "TSK3024",
  name: "types-as-texts",
  severity: "warning",
  message: ({ texts }) => `these are texts and not types: ${texts}`,
});

/** A field whose value is no type, or whose name cannot be one. */
export const payloadField = defineDiagnostic<{ readonly field: string; readonly why: string }>({
  code: "TSK3025",
  name: "payload-field",
  severity: "error",
  message: ({ field, why }) => `the field ${quoted(field)} ${why}`,
});
