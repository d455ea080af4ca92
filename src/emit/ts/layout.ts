// Why: decides where generated code may break, by the rules of the formatter that projects run over it,
// so that formatting the output changes nothing.

import { assertUnreachable } from "../../diagnostics/bug.js";
import type { ImportSymbol } from "../symbol.js";
import { type Code, isNumber, type LayOut, type Line, type ObjectCode } from "./code.js";
import { docComment } from "./comment.js";
import {
  aligned,
  brokenGroup,
  concat,
  type Doc,
  fill,
  group,
  hardline,
  indent,
  join,
  line,
  softline,
  text,
  whenBroken,
} from "./doc.js";
import { isPropertyName, propertyKey, quote } from "./escape.js";
import { layoutCall, layoutChain } from "./layout-call.js";
import {
  layoutArrow,
  layoutBinary,
  layoutConditional,
  layoutTemplate,
  layoutUnary,
} from "./layout-operators.js";

/** Keys up to this width keep a text that is too long on their line. */
const SHORT_KEY = 4;

/** Turns code into documents; `nameOf` says how imported symbols are called in the file. */
export function layouter(nameOf: (symbol: ImportSymbol) => string): LayOut {
  const layout: LayOut = (code, level) => {
    if (code.kind === "symbol") return text(nameOf(code));
    if (code.kind === "object") return layoutObject(code, level, layout, nameOf);
    return layoutCode(code, level, layout);
  };
  return layout;
}

function layoutCode(
  code: Exclude<Code, ImportSymbol | ObjectCode>,
  level: number,
  layout: LayOut,
): Doc {
  const inner = (part: Code): Doc => layout(part, level);
  switch (code.kind) {
    case "source":
      return text(code.text);
    case "name":
      return text(code.name);
    case "literal":
      return text(layoutLiteral(code.value));
    case "sequence":
      return concat(...code.parts.map(inner));
    case "lines":
      return layoutLines(code.lines, level, layout);
    case "doc":
      return join(hardline, docComment(code.lines, level * 2).map(text));
    case "array":
      return layoutArray(code.items, level, layout);
    case "call":
      return concat(inner(code.callee), layoutCall(code.args, level, layout));
    case "chain":
      return layoutChain(code.head, code.calls, level, layout);
    case "property":
      return concat(inner(code.object), layoutMember(code.key));
    case "arrow":
      return layoutArrow(code, level, layout);
    case "text-template":
      return layoutTemplate(code.parts, level, layout);
    case "unary":
      return layoutUnary(code, level, layout);
    case "binary":
      return layoutBinary(code, level, layout);
    case "conditional":
      return layoutConditional(code, level, layout);
    case "constant": {
      const head = `${code.isExported ? "export " : ""}const ${code.name} =`;
      return concat(group(text(head), afterSign(code.value, inner(code.value))), text(";"));
    }
    case "type-alias":
      return layoutTypeAlias(
        code.name,
        inner(code.type.target),
        inner(code.type.argument),
        code.type.typeOf,
      );
    case "braces":
      return layoutBraces(code.before, code.names.map(text));
    default:
      return assertUnreachable(code);
  }
}

function layoutLiteral(value: null | boolean | number | string): string {
  if (typeof value === "string") return quote(value);
  if (Object.is(value, -0)) return "-0";
  return String(value).replace("e+", "e");
}

function layoutLines(lines: readonly Line[], level: number, layout: LayOut): Doc {
  const docs = lines.map((row, index) => {
    const content = row.code === undefined ? text("") : layout(row.code, level + row.level);
    const parts = index === 0 ? [content] : [hardline, content];
    return Array.from({ length: row.level }).reduce<Doc>((doc) => indent(doc), concat(...parts));
  });
  return concat(...docs);
}

/** Numbers share lines; objects or lists that hold several things each stand one a line. */
function layoutArray(items: readonly Code[], level: number, layout: LayOut): Doc {
  if (items.length === 0) return text("[]");
  const docs = items.map((item) => layout(item, level + 1));
  const crowded = items.length > 1 && (items.every(isFullObject) || items.every(isFullArray));
  const numbers = items.length > 1 && items.every(isNumber);
  const body = numbers ? fill(docs) : join(concat(text(","), line), docs);
  const parts = [text("["), indent(softline, body), whenBroken(text(",")), softline, text("]")];
  return crowded ? brokenGroup(...parts) : group(...parts);
}

const isFullObject = (code: Code): boolean => code.kind === "object" && code.properties.length > 1;
const isFullArray = (code: Code): boolean => code.kind === "array" && code.items.length > 1;

function layoutObject(
  { properties, expanded }: ObjectCode,
  level: number,
  layout: LayOut,
  nameOf: (symbol: ImportSymbol) => string,
): Doc {
  if (properties.length === 0) return text("{}");
  const rows = properties.map(({ key, value, doc }) => {
    const isShorthand =
      value.kind === "symbol" ? nameOf(value) === key : value.kind === "name" && value.name === key;
    const row = isShorthand ? text(key) : layoutProperty(key, value, layout(value, level + 1));
    if (doc === undefined) return row;
    return concat(layout({ kind: "doc", lines: doc }, level + 1), hardline, row);
  });
  const body = [indent(line, join(concat(text(","), line), rows)), whenBroken(text(",")), line];
  const parts = [text("{"), ...body, text("}")];
  return expanded ? brokenGroup(...parts) : group(...parts);
}

function layoutProperty(key: string, value: Code, content: Doc): Doc {
  const written = propertyKey(key);
  const isText = value.kind === "literal" && typeof value.value === "string";
  const isShort = value.kind === "text-template" || (value.kind === "literal" && !isText);
  if (written.length <= SHORT_KEY || isShort) return concat(text(`${written}: `), content);
  return group(text(`${written}:`), afterSign(value, content));
}

/** What stands after `=` or `:`. Where breaking it would gain little, it moves to the next line whole. */
function afterSign(value: Code, content: Doc): Doc {
  return isPoorlyBreakable(value) ? group(indent(line, content)) : aligned(content);
}

function isPoorlyBreakable(value: Code): boolean {
  if (value.kind === "chain") {
    const [only, ...others] = value.calls;
    return others.length === 0 && only !== undefined && hasShortArguments(only.args);
  }
  return value.kind === "literal" || value.kind === "property";
}

function hasShortArguments(args: readonly Code[]): boolean {
  const [only, ...others] = args;
  if (only === undefined) return true;
  return others.length === 0 && (only.kind === "name" || isNumber(only));
}

function layoutMember(key: string): Doc {
  if (isPropertyName(key)) return text(`.${key}`);
  return group(text("["), indent(softline, text(quote(key))), softline, text("]"));
}

function layoutTypeAlias(alias: string, target: Doc, argument: Doc, typeOf: boolean): Doc {
  const list = typeOf
    ? group(text("<"), indent(softline, text("typeof "), argument), softline, text(">"))
    : concat(text("<"), argument, text(">"));
  const type = concat(target, list);
  return concat(group(text(`export type ${alias} =`), aligned(type)), text(";"));
}

/** `import { a, b }`, `export { a }`: a single name never moves to a line of its own. */
function layoutBraces(before: string, names: readonly Doc[]): Doc {
  const [only] = names;
  if (only !== undefined && names.length === 1)
    return concat(text(`${before} { `), only, text(" }"));
  return group(
    text(`${before} {`),
    indent(line, join(concat(text(","), line), names)),
    whenBroken(text(",")),
    line,
    text("}"),
  );
}
