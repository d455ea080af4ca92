// Why: generated code names every variable that can change a setting, with its default and what it
// accepts, in one readable line. Nothing is read here: a process reads its settings when it starts.

import type { Duration } from "./duration.js";
import type { Shape, ValueOf } from "./shape.js";

/** Reads one variable inside `env.computed`; empty is unset. A fallback gives the type to read it as. */
export interface ReadVariable {
  (name: string): string;
  (name: string, fallback: string): string;
  (name: string, fallback: number): number;
  (name: string, fallback: boolean): boolean;
}

type Source =
  | { readonly kind: "variable"; readonly name: string; readonly fallback: unknown }
  | { readonly kind: "computed"; readonly compute: (read: ReadVariable) => unknown };

/** A value that the environment decides when a process starts. */
export class Setting<T> {
  /** Never set: it carries the type of the value. */
  declare protected readonly type: T;

  constructor(
    readonly shape: Shape,
    readonly source: Source,
    /** A secret's value never reaches a message or a log. */
    readonly secret: boolean,
  ) {}
}

/** Marks settings whose value is a duration, so that a plain number cannot stand for one. */
export interface DurationValue {
  readonly unit: "milliseconds";
}

/** A value, or a setting that yields one. */
export type Settable<T> = T | Setting<T>;

/** A duration, or a setting that yields one. */
export type SettableDuration = Duration | Setting<DurationValue>;

interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

type SettingOf<S extends Shape> = S extends { kind: "duration" }
  ? Setting<DurationValue>
  : Setting<ValueOf<S>>;

/**
 * Builders of settings. Each takes the variable's name and its default; without a default the variable
 * is required.
 */
export interface SettingBuilders {
  /** One of a few words. */
  choice<const C extends string>(
    name: string,
    choices: readonly C[],
    fallback?: NoInfer<C>,
  ): Setting<C>;
  /** A url with one of these schemes, written without the colon. */
  url(name: string, schemes: readonly string[], fallback?: string): Setting<string>;
  text(name: string, fallback?: string): Setting<string>;
  /** A whole number; bounds are inclusive. */
  integer(name: string, fallback?: number, bounds?: Bounds): Setting<number>;
  number(name: string, fallback?: number, bounds?: Bounds): Setting<number>;
  /** `true false 1 0 yes no on off`, nothing else. */
  switch(name: string, fallback?: boolean): Setting<boolean>;
  /** Seconds, or text such as `30s`; bounds are milliseconds. */
  duration(name: string, fallback?: Duration, bounds?: Bounds): Setting<DurationValue>;
  /** A value worked out from variables; the result is checked against `shape`. */
  computed<const S extends Shape>(compute: (read: ReadVariable) => unknown, shape: S): SettingOf<S>;
}

/** Settings that come from the environment; `env.secret` has the same, with values that are never shown. */
export const env: SettingBuilders & { readonly secret: SettingBuilders } = {
  ...builders(false),
  secret: builders(true),
};

function builders(secret: boolean): SettingBuilders {
  const variable = <T>(shape: Shape, name: string, fallback: unknown): Setting<T> =>
    new Setting<T>(shape, { kind: "variable", name, fallback }, secret);
  return {
    choice: (name, choices, fallback) => variable({ kind: "choice", choices }, name, fallback),
    url: (name, schemes, fallback) => variable({ kind: "url", schemes }, name, fallback),
    text: (name, fallback) => variable({ kind: "text" }, name, fallback),
    integer: (name, fallback, bounds) => variable({ kind: "integer", ...bounds }, name, fallback),
    number: (name, fallback, bounds) => variable({ kind: "number", ...bounds }, name, fallback),
    switch: (name, fallback) => variable({ kind: "switch" }, name, fallback),
    duration: (name, fallback, bounds) => variable({ kind: "duration", ...bounds }, name, fallback),
    computed: <S extends Shape>(compute: (read: ReadVariable) => unknown, shape: S) =>
      new Setting(shape, { kind: "computed", compute }, secret) as SettingOf<S>,
  };
}
