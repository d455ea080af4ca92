// Why: a value stands on one line if it fits there, else its brackets open.

import type { Expression, Value } from "../../grammar/ast.js";
import { bug } from "../diagnostics/bug.js";
import { displayWidth } from "../source/width.js";
import { writeArray, writeObject } from "./brackets.js";
import { writeCall, writeMethodCall } from "./calls.js";
import type { Context } from "./context.js";
import { leafText } from "./leaves.js";
import { isNameless, oneLine, prefixText } from "./one-line.js";
import { writeBinary, writeConditional, writeGroup } from "./operators.js";
import { MOST_COLUMNS } from "./writer.js";

/** Where an expression stands. */
export interface Place {
  /** How many columns follow on its last line. */
  readonly after: number;
  /**
   * Whether lines may break at operators: in parentheses. Elsewhere a line break ends the value, or the
   * item of a list.
   */
  readonly isBreakable: boolean;
}

/** Writes a value outside parentheses. */
export function writeValue(context: Context, value: Value, after: number): void {
  switch (value.kind) {
    case "Block":
    case "List":
    case "RawText":
    case "EmptyValue":
      bug(`a ${value.kind} stands in brackets`);
      break;
    case "BareText":
    case "RangeLiteral":
      context.writer.write(leafText(context, value));
      return;
    case "BareExpression":
      if (isNameless(value.expression))
        writeExpression(context, value.expression, { after, isBreakable: false });
      else context.writer.write(value.value);
      return;
    default:
      writeExpression(context, value, { after, isBreakable: false });
  }
}

/** Writes an expression, on the open line if it fits there. */
export function writeExpression(context: Context, node: Expression, place: Place): void {
  const text = oneLine(context, node);
  if (text !== undefined && fits(context, text, place.after)) context.writer.write(text);
  else writeOpen(context, node, place);
}

/** Whether a text, with `after` columns behind it, fits on the open line. */
export function fits({ writer }: Context, text: string, after: number): boolean {
  return writer.column + displayWidth(text) + after <= MOST_COLUMNS;
}

function writeOpen(context: Context, node: Expression, place: Place): void {
  const { writer } = context;
  const inner: Place = { after: 0, isBreakable: false };
  switch (node.kind) {
    case "ArrayLiteral":
      writeArray(context, node);
      break;
    case "ObjectLiteral":
      writeObject(context, node);
      break;
    case "Group":
      writeGroup(context, node, place);
      break;
    case "Call":
      writeCall(context, node, place);
      break;
    case "MethodCall":
      writeMethodCall(context, node, place);
      break;
    case "MemberAccess":
      writeExpression(context, node.object, inner);
      writer.write(`.${node.member.name}`);
      break;
    case "IndexAccess":
      writeExpression(context, node.object, inner);
      writer.write("[");
      writeExpression(context, node.index, inner);
      writer.write("]");
      break;
    case "Unary":
      writer.write(prefixText(context, node));
      writeExpression(context, node.operand, { ...place, isBreakable: false });
      break;
    case "Binary":
      writeBinary(context, node, place);
      break;
    case "Conditional":
      writeConditional(context, node, place);
      break;
    case "UnreadableValue":
      bug("a value could not be read, and nothing was reported");
      break;
    default:
      writer.write(leafText(context, node));
  }
}
