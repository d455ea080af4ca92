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
  return code.kind === "binary"
    ? group(...runOf(code, undefined, level, layout))
    : layout(code, level + 1);
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
    const run = runOf(operand, undefined, level, layout);
    return concat(text(`${operator}(`), group(indent(softline, ...run), softline), text(")"));
  }
  const content = layout(operand, level);
  const isDoubled = operand.kind === "unary" && operator === "-" && operand.operator === "-";
  const isCompound = operand.kind === "conditional" || operand.kind === "arrow";
  return concat(text(operator), isDoubled || isCompound ? parenthesized(content) : content);
}

/** Operands of one precedence form one run of lines; all but the first are indented. */
export function layoutBinary(code: Kind<"binary">, level: number, layout: LayOut): Doc {
  return indentedRun(code, undefined, level, layout);
}

function indentedRun(
  code: Kind<"binary">,
  parent: BinaryOperator | undefined,
  level: number,
  layout: LayOut,
): Doc {
  const [first = text(""), ...rest] = runOf(code, parent, level, layout);
  return group(first, indent(...rest));
}

/** The operands of a run, each but the first with its operator before it. */
function runOf(
  code: Kind<"binary">,
  parent: BinaryOperator | undefined,
  level: number,
  layout: LayOut,
): Doc[] {
  const { operator, left, right } = code;
  const first =
    left.kind === "binary" && flattens(operator, left.operator)
      ? runOf(left, operator, level, layout)
      : [operandOf(left, operator, "left", level, layout)];
  const second = [text(operator), line, operandOf(right, operator, "right", level, layout)];
  const related = [parent, operatorOf(left), operatorOf(right)];
  const isAlone = !related.some(
    (other) => other !== undefined && isLogical(other) === isLogical(operator),
  );
  return [...first, concat(text(" "), isAlone ? group(...second) : concat(...second))];
}

function operatorOf(code: Code): BinaryOperator | undefined {
  return code.kind === "binary" ? code.operator : undefined;
}

function isLogical(operator: BinaryOperator): boolean {
  return operator === "||" || operator === "&&";
}

function operandOf(
  code: Code,
  parent: BinaryOperator,
  side: "left" | "right",
  level: number,
  layout: LayOut,
): Doc {
  const content =
    code.kind === "binary" ? indentedRun(code, parent, level, layout) : layout(code, level);
  return needsParentheses(code, parent, side) ? parenthesized(content) : content;
}

function parenthesized(content: Doc): Doc {
  return concat(text("("), content, text(")"));
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
