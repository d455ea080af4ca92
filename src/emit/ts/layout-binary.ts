// Why: operands line up by precedence, and parentheses stand exactly where the formatter keeps them.

import type { BinaryOperator, Code, LayOut } from "./code.js";
import { concat, type Doc, group, indent, line, text } from "./doc.js";

type BinaryCode = Code & { readonly kind: "binary" };

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

/** Operands of one precedence form one run of lines; all but the first are indented. */
export function layoutBinary(code: BinaryCode, level: number, layout: LayOut): Doc {
  return indentedRun(code, level, layout);
}

function indentedRun(
  code: BinaryCode,
  level: number,
  layout: LayOut,
  parent?: BinaryOperator,
): Doc {
  const [first = text(""), ...rest] = runOf(code, level, layout, parent);
  return group(first, indent(...rest));
}

/** The operands of a run, each but the first with its operator before it, for whoever indents them. */
export function runOf(
  code: BinaryCode,
  level: number,
  layout: LayOut,
  parent?: BinaryOperator,
): Doc[] {
  const { operator, left, right } = code;
  const first =
    left.kind === "binary" && flattens(operator, left.operator)
      ? runOf(left, level, layout, operator)
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
    code.kind === "binary" ? indentedRun(code, level, layout, parent) : layout(code, level);
  return needsParentheses(code, parent, side) ? parenthesized(content) : content;
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

/** A document in parentheses, which do not break from it. */
export function parenthesized(content: Doc): Doc {
  return concat(text("("), content, text(")"));
}
