// Why: expressions of queue.tusk that depend on the environment are emitted as code; this lays them out
// and puts parentheses exactly where the formatter keeps them.

import type { BinaryOperator, Code, LayOut } from "./code.js";
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

type Kind<K extends Code["kind"]> = Code & { readonly kind: K };

const PRECEDENCE: Readonly<Record<BinaryOperator, number>> = {
  "||": 1,
  "&&": 2,
  "===": 3,
  "!==": 3,
  "<": 4,
  "<=": 4,
  ">": 4,
  ">=": 4,
  "+": 5,
  "-": 5,
  "*": 6,
  "/": 6,
  "%": 6,
};

/** `(parameter) => body`, the body on the next line when it does not fit. */
export function layoutArrow(
  { parameter, body }: Kind<"arrow">,
  level: number,
  layout: LayOut,
): Doc {
  const content = layout(body, level + 1);
  if (body.kind !== "conditional") return group(text(`(${parameter}) =>`), indent(line, content));
  const guarded = concat(whenFlat(text("(")), content, whenFlat(text(")")));
  return group(text(`(${parameter}) =>`), indent(line, guarded));
}

/** `test ? yes : no`; a conditional as the last branch is indented below it. */
export function layoutConditional(code: Kind<"conditional">, level: number, layout: LayOut): Doc {
  const { test, whenTrue, whenFalse } = code;
  const branch = (part: Code): Doc => layout(part, level + 1);
  return group(
    operand(test, test.kind === "conditional", level, layout),
    indent(line, text("? "), branch(whenTrue), line, text(": "), branch(whenFalse)),
  );
}

/** `!x`, `-x`; what is made of operators itself stands in parentheses. */
export function layoutUnary(code: Kind<"unary">, level: number, layout: LayOut): Doc {
  const { operator, operand: inner } = code;
  const compound = ["binary", "conditional", "arrow"].includes(inner.kind);
  const negative = inner.kind === "unary" && operator === "-" && inner.operator === "-";
  return concat(text(operator), operand(inner, compound || negative, level, layout));
}

/** Operands of one precedence form one run of lines; others are indented below them. */
export function layoutBinary(code: Kind<"binary">, level: number, layout: LayOut): Doc {
  return group(...runOf(code, level, layout));
}

function runOf(code: Kind<"binary">, level: number, layout: LayOut): Doc[] {
  const { operator, left, right } = code;
  const first =
    left.kind === "binary" && flattens(operator, left.operator)
      ? runOf(left, level, layout)
      : [operand(left, needsParentheses(left, operator, "left"), level, layout)];
  const second = operand(right, needsParentheses(right, operator, "right"), level, layout);
  return [...first, text(` ${operator}`), line, second];
}

function operand(code: Code, parentheses: boolean, level: number, layout: LayOut): Doc {
  const content = layout(code, level);
  if (!parentheses) return content;
  return group(text("("), indent(softline, content), softline, text(")"));
}

function needsParentheses(code: Code, parent: BinaryOperator, side: "left" | "right"): boolean {
  if (code.kind === "conditional" || code.kind === "arrow") return true;
  if (code.kind !== "binary") return false;
  const outer = PRECEDENCE[parent];
  const inner = PRECEDENCE[code.operator];
  if (outer === inner) return side === "right" || !flattens(parent, code.operator);
  if (code.operator === "%") return parent === "+" || parent === "-";
  return inner < outer || (code.operator === "&&" && parent === "||");
}

/** Whether `a inner b outer c` may be read as one run without parentheses. */
function flattens(outer: BinaryOperator, inner: BinaryOperator): boolean {
  if (PRECEDENCE[outer] !== PRECEDENCE[inner]) return false;
  if (outer === "===" || outer === "!==") return false;
  if (outer === "%" || inner === "%") return false;
  return outer === inner || PRECEDENCE[outer] !== PRECEDENCE["*"];
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
