// Why: the part of the grammar that computes. It knows nothing of lines and blocks, and the rules that do
// need only its `expression`.

import type { IOrAlt, IToken, ParserMethod, TokenType } from "chevrotain";
import type { ArrayLiteral, Expression, ObjectLiteral } from "./ast.js";
import * as make from "./builders.js";
import { ClosingParser } from "./closing.js";
import { foldBinary, type Joint } from "./precedence.js";
import * as T from "./tokens.js";

export type Rule<Node> = ParserMethod<[], Node>;

/** What stands behind a test. */
interface Branches {
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}

/** The rules of expressions. Lists and objects in them are the business of the rules of values. */
export abstract class ExpressionParser extends ClosingParser {
  protected abstract readonly object: Rule<ObjectLiteral>;
  protected abstract readonly array: Rule<ArrayLiteral>;

  protected readonly expression: Rule<Expression> = this.RULE("expression", () => {
    const first = this.SUBRULE(this.operand);
    const joints = this.OPTION(this.#joints);
    const test = joints === undefined ? first : this.act(this.join, first, joints);
    const height = this.height;
    const branches = this.OPTION2(this.#branches);
    return branches === undefined ? test : this.act(this.choose, test, height, branches);
  });

  readonly #joints = () => this.SUBRULE(this.joints);
  readonly #branches = () => this.SUBRULE(this.branches);

  /** Operators and their right operands; precedence.ts groups them. */
  protected readonly joints: Rule<Joint[]> = this.RULE("joints", () => {
    const joints: Joint[] = [];
    let height = this.height;
    this.AT_LEAST_ONE(() => {
      const token = this.CONSUME(T.BinaryOperator) as T.Token;
      const right = this.SUBRULE(this.operand);
      joints.push(this.act(make.joint, this.text, token, right));
      height = Math.max(height, this.height);
    });
    this.height = height;
    return joints;
  });

  private join(first: Expression, joints: readonly Joint[]): Expression {
    this.grow(this.height + joints.length, first.span);
    return foldBinary(first, joints);
  }

  protected readonly branches: Rule<Branches> = this.RULE("branches", () => {
    const question = this.CONSUME(T.Question) as T.Token;
    this.act(this.nest, question);
    const whenTrue = this.SUBRULE(this.expression);
    const height = this.height;
    this.CONSUME(T.Colon);
    const whenFalse = this.SUBRULE2(this.expression);
    this.height = Math.max(height, this.height);
    this.act(this.unnest);
    return { whenTrue, whenFalse };
  });

  private choose(test: Expression, testHeight: number, branches: Branches): Expression {
    this.grow(1 + Math.max(testHeight, this.height), test.span);
    return make.conditional(test, branches.whenTrue, branches.whenFalse);
  }

  protected readonly operand: Rule<Expression> = this.RULE("operand", () => {
    const prefixes = this.OPTION(this.#prefixes);
    // Operands inside this one are read before it is set, so that one field is enough.
    this.#operand = this.OR(this.#primaries);
    this.MANY(this.#postfix);
    const operand = this.#operand;
    return prefixes === undefined ? operand : this.act(this.prefix, prefixes, operand);
  });

  /** The operand that was read last. */
  #operand: Expression = make.unreadable({ start: 0, end: 0 });

  readonly #prefixes = () => this.SUBRULE(this.prefixes);

  protected readonly prefixes: Rule<T.Token[]> = this.RULE("prefixes", () => {
    const prefixes: T.Token[] = [];
    this.AT_LEAST_ONE(() => prefixes.push(this.CONSUME(T.PrefixOperator) as T.Token));
    return prefixes;
  });

  private prefix(prefixes: readonly T.Token[], operand: Expression): Expression {
    this.grow(this.height + prefixes.length, operand.span);
    return make.prefixed(this.text, prefixes, operand);
  }

  readonly #primaries: IOrAlt<Expression>[] = [
    { ALT: () => this.leaf(this.CONSUME(T.QuotedText), make.quoted) },
    { ALT: () => this.leaf(this.CONSUME(T.NumberText), make.number) },
    { ALT: () => this.leaf(this.CONSUME(T.Constant), make.constant) },
    { ALT: () => this.leaf(this.CONSUME(T.Variable), make.variable) },
    { ALT: () => this.leaf(this.CONSUME(T.Reference), make.reference) },
    { ALT: () => this.subjects.noteCall(this.leaf(this.CONSUME(T.ShellCall), make.shellCall)) },
    { ALT: () => this.SUBRULE(this.operatorCall) },
    { ALT: () => this.SUBRULE(this.nameOrCall) },
    { ALT: () => this.SUBRULE(this.group) },
    { ALT: () => this.SUBRULE(this.array) },
    { ALT: () => this.SUBRULE(this.object) },
  ];

  readonly #postfix = () => {
    this.#operand = this.OR2(this.#postfixes);
  };

  readonly #postfixes: IOrAlt<Expression>[] = [
    { ALT: () => this.SUBRULE(this.memberAccess, { ARGS: [this.#operand] }) },
    { ALT: () => this.SUBRULE(this.index, { ARGS: [this.#operand] }) },
  ];

  protected readonly memberAccess: ParserMethod<[Expression], Expression> = this.RULE(
    "memberAccess",
    (of: Expression) => {
      const token = this.CONSUME(T.Member) as T.Token;
      const height = this.height;
      const found = this.OPTION(() => this.SUBRULE(this.callArguments));
      return this.ACTION(() => {
        this.grow(height + 1, token);
        return make.member(this.text, of, token, found);
      });
    },
  );

  protected readonly index: ParserMethod<[Expression], Expression> = this.RULE(
    "index",
    (of: Expression) => {
      const height = this.height;
      this.CONSUME(T.IndexOpen);
      const index = this.SUBRULE(this.enclosed, { ARGS: [T.IndexClose] });
      const close = this.CONSUME(T.IndexClose) as T.Token;
      return this.ACTION(() => {
        this.grow(1 + Math.max(height, this.height), close);
        return make.index(of, index, close);
      });
    },
  );

  protected readonly group: Rule<Expression> = this.RULE("group", () => {
    const open = this.CONSUME(T.ParenOpen) as T.Token;
    const inner = this.SUBRULE(this.enclosed, { ARGS: [T.ParenClose] });
    const close = this.CONSUME(T.ParenClose) as T.Token;
    return this.act(make.group, open, close, inner);
  });

  /** The expression between brackets; what is wrong in it stays there. */
  protected readonly enclosed: ParserMethod<[TokenType], Expression> = this.RULE(
    "enclosed",
    (closer: TokenType) => {
      const before = this.failures;
      const inner = this.guard<Expression>(() => this.SUBRULE(this.expression), make.unreadable);
      this.act(this.endBracket, closer, before);
      return inner;
    },
  );

  /** `@name`, `@name(...)`, or `@name "text"`. */
  protected readonly operatorCall: Rule<Expression> = this.RULE("operatorCall", () => {
    const name = this.CONSUME(T.OperatorName) as T.Token;
    this.height = 0;
    const found = this.OPTION(() =>
      this.OR<make.Arguments>([
        { ALT: () => this.SUBRULE(this.callArguments) },
        { ALT: () => this.SUBRULE(this.bareArgument) },
      ]),
    );
    return this.ACTION(() => this.subjects.noteCall(make.call(this.text, "operator", name, found)));
  });

  protected readonly nameOrCall: Rule<Expression> = this.RULE("nameOrCall", () => {
    const name = this.CONSUME(T.Name) as T.Token;
    this.height = 0;
    const found = this.OPTION(() => this.SUBRULE(this.callArguments));
    return this.ACTION(() =>
      found
        ? this.subjects.noteCall(make.call(this.text, "function", name, found))
        : make.name(this.text, name),
    );
  });

  protected readonly bareArgument: Rule<make.Arguments> = this.RULE("bareArgument", () => {
    const token = this.CONSUME(T.QuotedText) as T.Token;
    return this.ACTION(() => ({
      args: [make.quoted(this.text, token)],
      problem: undefined,
      end: token.end,
    }));
  });

  protected readonly callArguments: Rule<make.Arguments> = this.RULE("callArguments", () => {
    const args: Expression[] = [];
    let height = 0;
    this.CONSUME(T.ParenOpen);
    const problem = this.capture(() => {
      this.MANY_SEP({
        SEP: T.Comma,
        DEF: () => {
          const argument = this.SUBRULE(this.expression);
          args.push(argument);
          height = Math.max(height, this.height);
        },
      });
      this.CONSUME(T.ParenClose);
    });
    return this.ACTION(() => {
      const { end } = this.LA(0) as T.Token;
      this.height = problem ? 0 : height + 1;
      return { args: problem ? undefined : args, problem, end };
    });
  });

  /** A value that is one token. */
  protected leaf<Node>(token: IToken, build: (text: string, token: T.Token) => Node): Node {
    this.height = 0;
    return this.act(build, this.text, token as T.Token);
  }
}
