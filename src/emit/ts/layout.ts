// Why: decides where generated code may break, by the rules of the formatter that projects run over it,
// so that formatting the output changes nothing.

import { assertUnreachable } from "../../diagnostics/bug.js";
import type { ImportSymbol } from "../symbol.js";
import type { Code, LayOut, Line, ObjectCode } from "./code.js";
import { docComment } from "./comment.js";
import {
  aligned,
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
import { isPropertyName, quote } from "./escape.js";
import { layoutBinary } from "./layout-binary.js";
import { layoutCall, layoutChain } from "./layout-call.js";
import { afterSign, layoutArray, layoutObject } from "./layout-data.js";
import { layoutArrow, layoutConditional, layoutTemplate, layoutUnary } from "./layout-operators.js";

/**
 * Turns code into documents; `nameOf` says how imported symbols are called in the file. Alternatives hold
 * the same piece in several places: each is laid out once, or nested code would take exponential time.
 */
export function layouter(nameOf: (symbol: ImportSymbol) => string): LayOut {
  const known = new WeakMap<Code, Map<number, Doc>>();
  const layout: LayOut = (code, level) => {
    const docs = known.get(code) ?? new Map<number, Doc>();
    known.set(code, docs);
    const doc = docs.get(level) ?? layoutAny(code, level);
    docs.set(level, doc);
    return doc;
  };
  const layoutAny: LayOut = (code, level) => {
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
