// Why: which of the fields of a cron expression is wrong, and where it stands, is for us to say: the library
// answers for the expression as a whole.

import type { Span } from "../../source/source.js";
import { isReadable } from "./parser.js";
import { isPlain } from "./plain.js";

/** One field of an expression. */
export interface CronField {
  /** `minute`, `day of the week` */
  readonly name: string;
  /** `minutes are 0-59` */
  readonly range: string;
  readonly text: string;
  /** Within the expression. */
  readonly span: Span;
}

const FIELDS = [
  { name: "second", range: "seconds are 0-59" },
  { name: "minute", range: "minutes are 0-59" },
  { name: "hour", range: "hours are 0-23" },
  { name: "day of the month", range: "days of the month are 1-31, and `L` is the last" },
  { name: "month", range: "months are 1-12, or `jan` to `dec`" },
  { name: "day of the week", range: "days of the week are 0-7, or `sun` to `sat`" },
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

/** The fields of an expression that cannot be read. */
export function unreadableFields(expression: string, fields: readonly CronField[]): CronField[] {
  if (isPlain(expression)) return [];
  // Most expressions are read as a whole, which is quicker than field by field.
  if (!fields.some(hasDraw) && isReadable(expression)) return [];
  return fields.filter((field) => hasDraw(field) || !isReadableAlone(field));
}

/** The library draws a value for `H`, another one in each process. */
function hasDraw({ text }: CronField): boolean {
  return /(^|,)h/i.test(text);
}

function isReadableAlone(field: CronField): boolean {
  const expression = FIELDS.map(({ name }) => (name === field.name ? field.text : "*"));
  return isReadable(expression.join(" "));
}
