// Why: outside brackets indentation is structure, so statements and items are written line by line. Objects
// that take lines of their own become blocks here, whatever marks they had.

import type {
  Block,
  Document,
  List,
  ObjectLiteral,
  RawText,
  Section,
  Statement,
  Value,
} from "../../grammar/ast.js";
import { isBracketBound, writeBareItem } from "./bare.js";
import { writeObject } from "./brackets.js";
import type { Context } from "./context.js";
import { startLine, writeBehind, writeOwnLines } from "./gaps.js";
import { headerText, keyText } from "./leaves.js";
import { oneLine } from "./one-line.js";
import { fits, writeExpression, writeValue } from "./values.js";

/** Writes a whole file. */
export function writeDocument(context: Context, document: Document): void {
  const { braces, statements, sections, span } = document;
  if (braces) {
    startLine(context, braces.start);
    const object: ObjectLiteral = {
      kind: "ObjectLiteral",
      span: braces,
      style: "braces",
      statements,
    };
    writeValue(context, object, 0);
    writeBehind(context, span.end);
  } else {
    writeStatements(context, statements, sections[0]?.span.start ?? span.end);
    for (const [index, section] of sections.entries())
      writeSection(context, section, sections[index + 1]?.span.start ?? span.end);
  }
  writeOwnLines(context, span.end);
}

/** `limit` is, here and below, where the next code behind what is written starts. */
function writeSection(context: Context, section: Section, limit: number): void {
  const { header, statements, span } = section;
  startLine(context, span.start);
  if (header) context.writer.write(headerText(context, header));
  writeBehind(context, statements[0]?.span.start ?? limit);
  writeStatements(context, statements, limit);
}

function writeStatements(
  context: Context,
  statements: readonly Statement[],
  limit: number,
  isFirstOnLine = false,
): void {
  for (const [index, statement] of statements.entries()) {
    const next = statements[index + 1]?.span.start ?? limit;
    if (index > 0 || !isFirstOnLine) startLine(context, statement.span.start);
    writeStatement(context, statement, next);
    writeBehind(context, next);
  }
}

function writeStatement(context: Context, statement: Statement, limit: number): void {
  if (statement.kind === "OperatorStatement") {
    writeExpression(context, statement.expression, { after: 0, isBreakable: false });
    return;
  }
  const { value, span } = statement;
  const key = statement.kind === "Assignment" ? statement.key : statement.name;
  context.writer.write(`${keyText(context, key)}:`);
  writeAssigned(context, value, { start: span.start, limit, isItem: false });
}

/** What a key or a `-` stands before. */
interface Opener {
  /** Where it starts: comments to the right of that are below it. Undefined if all before `limit` are. */
  readonly start: number | undefined;
  readonly limit: number;
  readonly isItem: boolean;
}

function writeAssigned(context: Context, value: Value, opener: Opener): void {
  switch (value.kind) {
    case "Block":
      writeBlock(context, value, opener);
      break;
    case "List":
      writeBehind(context, value.span.start);
      writeBelow(context, opener, () => writeItems(context, value, opener.limit));
      break;
    case "EmptyValue":
      writeBehind(context, opener.limit);
      writeBelow(context, opener, () => {});
      break;
    case "RawText":
      writeBefore(context, value);
      writeRawText(context, value);
      break;
    case "ObjectLiteral":
      writeAssignedObject(context, value, opener);
      break;
    default:
      writeBefore(context, value);
      if (opener.isItem && value.kind === "BareText") context.writer.write(writeBareItem(value));
      else writeValue(context, value, 0);
  }
}

function writeBlock(context: Context, { statements }: Block, opener: Opener): void {
  const { comments, writer } = context;
  const [first] = statements;
  const start = first?.span.start ?? opener.limit;
  const isOnLine =
    opener.isItem && first?.kind !== "OperatorStatement" && !comments.standBefore(start);
  if (isOnLine) writer.write(" ");
  else writeBehind(context, start);
  writeBelow(context, opener, () => writeStatements(context, statements, opener.limit, isOnLine));
}

/** Writes deeper lines, and the comments behind them that are deeper than what opened them. */
function writeBelow(context: Context, { start, limit }: Opener, write: () => void): void {
  const { comments, writer } = context;
  writer.indented(() => {
    write();
    if (!comments.standBefore(limit)) return;
    const column = start === undefined ? 1 : comments.columnOf(start) + 1;
    writeOwnLines(context, limit, column);
  });
}

function writeItems(context: Context, { items, span }: List, limit: number): void {
  const { comments, writer } = context;
  let dash = span.start;
  for (const [index, item] of items.entries()) {
    const isLast = index === items.length - 1;
    const next = isLast ? limit : comments.codeAfter(item.span.end);
    startLine(context, dash);
    writer.write("-");
    writeAssigned(context, item, { start: dash, limit: next, isItem: true });
    writeBehind(context, next);
    dash = next;
  }
}

/** An object stays in braces if it fits on the line, or cannot be a block. */
function writeAssignedObject(context: Context, object: ObjectLiteral, opener: Opener): void {
  const { comments, writer } = context;
  const { statements, span } = object;
  const text = oneLine(context, object);
  const isCommented = comments.standBefore(span.start);
  const isOnLine = text !== undefined && (isCommented || fits(context, text, 1));
  if (isOnLine || !canBeBlock(context, object)) {
    writeBefore(context, object);
    if (text !== undefined && fits(context, text, 0)) writer.write(text);
    else writeObject(context, object);
    return;
  }
  writeBlock(
    context,
    { kind: "Block", span, statements },
    { ...opener, start: undefined, limit: span.end - 1 },
  );
}

/** Whether there is something in the object, nothing that means more in brackets, and no comment behind it. */
function canBeBlock({ comments }: Context, { statements, span }: ObjectLiteral): boolean {
  const isBound = statements.some(
    (member) =>
      member.kind !== "OperatorStatement" &&
      member.value.kind === "BareText" &&
      isBracketBound(member.value),
  );
  return statements.length > 0 && !isBound && !comments.followOnLine(span.end);
}

function writeRawText(context: Context, { value, span }: RawText): void {
  const { writer } = context;
  writer.write("|");
  writeBehind(context, span.end);
  if (value === "") return;
  writer.indented(() => {
    for (const line of value.split("\n")) {
      writer.newLine();
      writer.write(line);
    }
  });
}

/** Writes the space before a value, and the comments that stand there. */
function writeBefore({ comments, writer }: Context, { span }: Value): void {
  writer.write(" ");
  for (const { text } of comments.takeBefore(span.start)) writer.commentInside(text);
}
