// Why: the part of the grammar inside `{ }`, `> <`, and `[ ]`, where lines and columns mean nothing: members and
// items, and what stands between them.

import type { IOrAlt, IToken, ParserMethod, TokenType } from "chevrotain";
import type { ArrayLiteral, ObjectLiteral, Statement, Value } from "./ast.js";
import * as make from "./builders.js";
import { ExpressionParser, type Rule } from "./expression-parser.js";
import { Separation } from "./separation.js";
import * as T from "./tokens.js";

/** The rules of objects and lists in brackets. What a member or an item is, the rules of lines know. */
export abstract class BracketParser extends ExpressionParser {
  protected abstract readonly statement: Rule<Statement | undefined>;
  protected abstract readonly value: Rule<Value>;

  protected readonly object: Rule<ObjectLiteral> = this.RULE("object", () => {
    const open = this.CONSUME(T.BraceOpen) as T.Token;
    const statements = this.SUBRULE(this.members, { ARGS: [T.BraceClose] });
    const close = this.CONSUME(T.BraceClose) as T.Token;
    return this.act(make.object, "braces", open, close, statements);
  });

  protected readonly angleObject: Rule<ObjectLiteral> = this.RULE("angleObject", () => {
    const open = this.CONSUME(T.AngleOpen) as T.Token;
    const statements = this.SUBRULE(this.members, { ARGS: [T.AngleClose] });
    const close = this.CONSUME(T.AngleClose) as T.Token;
    return this.act(make.object, "angles", open, close, statements);
  });

  private readonly members: ParserMethod<[TokenType], Statement[]> = this.RULE(
    "members",
    (closer: TokenType) => {
      const before = this.failures;
      const statements: Statement[] = [];
      const separation = new Separation(false);
      const height = this.eachSeparated(separation, () =>
        this.SUBRULE(this.member, { ARGS: [statements] }),
      );
      this.act(this.endBracket, closer, before);
      this.height = height + 1;
      return statements;
    },
  );

  /** Reads what stands between brackets; answers with the height of the tallest. */
  private eachSeparated(separation: Separation, part: () => void): number {
    const alternatives = [
      { ALT: () => this.SUBRULE(this.between, { ARGS: [separation] }) },
      {
        ALT: () => {
          part();
          separation.item();
        },
      },
    ];
    let height = 0;
    this.MANY(() => {
      this.OR(alternatives);
      height = Math.max(height, this.height);
    });
    return height;
  }

  private readonly member: ParserMethod<[Statement[]], void> = this.RULE(
    "member",
    (statements: Statement[]) => {
      const before = this.failures;
      const outer = this.subjects.enter();
      const start = this.next();
      const statement = this.SUBRULE(this.statement);
      this.act(this.addMember, statements, statement, start, before);
      this.subjects.leave(outer);
    },
  );

  protected readonly array: Rule<ArrayLiteral> = this.RULE("array", () => {
    const before = this.failures;
    const open = this.CONSUME(T.BracketOpen) as T.Token;
    const items: Value[] = [];
    const separation = new Separation(true);
    const height = this.eachSeparated(separation, () =>
      this.SUBRULE(this.element, { ARGS: [items] }),
    );
    this.act(this.endBracket, T.BracketClose, before);
    const close = this.CONSUME(T.BracketClose) as T.Token;
    this.height = height + 1;
    return this.act(make.array, open, close, items);
  });

  private readonly element: ParserMethod<[Value[]], void> = this.RULE(
    "element",
    (items: Value[]) => {
      const before = this.failures;
      const outer = this.subjects.enter();
      const item = this.guard(this.#item, make.unreadable);
      this.act(this.addItem, items, item, before);
      this.subjects.leave(outer);
    },
  );

  /** What separates members and items: `,`, `;`, or a line break. */
  private readonly between: ParserMethod<[Separation], void> = this.RULE(
    "between",
    (separation: Separation) => {
      this.height = 0;
      const token = this.OR(this.#betweens) as T.Token;
      if (token.tokenType !== T.Newline) this.act(this.checkSeparator, separation, token);
    },
  );

  readonly #betweens: IOrAlt<IToken>[] = [
    { ALT: () => this.CONSUME(T.Newline) },
    { ALT: () => this.SUBRULE(this.separator) },
  ];

  readonly #item = () => this.SUBRULE(this.value);

  protected readonly separator: Rule<IToken> = this.RULE("separator", () =>
    this.OR(this.#separators),
  );

  readonly #separators: IOrAlt<IToken>[] = [
    { ALT: () => this.CONSUME(T.Comma) },
    { ALT: () => this.CONSUME(T.Semicolon) },
  ];
}
