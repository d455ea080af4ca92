// Why: what can be wrong with a payload type, worded once for the parser and the reader of blocks.

import { defineDiagnostic } from "../../diagnostics/define.js";
import { quoted } from "../../schema/wording.js";

/**
 * A field's type is a short text: a name, bounds in parentheses, `[]` for a list, `?` for a field
 * that may be absent, and `= value` for a default, in this order.
 *
 * ```tusk expect=payload-syntax
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   bulk_email:
 *     payload:
 *       user_ids: "[int]"
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   bulk_email:
 *     payload:
 *       user_ids: int[]
 * ```
 */
export const payloadSyntax = defineDiagnostic<{
  readonly expected: string;
  readonly found: string;
}>({
  code: "TSK3020",
  name: "payload-syntax",
  severity: "error",
  message: ({ expected, found }) => `expected ${expected}, found ${found}`,
});

/**
 * The types of fields are those that every producer and worker can check: `string`, `int`, `float`,
 * `bool`, `json`, `datetime`, `date`, `uuid`, `email`, and `url`. Other languages call some of them
 * by other names.
 *
 * ```tusk expect=unknown-payload-type
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email:
 *     payload:
 *       user_id: integer
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email:
 *     payload:
 *       user_id: int
 * ```
 */
export const unknownPayloadType = defineDiagnostic<{ readonly name: string }>({
  code: "TSK3021",
  name: "unknown-payload-type",
  severity: "error",
  message: ({ name }) => `there is no payload type called ${quoted(name)}`,
});

/**
 * Bounds limit the value of a number, or the length of a text or list. These can be met by nothing,
 * or the type has none, so every enqueue would be refused or the bounds ignored.
 *
 * ```tusk expect=payload-bounds
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   data_export:
 *     payload:
 *       limit: int(1000..1)
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   data_export:
 *     payload:
 *       limit: int(1..1000)
 * ```
 */
export const payloadBounds = defineDiagnostic<{ readonly why: string }>({
  code: "TSK3022",
  name: "payload-bounds",
  severity: "error",
  message: ({ why }) => why,
});

/**
 * The default is put in where a producer leaves the field out. One that the field itself refuses
 * would fail each time it is used.
 *
 * ```tusk expect=payload-default
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   data_export:
 *     payload:
 *       format: csv | json = xml
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   data_export:
 *     payload:
 *       format: csv | json | xml = xml
 * ```
 */
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

/**
 * Words with `|` between them are texts: the value is one of these words. When all of them are
 * names of types, a choice of types was probably meant, which payloads do not have. `json` takes
 * any value.
 *
 * ```tusk expect=types-as-texts
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   import_row:
 *     payload:
 *       id: string | int
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   import_row:
 *     payload:
 *       id: json
 * ```
 */
export const typesAsTexts = defineDiagnostic<{ readonly texts: string }>({
  code: "TSK3024",
  name: "types-as-texts",
  severity: "warning",
  message: ({ texts }) => `these are texts and not types: ${texts}`,
});

/**
 * A field has a name and a type. This one has a value where its type should stand, nothing at all,
 * or a name that the generated code cannot have.
 *
 * ```tusk expect=payload-field
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email:
 *     payload:
 *       user_id: 7
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email:
 *     payload:
 *       user_id: int
 * ```
 */
export const payloadField = defineDiagnostic<{ readonly field: string; readonly why: string }>({
  code: "TSK3025",
  name: "payload-field",
  severity: "error",
  message: ({ field, why }) => `the field ${quoted(field)} ${why}`,
});
