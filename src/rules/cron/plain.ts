// Why: loading the library that runs cron expressions takes longer than compiling a file. The expressions that
// nearly every file has need no library: rising numbers and steps, on days that every month has.

/** The least and greatest value of the fields of an expression with seconds. */
const BOUNDS = [
  [0, 59],
  [0, 59],
  [0, 23],
  [1, 28],
  [1, 12],
  [0, 6],
] as const;

/** Whether the library certainly reads the expression, and it certainly fires. False says nothing. */
export function isPlain(expression: string): boolean {
  const fields = expression.split(" ");
  if (fields.length !== 5 && fields.length !== 6) return false;
  const bounds = BOUNDS.slice(BOUNDS.length - fields.length);
  return bounds.every(([least, most], index) => isPlainField(fields[index] ?? "", least, most));
}

function isPlainField(field: string, least: number, most: number): boolean {
  if (field === "*") return true;
  const step = /^\*\/(\d{1,2})$/.exec(field)?.[1];
  if (step !== undefined) return Number(step) >= 1 && Number(step) <= most;
  let last = least - 1;
  return field.split(",").every((part) => {
    const [, from = "", to = from] = /^(\d{1,2})(?:-(\d{1,2}))?$/.exec(part) ?? [];
    const rises = from !== "" && last < Number(from) && Number(from) <= Number(to);
    last = Number(to);
    return rises && last <= most;
  });
}
