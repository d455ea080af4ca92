// Why: settings are read in one pass that never stops at the first bad one; a value that was not
// accepted leaves a problem behind and a stand-in of the right type, which `finish` keeps from use.

import { ConfigError, type ConfigProblem } from "./config-error.js";
import { type ReadVariable, Setting } from "./env.js";
import { accept, describe, type Shape, type ValueOf, withoutPassword } from "./shape.js";

/** The variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

class MissingVariable extends Error {
  constructor(readonly variable: string) {
    super(variable);
  }
}

/** Reads settings and collects what is wrong with them. */
export class SettingReader {
  readonly problems: ConfigProblem[] = [];

  constructor(private readonly environment: Environment) {}

  /** The value of a variable; empty is unset. */
  variable(name: string): string | undefined {
    return this.environment[name] || undefined;
  }

  /**
   * The value of a setting or constant, checked against its own shape and the one of the place it
   * stands in. `path` names constants in messages.
   */
  read<const S extends Shape>(path: string, given: unknown, shape: S): ValueOf<S> {
    const value =
      given instanceof Setting
        ? this.#readSetting(given, shape)
        : this.#check(path, given, shape, false);
    return (value ?? standIn(shape)) as ValueOf<S>;
  }

  /** As `read`, for a setting that may be left out. */
  optional<const S extends Shape>(path: string, given: unknown, shape: S): ValueOf<S> | undefined {
    return given === undefined ? undefined : this.read(path, given, shape);
  }

  /** How messages name a place: by the variable that decides it, else by the place itself. */
  nameOf(path: string, given: unknown): string {
    return given instanceof Setting && given.source.kind === "variable" ? given.source.name : path;
  }

  /** Notes what is wrong; `message` says it without the name that it starts with. */
  problem(name: string, complaint: string): void {
    const message = `${name} ${complaint}`;
    if (this.problems.some((known) => known.message === message)) return;
    this.problems.push({ name, message });
  }

  /** Throws a `ConfigError` when anything was wrong. */
  finish(): void {
    if (this.problems.length > 0) throw new ConfigError(this.problems);
  }

  #readSetting(setting: Setting<unknown>, shape: Shape): string | number | boolean | undefined {
    const { source } = setting;
    if (source.kind === "computed") return this.#compute(setting, source.compute, shape);
    const text = this.variable(source.name);
    const value = text ?? source.fallback;
    if (value === undefined) {
      this.problem(source.name, `is not set; accepted: ${describe(setting.shape)}`);
      return undefined;
    }
    const own = this.#check(source.name, value, setting.shape, setting.secret);
    return own === undefined ? undefined : this.#check(source.name, value, shape, setting.secret);
  }

  #compute(
    setting: Setting<unknown>,
    compute: (read: ReadVariable) => unknown,
    shape: Shape,
  ): string | number | boolean | undefined {
    const names: string[] = [];
    try {
      const value = compute(this.#variables(names, setting.secret));
      const label =
        names.length > 0 ? `the value computed from ${names.join(", ")}` : "the computed value";
      const own = this.#check(label, value, setting.shape, setting.secret);
      return own === undefined ? undefined : this.#check(label, value, shape, setting.secret);
    } catch (error) {
      if (!(error instanceof MissingVariable)) throw error;
      this.problem(error.variable, "is not set; accepted: text");
      return undefined;
    }
  }

  #variables(names: string[], secret: boolean): ReadVariable {
    const read = (name: string, fallback?: string | number | boolean) => {
      if (!names.includes(name)) names.push(name);
      const text = this.variable(name);
      if (text === undefined && fallback === undefined) throw new MissingVariable(name);
      if (text === undefined || (typeof fallback !== "number" && typeof fallback !== "boolean"))
        return text ?? fallback;
      const shape = { kind: typeof fallback === "number" ? "number" : "switch" } as const;
      return this.#check(name, text, shape, secret) ?? fallback;
    };
    return read as ReadVariable;
  }

  #check(
    name: string,
    value: unknown,
    shape: Shape,
    secret: boolean,
  ): string | number | boolean | undefined {
    const accepted = accept(shape, value);
    if (accepted === undefined) {
      const shown = secret ? "holds a value that is not accepted" : `is ${show(value)}`;
      this.problem(name, `${shown}; accepted: ${describe(shape)}`);
    }
    return accepted;
  }
}

function show(value: unknown): string {
  return JSON.stringify(typeof value === "string" ? withoutPassword(value) : value) ?? "missing";
}

function standIn(shape: Shape): string | number | boolean {
  switch (shape.kind) {
    case "choice":
      return shape.choices[0] ?? "";
    case "text":
    case "url":
      return "";
    case "switch":
      return false;
    case "integer":
    case "number":
    case "duration":
      return shape.min ?? 0;
  }
}
