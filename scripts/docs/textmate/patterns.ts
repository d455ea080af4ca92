// Why: an editor colours a file line by line with regular expressions, so what the lexer decides step by
// step must be said in a few of them. They are put together here from parts with names.

import { KEY_CHARACTERS } from "../../../grammar/characters.js";

/** Text as it is written, for patterns are full of backslashes. */
export const r = String.raw;

export const BLANKS = r`[ \t]*`;
/** A name and what may follow none. */
export const NAME = `[${KEY_CHARACTERS}]+`;
const NO_NAME_BEHIND = r`(?![${KEY_CHARACTERS}]|\.[${KEY_CHARACTERS}])`;
export const PATH = r`${NAME}(?:\.${NAME})*`;
export const VARIABLE = r`\$(?!\d)${NAME}`;

/** Quoted text on one line. */
export const DOUBLE = r`"(?:\\.|[^"\\\n])*"`;
export const SINGLE = r`'[^'\n]*'`;
const QUOTED = r`(?:"""(?:\\.|(?!""")[^\\\n])*"""|'''(?:(?!''')[^\n])*'''|${DOUBLE}|${SINGLE})`;

/** A bare, quoted, or variable key; `-` alone is none. */
export const KEY = r`(?:${VARIABLE}|${QUOTED}|(?!-(?:[^${KEY_CHARACTERS}]|$))${PATH})`;
export const LABELS = r`(?:${NAME}|${DOUBLE}|${SINGLE})(?:${BLANKS}\.${BLANKS}(?:${NAME}|${DOUBLE}|${SINGLE}))*`;
/** What assigns, and what people write for it. */
export const ASSIGN = r`(?:(==|=>|:=|::)|([:=]))`;

export const NUMBER = r`-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?`;
export const CONSTANT = "(?:true|false|null)";
export const RANGE = r`(?:0|[1-9]\d*)-(?:0|[1-9]\d*)`;
/** A number or constant in an expression: with no name behind it. */
export const NUMBER_ALONE = r`${NUMBER}${NO_NAME_BEHIND}`;
export const CONSTANT_ALONE = r`${CONSTANT}${NO_NAME_BEHIND}`;

/** A comment opens here; `AT_COMMENT` is the same behind a blank that was matched before. */
export const COMMENT_OPENS = r`(?:^|(?<=[ \t]))`;
const AT_COMMENT = r`(?<=[ \t])(?:#|/[/*])`;
/** Nothing but a comment is left of the line. */
export const LINE_ENDS = r`(?=${BLANKS}(?:$|${AT_COMMENT}))`;

/** Behind which a value is over: outside of brackets with its line, inside also at what separates or closes. */
export const VALUE_ENDS = {
  line: r`(?=${BLANKS}[,;]?${BLANKS}(?:$|${AT_COMMENT}))`,
  brackets: r`(?=${BLANKS}(?:$|[,;\]}]|${AT_COMMENT}))`,
} as const;

/** Whether indentation counts. */
export type Place = keyof typeof VALUE_ENDS;

/** What stays of an expression's line: the rest of it, inside brackets to what separates or closes. */
export const EXPRESSION_ENDS: Readonly<Record<Place, string>> = {
  line: "$",
  brackets: r`(?=[,;\]}])|$`,
};

const NESTED = r`(?<nested>[(\[{](?:(?!${AT_COMMENT})[^()\[\]{}\n]|\g<nested>)*[)\]}])`;

/** Text without quotes, in brackets with brackets of its own, or else without. */
export const BARE: Readonly<Record<Place, string>> = {
  line: r`[^ \t\n)\]}](?:(?!${AT_COMMENT}).)*?${VALUE_ENDS.line}`,
  brackets:
    r`(?![ \t\n,;)\]}])(?:(?:${NESTED}|(?!${AT_COMMENT})[^,;\[\]{}(\n])+?${VALUE_ENDS.brackets}` +
    r`|(?:(?!${AT_COMMENT})[^,;\]}\n])+?${VALUE_ENDS.brackets})`,
};

/** How a value starts that is an expression from its first character. */
export const EXPRESSION_STARTS = r`(?=["'(@!$]|-(?:[$@(]|env\()|(?:[A-Za-z_][A-Za-z0-9_.]*\()+[)"']|env\(|(?!-)${PATH}\((?:.*[(\[{,])?${BLANKS}$)`;

/** A name in an expression, where a digit starts a number and a dash is a minus. */
export const OPERAND_NAME = r`(?![-0-9])${PATH}`;

/** Operators of two operands. */
export const BINARY = r`(?:\|\||\?\?|&&|[=!<>]=|[<>+\-*/%])`;
const OPERAND =
  r`(?:[!(-]${BLANKS})*(?:${NUMBER_ALONE}|${OPERAND_NAME}(?!\()|${QUOTED}|\$${PATH}|\$\{[^}\n]*\})` +
  r`(?:${BLANKS}\))*`;
/** Operands and operators in turn; whether parentheses are balanced is `BALANCED`'s to tell. */
const JOINED =
  r`(?<joined>(?<operand>${OPERAND})(?:[ \t]+${BINARY}[ \t]+\g<operand>)*)` +
  r`(?:[ \t]+\?${BLANKS}\g<joined>[ \t]+:${BLANKS}\g<joined>)*`;

const FLAT = r`(?:[^()"',;\n]|${QUOTED})*`;
/** Parentheses up to three levels deep; deeper ones are rare enough to be read as text. */
const BALANCED = [1, 2, 3].reduce((inner) => r`${FLAT}(?:\(${inner}\)${FLAT})*`, FLAT);

/** A number or path, a spaced operator, and so on to the end of the value. */
export const bareExpressionStarts = (place: Place): string =>
  r`(?=(?:${NUMBER}|${OPERAND_NAME})[ \t]+(?:${BINARY}|\?)[ \t])(?=${BALANCED}${VALUE_ENDS[place]})(?=${JOINED}${VALUE_ENDS[place]})`;

/** `${` and what is in it, and a command for the shell, each at most to the end of its line. */
export const BRACED = r`\$\{[^}\n]*\}?`;
export const SHELL = r`\$(?<shell>\((?:[^()\n]|\g<shell>)*(?:\)|$))`;

/** A line that opens a block of code behind what looks like a comment. */
export const DIRECTIVE = r`^${BLANKS}(#(?:[a-z][\w-]*(?:(?! #).)*\{${BLANKS}(?: #.*)?|[a-z].*\{${BLANKS}|endif\b.*))$`;

/** The key of a list item: with white space behind its separator, or a `{` that ends the line. */
export const ITEM_KEY_AHEAD = r`(?=${KEY}${BLANKS}(?:[:=](?=[ \t]|$)|\{(?:.*\{)?${BLANKS}(?: #.*)?$))`;

/** Comments in front of a value on its line, and `|` with nothing behind it but another. */
export const PIPE = r`((?:[ \t]+/\*(?:(?!\*/).)*\*/)*)${BLANKS}(\|)${BLANKS}((?<=[ \t])(?:(?:#|//).*|/\*(?:(?!\*/).)*\*/${BLANKS}))?$`;

/** Forms of other languages where a value is due. */
export const FOREIGN_VALUE: Readonly<Record<Place, string>> = {
  line: r`\x60[^\x60\n]*\x60?|<<[<~-]{0,2}${BLANKS}["']?[A-Za-z_]\w*["']?|(?:\|[-+\d]+|>[-+\d]*)(?=${BLANKS}(?:$|(?<=[ \t])(?:#|//|/\*.*\*/${BLANKS}$)))`,
  brackets: r`\x60[^\x60\n]*\x60?`,
};
