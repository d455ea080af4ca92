// Why: the rules of an editor's grammar, written in terms of the language. Their names are the names of
// scopes, by which themes choose colours.

import { KEY_CHARACTERS } from "../../../grammar/characters.js";
import { ESCAPABLE } from "../../../grammar/text.js";
import { operators } from "../../../src/operators/index.js";
import { namePattern } from "../../../src/operators/names.js";
import type { Operator } from "../../../src/operators/operator.js";
import { secret } from "../../../src/operators/secret.js";
import * as P from "./patterns.js";

/** A rule as TextMate knows it, of one of its four forms. */
export interface TextMateRule {
  readonly comment?: string;
  readonly include?: string;
  readonly name?: string;
  readonly contentName?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly while?: string;
  readonly captures?: Captures;
  readonly beginCaptures?: Captures;
  readonly endCaptures?: Captures;
  readonly patterns?: readonly TextMateRule[];
}

export type Captures = Readonly<Record<string, TextMateRule>>;

export const include = (...names: readonly string[]): TextMateRule[] =>
  names.map((name) => ({ include: `#${name}` }));

/** A scope's name; every one ends in the language's. */
export const scope = (name: string): TextMateRule => ({ name: `${name}.tusk` });

/** The names of operators by when they work; secrets have a colour of their own. */
const SECRET = namePattern(secret.names, P.NAME);
const RUNTIME = named("runtime");
const NAME_ENDS = P.r`(?!\.?${P.NAME})`;

function named(...phases: readonly Operator["phase"][]): string {
  const found = operators.filter(({ phase }) => phases.includes(phase));
  const patterns = found.map(({ names, anyCase }) => {
    const pattern = namePattern(names, P.NAME);
    return anyCase === true ? `(?i:${pattern})` : pattern;
  });
  return `(?:${patterns.join("|")})`;
}

const match = (name: string, pattern: string): TextMateRule => ({
  ...scope(name),
  match: pattern,
});

export const comments: Readonly<Record<string, TextMateRule>> = {
  comment: {
    patterns: [
      {
        ...scope("comment.line.number-sign"),
        match: P.r`${P.COMMENT_OPENS}(#).*$`,
        captures: { 1: scope("punctuation.definition.comment") },
      },
      {
        ...scope("comment.line.double-slash"),
        match: P.r`${P.COMMENT_OPENS}(//).*$`,
        captures: { 1: scope("punctuation.definition.comment") },
      },
      {
        ...scope("comment.block"),
        begin: P.r`${P.COMMENT_OPENS}/\*`,
        end: P.r`\*/`,
        captures: { 0: scope("punctuation.definition.comment") },
      },
    ],
  },
  "line-comment": {
    comment: "Outside brackets only.",
    match: P.r`^${P.BLANKS}((;).*)$`,
    captures: {
      1: scope("comment.line.semicolon"),
      2: scope("punctuation.definition.comment"),
    },
  },
  directive: {
    comment: "Looks like a comment, but the lines of its body would be read.",
    match: P.DIRECTIVE,
    captures: { 1: scope("invalid.illegal.directive") },
  },
};

export const texts: Readonly<Record<string, TextMateRule>> = {
  text: { patterns: include("double-block", "single-block", "double", "single") },
  "double-block": quoted(
    "double.block",
    '"""',
    '"""',
    include("escape", "reference", "bad-reference", "block-call"),
  ),
  "single-block": quoted("single.block", "'''", "'''", []),
  double: quoted(
    "double",
    '"',
    '"|$',
    include("escape", "reference", "bad-reference", "text-call"),
  ),
  single: quoted("single", "'", "'|$", []),
  escape: match("constant.character.escape", P.r`\\${ESCAPABLE}`),
  reference: {
    ...scope("meta.interpolation"),
    match: P.r`(\$\{)${P.BLANKS}(${P.PATH})${P.BLANKS}(\})`,
    captures: {
      1: scope("punctuation.section.interpolation.begin"),
      2: scope("variable.other"),
      3: scope("punctuation.section.interpolation.end"),
    },
  },
  "bad-reference": match("invalid.illegal.interpolation", P.r`\$\{[^}"\\\n]*\}?`),
  "text-call": embeddedCall(P.r`\)|(?=")|$`),
  "block-call": embeddedCall(P.r`\)|(?=""")|$`),
};

function quoted(
  kind: string,
  begin: string,
  end: string,
  patterns: readonly TextMateRule[],
): TextMateRule {
  return {
    ...scope(`string.quoted.${kind}`),
    begin,
    end,
    beginCaptures: { 0: scope("punctuation.definition.string.begin") },
    endCaptures: { 0: scope("punctuation.definition.string.end") },
    patterns,
  };
}

/** A call in double-quoted text, whose own text is in single or escaped quotes. */
function embeddedCall(end: string): TextMateRule {
  return {
    ...scope("meta.interpolation"),
    begin: P.r`(?:(@${SECRET})|(@${RUNTIME}))(\()`,
    end,
    beginCaptures: {
      1: scope("support.function.secret"),
      2: scope("support.function.runtime"),
      3: scope("punctuation.section.group.begin"),
    },
    endCaptures: { 0: scope("punctuation.section.group.end") },
    patterns: [
      match("string.quoted.single", P.r`\\?'[^'"\n]*'`),
      match("string.quoted.double", P.r`\\"(?:(?!\\").)*\\"|"(?!"")[^"\n]*"(?!"")`),
      match("constant.numeric", P.NUMBER_ALONE),
      match("constant.language", P.CONSTANT_ALONE),
      match("punctuation.separator", ","),
    ],
  };
}

const BEHIND_VALUE = P.r`(?<=["'\])}${KEY_CHARACTERS}])`;

export const expressions: Readonly<Record<string, TextMateRule>> = {
  expression: {
    patterns: [
      ...include("comment", "text", "reference"),
      match("invalid.illegal.interpolation", P.BRACED),
      ...include("operator-call", "variable"),
      match("constant.numeric", P.NUMBER_ALONE),
      match("constant.language", P.CONSTANT_ALONE),
      ...include("name", "index", "array", "object", "group", "sign"),
      match("punctuation.separator", "[,;]"),
    ],
  },
  variable: {
    ...scope("variable.other"),
    match: P.r`(\$)(?!\d)${P.PATH}`,
    captures: { 1: scope("punctuation.definition.variable") },
  },
  "operator-call": {
    patterns: [
      match("invalid.illegal.shell", P.SHELL),
      match("support.function.secret", `@${SECRET}${NAME_ENDS}`),
      match("support.function.runtime", `@${RUNTIME}${NAME_ENDS}`),
      match("support.function.runtime", P.r`(?<![.${KEY_CHARACTERS}])env(?=\()`),
      match("support.function.compile", `@${named("compile", "import")}${NAME_ENDS}`),
      match("invalid.illegal.operator", `@${P.PATH}`),
    ],
  },
  name: {
    patterns: [
      match("invalid.illegal.call", P.r`\.?${P.OPERAND_NAME}(?=\()`),
      match("variable.other.member", `${BEHIND_VALUE}\\.${P.NAME}`),
      match("variable.other", P.OPERAND_NAME),
    ],
  },
  sign: {
    patterns: [
      match("invalid.illegal.block", "=>"),
      match("invalid.illegal.sign", P.r`[=!]==|[~^]|(?<![&|=!<>])[&|=](?![&|=])`),
      match("keyword.operator.comparison", "[=!<>]=|[<>]"),
      match("keyword.operator.logical", P.r`\|\||&&|\?\?|!`),
      match("keyword.operator.ternary", "[?:]"),
      match("keyword.operator.arithmetic", "[-+*/%]"),
    ],
  },
  group: bracketed("group", P.r`\(`, P.r`\)|(?=[\]}])`, include("expression")),
  index: {
    ...bracketed("index", P.r`\[`, P.r`\]|(?=\})`, include("expression")),
    begin: P.r`${BEHIND_VALUE}\[`,
  },
};

/** What stands between an opener and a closer; a closer of another kind ends it, too. */
export function bracketed(
  name: string,
  begin: string,
  end: string,
  patterns: readonly TextMateRule[],
): TextMateRule {
  return {
    begin,
    end,
    beginCaptures: { 0: scope(`punctuation.section.${name}.begin`) },
    endCaptures: { 0: scope(`punctuation.section.${name}.end`) },
    patterns,
  };
}
