// Why: a template names what it uses and never thinks about import statements. Two symbols are the same
// when module and name are; two different ones that would share a name get aliases.

/** Something that a generated file takes from another module. */
export interface ImportSymbol {
  readonly kind: "symbol";
  /** As it is written after `from`. */
  readonly module: string;
  /** As the module exports it; `default` for its default export. */
  readonly name: string;
  /** The name to use here while it is free. */
  readonly local: string;
  /** Erased at compile time: imported with `type`. */
  readonly type: boolean;
}

/** What a module exports, by name. */
export function importSymbol(module: string, name: string): ImportSymbol {
  return { kind: "symbol", module, name, local: name, type: false };
}

/** A type that a module exports, by name. */
export function importType(module: string, name: string): ImportSymbol {
  return { kind: "symbol", module, name, local: name, type: true };
}

/** The default export of a module, to be called `local`. */
export function importDefault(module: string, local: string): ImportSymbol {
  return { kind: "symbol", module, name: "default", local, type: false };
}

/** Identity: what the module exports, not how it is used. */
export function symbolKey({ module, name }: ImportSymbol): string {
  return `${module}\n${name}`;
}
