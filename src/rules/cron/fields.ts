// Why: which of the fields of a cron expression is wrong, and where it stands, is for us to say: the library
// answers for the expression as a whole.

import type { Span } from "../../source/source.js";
import { isReadable } from "./parser.js";

/** One field of an expression. */
export interface CronField {
  /** `minute`, `day of the week` */
  readonly name: string;
  readonly accepts: string;
  readonly text: string;
  /** Within the expression. */
  readonly span: Span;
}

const FIELDS = [
  { name: "second", accepts: "0-59" },
  { name: "minute", accepts: "0-59" },
  { name: "hour", accepts: "0-23" },
  { name: "day of the month", accepts: "1-31, or `L` for the last" },
  { name: "month", accepts: "1-12, or `jan` to `dec`" },
  { name: "day of the week", accepts: "0-7 (0 and 7 are Sunday), or `sun` to `sat`" },
] as const;

/** The fields of an expression; undefined unless they are 5, or 6 with seconds. */
export function fieldsOf(expression: string): CronField[] | undefined {
  const texts = [...expression.matchAll(/\S+/g)];
  if (texts.length !== 5 && texts.length !== 6) return undefined;
  const fields = FIELDS.slice(FIELDS.length - texts.length);
  return texts.flatMap((match, index): CronField[] => {
    const [field, start] = [fields[index], match.index];
    const span = { start, end: start + match[0].length };
    return field === undefined ? [] : [{ ...field, text: match[0], span }];
  });
}

/** Whether a field can be read, the others aside. */
export function isReadableField(field: CronField): boolean {
  // The library draws a value for `H`, another one in each process.
  if (/(^|,)h/i.test(field.text)) return false;
  const expression = FIELDS.map(({ name }) => (name === field.name ? field.text : "*"));
  return isReadable(expression.join(" "));
}
