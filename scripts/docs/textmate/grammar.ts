// Why: editors and highlighters take a grammar in TextMate's form. It is made from named parts, for what it
// is made of is regular expressions that nobody could keep in step by hand.

import * as P from "./patterns.js";
import {
  bracketed,
  type Captures,
  comments,
  expressions,
  include,
  scope,
  type TextMateRule,
  texts,
} from "./rules.js";

/** The grammar as the text of a file. */
export function textMateGrammar(): string {
  const grammar = {
    $schema: "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
    name: "TuskLang",
    scopeName: "source.tusk",
    fileTypes: ["tusk", "tsk"],
    patterns: include(
      ...["raw", "directive", "comment", "line-comment", "section", "item", "statement"],
      ...["object", "unreadable"],
    ),
    repository: {
      ...comments,
      raw: { patterns: rawTexts },
      section,
      item,
      ...inEachPlace("statement", statement),
      key,
      ...inEachPlace("value", value),
      array: bracketed("array", P.r`\[`, P.r`\]|(?=\})`, [
        ...include("comment", "separator", "value-in-brackets"),
      ]),
      object: bracketed("object", P.r`\{`, P.r`\}|(?=\])`, include("members")),
      members: {
        patterns: [
          ...include("directive", "comment", "separator", "statement-in-brackets"),
          { ...scope("invalid.illegal.text"), match: P.r`[^ \t\n,;{}\[\]]+` },
        ],
      },
      separator: { ...scope("punctuation.separator"), match: "[,;]" },
      ...texts,
      ...expressions,
      unreadable: {
        ...scope("invalid.illegal.text"),
        match: P.r`[^ \t\n](?:(?!(?<=[ \t])(?:#|/[/*])).)*`,
      },
    },
  };
  return `${JSON.stringify(grammar, null, 2)}\n`;
}

/** A rule under its name, and as it is inside brackets. */
function inEachPlace(name: string, rule: (place: P.Place) => TextMateRule) {
  return { [name]: rule("line"), [`${name}-in-brackets`]: rule("brackets") };
}

const inPlace = (name: string, place: P.Place): string =>
  place === "line" ? name : `${name}-in-brackets`;

const section: TextMateRule = {
  patterns: [
    {
      ...scope("meta.section"),
      begin: P.r`(\[)${P.BLANKS}(${P.LABELS})${P.BLANKS}(\])`,
      end: "$",
      beginCaptures: {
        1: scope("punctuation.definition.section.begin"),
        2: {
          patterns: [
            { ...scope("entity.name.section"), match: P.DOUBLE },
            { ...scope("entity.name.section"), match: P.SINGLE },
            { ...scope("entity.name.section"), match: P.NAME },
            { ...scope("punctuation.separator.path"), match: P.r`\.` },
          ],
        },
        3: scope("punctuation.definition.section.end"),
      },
      patterns: include("comment", "unreadable"),
    },
    { ...scope("invalid.illegal.section"), match: P.r`\[.*$` },
  ],
};

const key: TextMateRule = {
  patterns: [
    {
      ...scope("variable.other.declaration"),
      match: P.VARIABLE,
    },
    { ...scope("entity.name.tag"), match: P.DOUBLE },
    { ...scope("entity.name.tag"), match: P.SINGLE },
    { ...scope("entity.name.tag"), match: P.PATH },
  ],
};

const item: TextMateRule = {
  patterns: [
    {
      comment: "An object, whose further keys stand below its first.",
      begin: `-[ \\t]+${P.ITEM_KEY_AHEAD}`,
      end: "$",
      beginCaptures: { 0: scope("punctuation.definition.list") },
      patterns: include("statement"),
    },
    {
      begin: "-(?=[ \\t]|$)",
      end: "$",
      beginCaptures: { 0: scope("punctuation.definition.list") },
      patterns: include("separator", "value"),
    },
  ],
};

/** A key and what belongs to it. */
function statement(place: P.Place): TextMateRule {
  const end = P.EXPRESSION_ENDS[place];
  const keyed: Captures = { 1: { patterns: include("key") } };
  const values = include("separator", inPlace("value", place));
  return {
    patterns: [
      {
        begin: `(${P.KEY})${P.BLANKS}${P.ASSIGN}`,
        end,
        beginCaptures: {
          ...keyed,
          2: scope("invalid.illegal.separator"),
          3: scope("punctuation.separator.key-value"),
        },
        patterns: values,
      },
      {
        begin: P.r`(${P.KEY})${P.BLANKS}(?=\{)`,
        end,
        beginCaptures: keyed,
        patterns: include("comment", "object", "separator"),
      },
      {
        begin: `(${P.KEY})${P.BLANKS}(>)${P.LINE_ENDS}`,
        end: `^${P.BLANKS}(<)${P.LINE_ENDS}`,
        beginCaptures: { ...keyed, 2: scope("punctuation.section.block.begin") },
        endCaptures: { 1: scope("punctuation.section.block.end") },
        patterns: include("members"),
      },
      {
        comment: "A key that needs quotes.",
        begin: P.r`(${P.PATH}[^:="'\[\]{}<>,;\n#]*?)${P.BLANKS}([:=])(?=[ \t]|$)`,
        end,
        beginCaptures: {
          1: scope("invalid.illegal.key"),
          2: scope("punctuation.separator.key-value"),
        },
        patterns: values,
      },
      {
        comment: "A separator is missing.",
        begin: `(${P.KEY})(?=[ \\t]|$)`,
        end,
        beginCaptures: keyed,
        patterns: values,
      },
      { begin: "(?=@)", end, patterns: include("expression") },
    ],
  };
}

function value(place: P.Place): TextMateRule {
  const ends = P.VALUE_ENDS[place];
  const end = P.EXPRESSION_ENDS[place];
  return {
    patterns: [
      ...include("comment"),
      { ...scope("invalid.illegal.form"), match: P.FOREIGN_VALUE[place] },
      ...include("array", "object"),
      { begin: P.EXPRESSION_STARTS, end, patterns: include("expression") },
      { ...scope("constant.numeric"), match: `${P.NUMBER}${ends}` },
      { ...scope("constant.language"), match: `${P.CONSTANT}${ends}` },
      { ...scope("constant.numeric.range"), match: `${P.RANGE}${ends}` },
      { begin: P.bareExpressionStarts(place), end, patterns: include("expression") },
      {
        ...scope("string.unquoted"),
        match: P.BARE[place],
        captures: {
          0: {
            patterns: [
              {
                ...scope("invalid.illegal.interpolation"),
                match: P.BRACED,
              },
            ],
          },
        },
      },
      { ...scope("invalid.illegal.bracket"), match: place === "line" ? P.r`[)\]}]` : P.r`\)` },
    ],
  };
}

/** `|` and the lines below it that are deeper than its key or dash. */
const rawTexts: readonly TextMateRule[] = [
  rawText(P.r`^(${P.BLANKS})(${P.KEY})${P.BLANKS}([:=])`, P.r`\1`, [
    { patterns: include("key") },
    scope("punctuation.separator.key-value"),
  ]),
  rawText(P.r`^(${P.BLANKS})(-)(?=[ \t])`, P.r`\1`, [scope("punctuation.definition.list")]),
  rawText(P.r`^(${P.BLANKS})(-)([ \t]+)(${P.KEY})${P.BLANKS}([:=])(?=[ \t])`, P.r`\1 \3`, [
    scope("punctuation.definition.list"),
    {},
    { patterns: include("key") },
    scope("punctuation.separator.key-value"),
  ]),
];

/** `column` is the white space that every line has in common with what it is deeper than. */
function rawText(before: string, column: string, marks: readonly TextMateRule[]): TextMateRule {
  const captures = [
    ...marks,
    { patterns: include("comment") },
    scope("punctuation.definition.string.begin"),
    { patterns: include("comment") },
  ];
  return {
    begin: `${before}${P.PIPE}`,
    while: P.r`^(?:${column}[ \t]|[ \t]*$)`,
    contentName: "string.unquoted.block.tusk",
    beginCaptures: Object.fromEntries(captures.map((mark, index) => [index + 2, mark])),
  };
}
