// Why: calls are where formatters differ most from naive line breaking: the last argument hugs the
// parentheses, and a chain of calls breaks before every dot.

import { type Code, isNumber, type LayOut, type MethodCall } from "./code.js";
import {
  breaks,
  broken,
  brokenGroup,
  choice,
  concat,
  type Doc,
  group,
  hardline,
  indent,
  join,
  line,
  softline,
  text,
  whenBroken,
} from "./doc.js";
import { layoutConditional } from "./layout-operators.js";

/** The parenthesised arguments of a call. */
export function layoutCall(args: readonly Code[], level: number, layout: LayOut): Doc {
  const last = args.at(-1);
  if (last === undefined) return text("()");
  const spread = (wrap: typeof group): Doc =>
    wrap(
      text("("),
      indent(
        softline,
        join(
          concat(text(","), line),
          args.map((arg) => layoutArgument(arg, level + 1, layout)),
        ),
      ),
      whenBroken(text(",")),
      softline,
      text(")"),
    );
  if (!hugs(last, args.at(-2))) return spread(group);
  const before = args.slice(0, -1).map((arg) => concat(layout(arg, level), text(", ")));
  if (before.some(breaks)) return spread(brokenGroup);
  const content = layout(last, level);
  const hugging = (end: Doc): Doc => concat(text("("), ...before, end, text(")"));
  return choice(hugging(content), hugging(broken(content)), spread(brokenGroup));
}

function layoutArgument(arg: Code, level: number, layout: LayOut): Doc {
  return arg.kind === "conditional"
    ? layoutConditional(arg, level, layout, true)
    : layout(arg, level);
}

/** Whether the last argument may open on the line of the call and close beside its parenthesis. */
function hugs(last: Code, previous: Code | undefined): boolean {
  if (previous?.kind === last.kind) return false;
  if (last.kind === "object") return last.properties.length > 0;
  if (last.kind !== "array" || last.items.length === 0) return false;
  return previous === undefined || !(last.items.length > 1 && last.items.every(isNumber));
}

/** `head.a().b()`: on one line if it fits and is simple, else each call on a line of its own. */
export function layoutChain(
  head: Code,
  calls: readonly MethodCall[],
  level: number,
  layout: LayOut,
): Doc {
  const links = (step: number): Doc[] =>
    calls.map((link) => concat(text(`.${link.name}`), layoutCall(link.args, level + step, layout)));
  const start = layout(head, level);
  const oneLine = concat(start, ...links(0));
  if (calls.length === 1) return oneLine;
  const expanded = concat(start, indent(...links(1).map((link) => concat(hardline, link))));
  const tall = links(1).slice(0, -1).some(breaks);
  const intricate =
    calls.length > 2 && !calls.every(({ args }) => args.every((arg) => isSimple(arg)));
  return tall || intricate ? expanded : choice(oneLine, expanded);
}

/** Arguments that do not make a chain of three calls or more break. */
function isSimple(code: Code, depth = 0): boolean {
  if (depth >= 2) return false;
  const child = (part: Code): boolean => isSimple(part, depth + 1);
  switch (code.kind) {
    case "array":
      return code.items.every(child);
    case "object":
      return code.properties.every(({ key, value }) => key !== "__proto__" && child(value));
    case "call":
      return code.args.every(child);
    case "chain":
      return code.calls.every(({ args }) => args.every(child));
    default:
      return true;
  }
}
