// Why: expressions of queue.tusk that depend on the environment are emitted as code; this lays out what is
// not a run of binary operators.

import type { Code, LayOut } from "./code.js";
import {
  concat,
  type Doc,
  flattened,
  group,
  indent,
  line,
  softline,
  text,
  whenFlat,
} from "./doc.js";
import { templateText } from "./escape.js";
import { parenthesized, runOf } from "./layout-binary.js";

type Kind<K extends Code["kind"]> = Code & { readonly kind: K };

/** `(parameters) => body`, the body on the next line when it does not fit. */
export function layoutArrow(code: Kind<"arrow">, level: number, layout: LayOut): Doc {
  const { parameters, body } = code;
  const head = text(`(${parameters.join(", ")}) =>`);
  const content = unindented(body, level, layout);
  if (body.kind !== "conditional") return group(head, indent(line, content));
  return group(head, indent(line, whenFlat(text("(")), content, whenFlat(text(")"))));
}

/** An operand run that is not indented further: the body of a function, a part of a conditional. */
function unindented(code: Code, level: number, layout: LayOut): Doc {
  return code.kind === "binary" ? group(...runOf(code, level, layout)) : layout(code, level + 1);
}

/**
 * `test ? yes : no`; branches that are conditionals themselves break together with it. As the argument of
 * a call its operands are indented.
 */
export function layoutConditional(
  code: Kind<"conditional">,
  level: number,
  layout: LayOut,
  isArgument = false,
): Doc {
  return group(conditionalParts(code, level, layout, isArgument));
}

function conditionalParts(
  { test, whenTrue, whenFalse }: Kind<"conditional">,
  level: number,
  layout: LayOut,
  isArgument: boolean,
  isBranch = false,
): Doc {
  const part = (code: Code): Doc =>
    isArgument ? layout(code, level) : unindented(code, level, layout);
  const branch = (code: Code): Doc =>
    code.kind === "conditional"
      ? conditionalParts(code, level, layout, false, true)
      : indent(part(code));
  const yes =
    whenTrue.kind === "conditional"
      ? concat(whenFlat(text("(")), branch(whenTrue), whenFlat(text(")")))
      : branch(whenTrue);
  const head =
    test.kind === "conditional"
      ? group(text("("), indent(softline, layout(test, level)), softline, text(")"))
      : part(test);
  return concat(
    isBranch ? indent(head) : head,
    indent(line, text("? "), yes, line, text(": "), branch(whenFalse)),
  );
}

/** `!x`, `-x`; what is made of operators itself stands in parentheses. */
export function layoutUnary(code: Kind<"unary">, level: number, layout: LayOut): Doc {
  const { operator, operand } = code;
  if (operand.kind === "binary") {
    const run = runOf(operand, level, layout);
    return concat(text(`${operator}(`), group(indent(softline, ...run), softline), text(")"));
  }
  const content = layout(operand, level);
  const isDoubled = operand.kind === "unary" && operator === "-" && operand.operator === "-";
  const isCompound = operand.kind === "conditional" || operand.kind === "arrow";
  return concat(text(operator), isDoubled || isCompound ? parenthesized(content) : content);
}

/** A template literal; nothing in it breaks. */
export function layoutTemplate(
  parts: readonly (string | Code)[],
  level: number,
  layout: LayOut,
): Doc {
  const docs = parts.map((part) =>
    typeof part === "string"
      ? text(templateText(part))
      : concat(text("${"), flattened(layout(part, level)), text("}")),
  );
  return concat(text("`"), ...docs, text("`"));
}
