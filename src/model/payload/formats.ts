// Why: texts of a format are checked by the generated code's own library; what passes here passes there.

export type Format = "datetime" | "date" | "uuid" | "email" | "url";

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const NIL_OR_MAX_UUID =
  /^(00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/;
const MAILBOX = /^[A-Za-z0-9_'+-]+(\.[A-Za-z0-9_'+-]+)*(?<!')$/;
const MAIL_DOMAIN = /^([A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/;

/** Whether a text is of a format: RFC 3339 for times (with a zone) and dates, RFC 9562 for UUIDs. */
export function isOfFormat(text: string, format: Format): boolean {
  switch (format) {
    case "datetime":
      return isDate(text.slice(0, 10)) && text[10] === "T" && TIME.test(text.slice(11));
    case "date":
      return isDate(text);
    case "uuid":
      return UUID.test(text) || NIL_OR_MAX_UUID.test(text);
    case "email":
      return isEmail(text);
    case "url":
      return URL.canParse(text) && text.trim() === text;
  }
}

function isDate(text: string): boolean {
  const [, year, month, day] = (DATE.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return month >= 1 && month <= 12 && day >= 1 && date.getUTCMonth() === month - 1;
}

function isEmail(text: string): boolean {
  const at = text.lastIndexOf("@");
  return MAILBOX.test(text.slice(0, Math.max(at, 0))) && MAIL_DOMAIN.test(text.slice(at + 1));
}
