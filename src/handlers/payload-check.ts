// Why: a handler that declares the type of its payload by itself may differ from queue.tusk, and would fail when it
// runs. Whether it takes what is sent is for the type checker to say; other errors of the file are not looked at.

import { join } from "node:path";
import type {
  Node,
  ParameterDeclaration,
  Signature,
  SourceFile,
  Symbol as TsSymbol,
  Type,
} from "ts-morph";
import type { Job } from "../ir/ir.js";
import type { Span } from "../source/source.js";
import { JSON_TYPE, payloadTypeText } from "./payload-type.js";
import type { OpenedProject, TsMorph } from "./ts-morph.js";

/** A place in the user's TypeScript. */
export interface TypePlace extends Span {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

/** What is wrong with the handler of a job. */
export type HandlerFault =
  /** `type` is that of the default export. */
  | {
      readonly kind: "not-a-function";
      readonly job: Job;
      readonly at: TypePlace;
      readonly type: string;
    }
  | {
      readonly kind: "misfit";
      readonly job: Job;
      readonly at: TypePlace;
      /** Completes "expects ...". */
      readonly expected: string;
      /** The names that lead to a field of the payload; without any, the payload as a whole. */
      readonly field: readonly string[];
    };

/** A handler to look at; the path is absolute. */
export interface CheckedHandler {
  readonly job: Job;
  readonly path: string;
}

/** What is wrong with handlers of the project in `root`, as far as types tell. */
export function checkPayloads(
  { morph, project }: OpenedProject,
  root: string,
  handlers: readonly CheckedHandler[],
): HandlerFault[] {
  for (const { path } of handlers) project.addSourceFileAtPath(path);
  const types = handlers.map(
    ({ job }, index) => `type P${index} = ${payloadTypeText(job.payload)};`,
  );
  // Beside the handlers, where the settings for them hold; it is never written.
  const payloads = project.createSourceFile(
    join(root, "handlers", ".tsk-gen-payloads.ts"),
    [JSON_TYPE, ...types, "export {};"].join("\n"),
    { overwrite: true },
  );
  return handlers.flatMap(({ job, path }, index): HandlerFault[] => {
    const file = project.getSourceFileOrThrow(path);
    const payload = payloads.getTypeAliasOrThrow(`P${index}`).getType();
    return new Comparison(morph, job, file).faults(payload);
  });
}

class Comparison {
  readonly #morph: TsMorph;
  readonly #job: Job;
  readonly #file: SourceFile;

  constructor(morph: TsMorph, job: Job, file: SourceFile) {
    this.#morph = morph;
    this.#job = job;
    this.#file = file;
  }

  faults(payload: Type): HandlerFault[] {
    const exported = this.#file.getDefaultExportSymbol();
    if (exported === undefined) return [];
    const type = (exported.getAliasedSymbol() ?? exported).getTypeAtLocation(this.#file);
    const signatures = type.getCallSignatures();
    const [first] = signatures;
    if (first === undefined) return this.#notCallable(exported, type);
    if (signatures.some((signature) => this.#accepts(signature, payload))) return [];
    const parameter = this.#parameterOf(first);
    if (parameter === undefined) return [];
    const { declaration, type: wanted } = parameter;
    const [named = this.#file] = exported.getDeclarations();
    const near = this.#isOwn(declaration) ? (declaration.getTypeNode() ?? declaration) : named;
    const found = this.#misfits(payload, wanted, near, []);
    return found.length > 0 ? found : [this.#misfit(near, wanted, [])];
  }

  #notCallable(exported: TsSymbol, type: Type): HandlerFault[] {
    if (type.isAny() || type.isUnknown() || type.isNever()) return [];
    const [declaration] = exported.getDeclarations();
    if (declaration === undefined) return [];
    const { Node } = this.#morph;
    const at = Node.isExportAssignment(declaration) ? declaration.getExpression() : declaration;
    return [
      {
        kind: "not-a-function",
        job: this.#job,
        at: placeOf(at),
        type: type.getText(this.#file),
      },
    ];
  }

  /** What cannot be told counts as accepted. */
  #accepts(signature: Signature, payload: Type): boolean {
    const parameter = this.#parameterOf(signature);
    if (parameter === undefined || parameter.declaration.isRestParameter()) return true;
    const isGeneric = signature.getTypeParameters().length > 0;
    return isGeneric || payload.isAssignableTo(parameter.type);
  }

  /** The type is that of the signature: a declaration such as that of `Handler` says only `Payload`. */
  #parameterOf(signature: Signature): Parameter | undefined {
    const [symbol] = signature.getParameters();
    const [declaration] = symbol?.getDeclarations() ?? [];
    if (symbol === undefined || !this.#morph.Node.isParameterDeclaration(declaration))
      return undefined;
    return { declaration, type: symbol.getTypeAtLocation(this.#file) };
  }

  /** The fields that do not fit, each where it is declared. */
  #misfits(sent: Type, wanted: Type, near: Node, path: readonly string[]): HandlerFault[] {
    if (!isPlainObject(sent) || !isPlainObject(wanted)) return [];
    return wanted.getProperties().flatMap((property) => {
      const field = [...path, property.getName()];
      const type = property.getTypeAtLocation(near);
      const given = sent.getProperty(property.getName());
      const at = this.#placeOf(property) ?? near;
      if (given === undefined) return property.isOptional() ? [] : [this.#misfit(at, type, field)];
      const givenType = given.getTypeAtLocation(near);
      if (givenType.isAssignableTo(type)) return [];
      const deeper = this.#misfits(givenType, type, near, field);
      return deeper.length > 0 ? deeper : [this.#misfit(at, type, field)];
    });
  }

  #misfit(at: Node, type: Type, field: readonly string[]): HandlerFault {
    const expected = describe(type, this.#file);
    return { kind: "misfit", job: this.#job, at: placeOf(at), expected, field };
  }

  /** Where a property is declared, if that is in a file that people write. */
  #placeOf(property: TsSymbol): Node | undefined {
    const [declaration] = property.getDeclarations();
    if (!this.#morph.Node.isPropertySignature(declaration)) return undefined;
    return this.#isOwn(declaration) ? declaration : undefined;
  }

  /** Whether people write the file, and no package nor generator does. */
  #isOwn(declaration: Node): boolean {
    const file = declaration.getSourceFile();
    return !file.isInNodeModules() && !file.isDeclarationFile();
  }
}

/** The first parameter of a signature. */
interface Parameter {
  readonly declaration: ParameterDeclaration;
  readonly type: Type;
}

function isPlainObject(type: Type): boolean {
  return (
    type.isObject() && !type.isArray() && !type.isTuple() && type.getCallSignatures().length === 0
  );
}

/** In the words that queue.tusk has for it. */
function describe(type: Type, near: Node): string {
  if (type.isString()) return "text";
  if (type.isNumber()) return "a number";
  if (type.isBoolean()) return "true or false";
  return `\`${type.getText(near)}\``;
}

/** A property goes without what parts it from the next. */
function placeOf(node: Node): TypePlace {
  const file = node.getSourceFile();
  const text = file.getFullText();
  const start = node.getStart();
  const written = text.slice(start, node.getEnd()).replace(/[;,]$/, "");
  return { path: file.getFilePath(), text, start, end: start + written.length };
}
