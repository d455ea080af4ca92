// Why: each file is read once, however many import it.

import type { Call, Document } from "../../../grammar/ast.js";
import { parse } from "../../../grammar/parse.js";
import type { Diagnostic, Label, Report } from "../../diagnostics/diagnostic.js";
import { refusalOf, useOf } from "../../operators/find.js";
import type { ImportTarget } from "../../operators/operator.js";
import type { SourceFile } from "../../source/source.js";

/** A file, and what its imports name. */
export class Module {
  readonly document: Document;
  /** Every `@name` outside quotes. */
  readonly calls: readonly Call[];
  /** Where syntax errors are. */
  readonly unread: readonly number[];
  /** Sends on what is found in it, but for more about lines that could not be read: each has its error. */
  readonly report: Report;
  /** By call: what it names, or why that cannot be read. */
  readonly imports = new Map<Call, Import | Diagnostic>();
  #unreadAt: ReadonlySet<number> | undefined;
  readonly #unreadLines: ReadonlySet<number>;
  /** Whether it has errors: a name that it lacks may be one that could not be read. */
  faulty = false;

  constructor(
    readonly source: SourceFile,
    report: Report,
  ) {
    const unread: Diagnostic[] = [];
    const send: Report = (diagnostic) => {
      if (diagnostic.severity === "error") this.faulty = true;
      report(diagnostic);
    };
    const note: Report = (diagnostic) => {
      unread.push(diagnostic);
      send(diagnostic);
    };
    const calls: Call[] = [];
    this.document = parse(source, note, {
      refuse: (call, key) => refusalOf(useOf(source, call, key)),
      found: (call) => calls.push(call),
    });
    this.calls = calls;
    this.unread = unread.map(({ primary }) => primary.span.start);
    this.#unreadLines = new Set(unread.map(({ primary: { span } }) => this.#lineAt(span.start)));
    this.report = (diagnostic) => {
      if (!this.isOnUnreadLine(diagnostic.primary)) send(diagnostic);
    };
  }

  /** Whether a place is on a line of this file that could not be read: what else is wrong there nobody knows. */
  isOnUnreadLine({ source, span }: Label): boolean {
    if (this.#unreadLines.size === 0 || source !== this.source) return false;
    return this.#unreadLines.has(this.#lineAt(span.start));
  }

  /** Whether what stands at an offset could not be read. */
  isUnread(at: number): boolean {
    this.#unreadAt ??= new Set(this.unread);
    return this.#unreadAt.has(at);
  }

  #lineAt(offset: number): number {
    return this.source.position(offset).line;
  }
}

/** What an import names. */
export interface Import {
  readonly module: Module;
  readonly target: ImportTarget;
}
