// Why: statements are read in order, because what a name means depends on what stands above it.

import type {
  Assignment,
  Call,
  Declaration,
  Document,
  Expression,
  Statement,
} from "../../grammar/ast.js";
import { MOST_LEVELS, nestingTooDeep } from "../../grammar/limits.js";
import { assertUnreachable } from "../diagnostics/bug.js";
import { isDiagnostic } from "../diagnostics/diagnostic.js";
import { findImport, refuseStatement, useOf } from "../operators/find.js";
import type { Context } from "./context.js";
import { importInto } from "./imports/read.js";
import { markIncomplete, ObjectBuilder } from "./object-builder.js";
import { openSection, placeOf, put } from "./placing.js";
import { fillObject, isEmpty, readValue, reportEmpty } from "./values.js";

/** The tree of a whole file. */
export function readDocument(context: Context, document: Document): ObjectBuilder {
  const root = new ObjectBuilder(context.at(document.span));
  context.scopes.push(root);
  readStatements(context, document.statements, root);
  for (const [index, section] of document.sections.entries()) {
    const chain = section.header && openSection(context, root, section.header);
    const scopes = chain ?? [root, new ObjectBuilder(context.at(section.span))];
    const target = scopes.at(-1) ?? root;
    context.scopes.splice(0, context.scopes.length, ...scopes);
    context.depth = scopes.length - 1;
    context.section = target;
    readStatements(context, section.statements, target);
    const next = document.sections[index + 1];
    const end = next ? next.span.start - 1 : document.span.end;
    if (chain !== undefined) context.finish(target, { start: section.span.start, end });
    context.section = undefined;
  }
  context.finish(root, document.span);
  if (!document.isComplete) context.lacking.add(root);
  markIncomplete(context.lacking);
  return root;
}

/** Evaluates statements into the object that they stand in. */
export function readStatements(
  context: Context,
  statements: readonly Statement[],
  target: ObjectBuilder,
): void {
  for (const statement of statements) {
    switch (statement.kind) {
      case "Assignment":
        assign(context, statement, target);
        break;
      case "Declaration":
        declare(context, statement);
        break;
      case "OperatorStatement":
        readLoneOperator(context, statement.expression, target);
        break;
      default:
        assertUnreachable(statement);
    }
  }
}

function declare(context: Context, { name: { name }, value }: Declaration): void {
  context.key = name;
  const node = readValue(context, value);
  // No schema tells what a variable may be.
  if (context.shared.checked && isEmpty(node)) reportEmpty(node, context.report);
  context.declare(name, node);
}

function assign(context: Context, { key, value }: Assignment, from: ObjectBuilder): void {
  const { segments } = key;
  const last = segments.at(-1);
  if (last === undefined) return;
  context.key = last.name;
  if (context.depth + segments.length > MOST_LEVELS) {
    context.report(nestingTooDeep(context.label(key.span)));
    return;
  }
  const place = placeOf(context, from, key);
  const target = place?.target ?? new ObjectBuilder(context.at(key.span));
  const passed = place?.passed ?? [];
  const at = context.at(last.span);
  context.enter(passed);
  if (value.kind === "Block" || value.kind === "ObjectLiteral") {
    const object = new ObjectBuilder(context.at(value.span));
    put(context, target, last.name, at, object);
    fillObject(context, value, object, key.span.end);
  } else put(context, target, last.name, at, readValue(context, value));
  context.leave(passed);
}

function readLoneOperator(context: Context, expression: Expression, target: ObjectBuilder): void {
  const call = leadingCall(expression);
  if (call === undefined) return;
  const found = call === expression ? context.module.imports.get(call) : undefined;
  if (found !== undefined && !isDiagnostic(found) && found.target.keys.length === 0) {
    importInto(context, found, target);
    return;
  }
  if (findImport(call) !== undefined) {
    context.incomplete = true;
    context.lacking.add(target);
  }
  const refusal = () => refuseStatement(useOf(context.source, call, undefined));
  context.report(found !== undefined && isDiagnostic(found) ? found : refusal());
}

/** The call that an operator's line starts with; undefined when its bracket was given up, which is an error. */
function leadingCall(expression: Expression): Call | undefined {
  switch (expression.kind) {
    case "Call":
      return expression;
    case "Binary":
      return leadingCall(expression.left);
    case "Conditional":
      return leadingCall(expression.test);
    case "Unary":
      return leadingCall(expression.operand);
    case "MemberAccess":
    case "MethodCall":
    case "IndexAccess":
      return leadingCall(expression.object);
    default:
      return undefined;
  }
}
