// Why: the grammar, one method a rule, as grammar/README.md writes it. Rules build the AST as they go: a
// concrete syntax tree would double the time and nobody would look at it. What runs for each line stands in
// fields: closures made anew were half of the memory that reading a file went through.

import { EOF, type IOrAlt, type IToken, type ParserMethod } from "chevrotain";
import { bug } from "../src/diagnostics/bug.js";
import type { Report } from "../src/diagnostics/diagnostic.js";
import type { SourceFile, Span } from "../src/source/source.js";
import type {
  Assignment,
  BareExpression,
  Block,
  Declaration,
  List,
  OperatorStatement,
  Section,
  Statement,
  Value,
} from "./ast.js";
import { BracketParser } from "./bracket-parser.js";
import * as make from "./builders.js";
import type { Rule } from "./expression-parser.js";
import { TooManyErrors } from "./recovery.js";
import type { CallListener } from "./subjects.js";
import type { Batches } from "./token-reader.js";
import * as T from "./tokens.js";

/** A file's statements: those above the first header, and the sections. */
export interface Body {
  /** Of the `{ ... }` that is the whole file. */
  readonly braces: Span | undefined;
  readonly statements: readonly Statement[];
  readonly sections: readonly Section[];
  /** False for a file with very many syntax errors, which reads as empty. */
  readonly isComplete: boolean;
}

/** The grammar of TuskLang over the tokens of lexer.ts. One instance reads any number of files. */
export class TuskParser extends BracketParser {
  constructor(validated = false) {
    super(validated);
    this.performSelfAnalysis();
  }

  /** Reads the tokens of a file. A file with very many syntax errors reads as empty. */
  read(source: SourceFile, batches: Batches, report: Report, listener: CallListener): Body {
    this.begin(source, batches, report, listener);
    try {
      return this.document() ?? bug(`the grammar does not accept ${source.path}`);
    } catch (error) {
      if (error instanceof TooManyErrors)
        return { braces: undefined, statements: [], sections: [], isComplete: false };
      throw error;
    }
  }

  private readonly document: Rule<Body> = this.RULE("document", () => {
    const body = this.OR<Body>([
      { ALT: () => this.SUBRULE(this.braced) },
      { ALT: () => this.SUBRULE(this.sections) },
    ]);
    this.act(this.endBracket, EOF, 0);
    this.CONSUME(EOF);
    return body;
  });

  private readonly braced: Rule<Body> = this.RULE("braced", () => {
    const { span, statements } = this.SUBRULE(this.object);
    return { braces: span, statements, sections: [], isComplete: true };
  });

  private readonly sections: Rule<Body> = this.RULE("sections", () => {
    const statements = this.SUBRULE(this.lines);
    const sections: Section[] = [];
    this.MANY(() => sections.push(this.SUBRULE(this.section)));
    return { braces: undefined, statements, sections, isComplete: true };
  });

  private readonly section: Rule<Section> = this.RULE("section", () => {
    const header = this.CONSUME(T.Header) as T.Token;
    const key = this.act(this.endHeader, header);
    const statements = this.SUBRULE(this.lines);
    return this.act(make.section, header, key, statements);
  });

  private readonly lines: Rule<Statement[]> = this.RULE("lines", () => {
    const statements: Statement[] = [];
    const options = { ARGS: [statements] as [Statement[]] };
    this.MANY(() => {
      this.CONSUME(T.Newline);
      this.SUBRULE(this.line, options);
    });
    return statements;
  });

  private readonly line: ParserMethod<[Statement[]], void> = this.RULE(
    "line",
    (statements: Statement[]) => {
      const before = this.failures;
      const outer = this.subjects.enter();
      const statement = this.SUBRULE(this.statement);
      this.OPTION(this.#separator);
      const line = this.act(this.closeLine, statement, before);
      this.subjects.leave(outer);
      const stray = this.OPTION2(this.#strayBlock);
      this.act(this.addLine, statements, line, stray);
    },
  );

  readonly #separator = () => this.SUBRULE(this.separator);
  readonly #strayBlock = () => this.SUBRULE(this.strayBlock, { ARGS: [false] });

  /** Deeper lines that nothing opened: read as if they stood beside the line above. */
  private readonly strayBlock: ParserMethod<[boolean], Block | List> = this.RULE(
    "strayBlock",
    (reported: boolean) => {
      const open = this.CONSUME(T.StrayBlockOpen) as T.Token;
      this.act(this.openStray, open, reported);
      const list = this.OPTION(() => this.SUBRULE(this.list));
      const block = this.SUBRULE(this.strayLines);
      this.CONSUME(T.BlockClose);
      return this.ACTION(() => (list && block.statements.length === 0 ? list : block));
    },
  );

  private readonly strayLines: Rule<Block> = this.RULE("strayLines", () => {
    const start = this.next();
    const statements = this.SUBRULE(this.lines);
    return this.act(make.block, start, statements);
  });

  protected readonly statement: Rule<Statement | undefined> = this.RULE("statement", () =>
    this.guard<Statement | undefined>(this.#statement, nothing),
  );

  readonly #statement = () => this.OR(this.#statements);

  readonly #statements: IOrAlt<Statement | undefined>[] = [
    { ALT: () => this.SUBRULE(this.assignment) },
    { ALT: () => this.SUBRULE(this.declaration) },
    { ALT: () => this.SUBRULE(this.operatorStatement) },
    { ALT: () => this.SUBRULE(this.unreadable) },
  ];

  private readonly assignment: Rule<Assignment | undefined> = this.RULE("assignment", () => {
    const token = this.OR(this.#keys) as T.Token;
    this.subjects.noteKey(token);
    const value = this.guard(this.#assigned, make.unreadable);
    return this.act(this.finishAssignment, token, value);
  });

  readonly #keys: IOrAlt<IToken>[] = [
    { ALT: () => this.CONSUME(T.BareKey) },
    { ALT: () => this.CONSUME(T.QuotedKey) },
  ];

  private readonly declaration: Rule<Declaration> = this.RULE("declaration", () => {
    const token = this.CONSUME(T.VariableKey) as T.Token;
    this.subjects.noteKey(token);
    const value = this.guard(this.#assigned, make.unreadable);
    return this.act(make.declaration, this.text, token, value);
  });

  readonly #assigned = () => this.SUBRULE(this.assigned);

  /** What stands behind a key: `: value`, `{ ... }`, or `>` ... `<`. */
  private readonly assigned: Rule<Value> = this.RULE("assigned", () => this.OR(this.#assignments));

  readonly #assignments: IOrAlt<Value>[] = [
    {
      ALT: () => {
        const separator = this.CONSUME(T.Assign) as T.Token;
        const before = this.failures;
        const value = this.OPTION(this.#value);
        return value ? this.act(this.intact, value, before) : make.empty(separator);
      },
    },
    { ALT: () => this.SUBRULE(this.object) },
    { ALT: () => this.SUBRULE(this.angleObject) },
    { ALT: () => this.SUBRULE(this.unseparated), IGNORE_AMBIGUITIES: true },
  ];

  readonly #value = () => this.SUBRULE(this.value);

  /** A key whose separator is missing: read as if it stood there. */
  private readonly unseparated: Rule<Value> = this.RULE("unseparated", () => {
    const key = this.LA(0) as T.Token;
    this.act(this.reportMissingColon, key);
    const value = this.OPTION(() =>
      this.OR<Value>([
        { ALT: () => this.SUBRULE(this.value) },
        { ALT: () => this.SUBRULE(this.strayBlock, { ARGS: [true] }) },
      ]),
    );
    return value ?? make.unreadable({ start: key.end, end: key.end });
  });

  private readonly operatorStatement: Rule<OperatorStatement> = this.RULE(
    "operatorStatement",
    () => {
      const expression = this.SUBRULE(this.expression);
      return this.act(make.operatorStatement, expression);
    },
  );

  protected readonly value: Rule<Value> = this.RULE("value", () => this.OR(this.#values));

  readonly #values: IOrAlt<Value>[] = [
    { ALT: () => this.SUBRULE(this.block) },
    { ALT: () => this.SUBRULE(this.list) },
    { ALT: () => this.SUBRULE(this.object) },
    { ALT: () => this.SUBRULE(this.array) },
    { ALT: () => this.leaf(this.CONSUME(T.BareText), make.bareText) },
    { ALT: () => this.leaf(this.CONSUME(T.RawText), make.rawText) },
    { ALT: () => this.leaf(this.CONSUME(T.Range), make.range) },
    { ALT: () => this.SUBRULE(this.bareExpression) },
    { ALT: () => this.SUBRULE(this.expression), IGNORE_AMBIGUITIES: true },
    { ALT: () => this.SUBRULE(this.unreadableValue) },
  ];

  private readonly block: Rule<Block> = this.RULE("block", () => {
    const open = this.CONSUME(T.BlockOpen) as T.Token;
    const statements = this.SUBRULE(this.lines);
    this.CONSUME(T.BlockClose);
    return this.act(make.block, open, statements);
  });

  private readonly list: Rule<List> = this.RULE("list", () => {
    const open = this.CONSUME(T.ListOpen) as T.Token;
    const items: Value[] = [];
    this.MANY(() => {
      this.CONSUME(T.Newline);
      const item = this.SUBRULE(this.itemLine);
      if (item) items.push(item);
    });
    this.CONSUME(T.BlockClose);
    return this.act(make.list, open, items);
  });

  private readonly itemLine: Rule<Value | undefined> = this.RULE("itemLine", () => {
    const before = this.failures;
    const outer = this.subjects.enter();
    const item = this.guard<Value | undefined>(this.#item, make.unreadable);
    this.OPTION(this.#separator);
    const whole = this.act(this.closeItem, item, before);
    this.subjects.leave(outer);
    return whole;
  });

  readonly #item = () => this.OR(this.#items);

  readonly #items: IOrAlt<Value | undefined>[] = [
    { ALT: () => this.SUBRULE(this.item) },
    { ALT: () => this.SUBRULE(this.unreadable) },
  ];

  private readonly item: Rule<Value> = this.RULE("item", () => {
    const dash = this.CONSUME(T.Dash) as T.Token;
    return this.OPTION(this.#value) ?? make.empty(dash);
  });

  private readonly bareExpression: Rule<BareExpression> = this.RULE("bareExpression", () => {
    const open = this.CONSUME(T.BareExpressionOpen) as T.Token;
    const expression = this.SUBRULE(this.expression);
    const close = this.CONSUME(T.BareExpressionClose) as T.Token;
    return this.act(make.bareExpression, this.text, open, close, expression);
  });

  private readonly unreadable: Rule<undefined> = this.RULE("unreadable", () => {
    const token = this.CONSUME(T.Unreadable) as T.Token;
    this.act(this.skipUnreadable, token);
    return undefined;
  });

  private readonly unreadableValue: Rule<Value> = this.RULE("unreadableValue", () => {
    const token = this.CONSUME(T.Unreadable) as T.Token;
    this.act(this.skipUnreadable, token);
    this.height = 0;
    return make.unreadable(token);
  });
}

function nothing(): undefined {
  return undefined;
}
