// Why: what no example thinks of: names of any length, text that means something to every format, payloads
// and expressions of any shape. Projects made here are such as the compiler could produce.

import fc, { type Arbitrary } from "fast-check";
import type {
  Deploy,
  Field,
  Job,
  Json,
  ObjectType,
  PayloadType,
  Profile,
  Project,
  Setting,
} from "../../src/ir/ir.js";
import { namesOf } from "../../src/model/names.js";
import type { Expr } from "../../src/syntax/tree.js";
import { deploy, field, job, nowhere, payload, seedProject, setting } from "./project.js";

/** Words that open, close, or mean something in one of the formats. */
const TRICKS = [
  "*/",
  "/*",
  "//",
  "`",
  "${",
  "}",
  "$(id)",
  "$HOME",
  "$" + "{HOME}",
  "$$",
  "%h",
  "%%",
  "%n",
  '"',
  "'",
  "\\",
  "\\\\",
  "\\n",
  "\n",
  "\r\n",
  "\u2028",
  "\u2029",
  "\u0000",
  "\u001b[31m",
  "\u007f",
  "\ud800",
  "\udc00",
  "\ufeff",
  "\u202e",
  "\u200b",
  "\n[Service]\nExecStart=/bin/sh",
  "\nUSER root",
  "\nRUN id",
  ": ",
  " #",
  "- a",
  "{{ x }}",
  "!!js/function",
  "&a *a",
  "yes",
  "null",
  "1e3",
  "0x1f",
  "~",
  "@ts-nocheck",
  "@ts-ignore",
  "{@link x}",
  "biome-ignore lint: no",
  "//# sourceMappingURL=x",
  "#__PURE__",
  "<script>",
  "; rm -rf /",
  "| cat",
  "&& id",
  "=",
  "A=b",
  "\t",
  " ",
  "é",
  "日本語",
  "👍🏽",
  "__proto__",
  "constructor",
] as const;

/** Text that wants to be more than text. */
export const hostileText: Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom<string>(...TRICKS) },
      fc.string({ maxLength: 20 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(""));

/** The same with any character that there is, assigned or not. */
export const anyText: Arbitrary<string> = fc
  .array(fc.oneof(hostileText, fc.string({ unit: "binary", maxLength: 8 })), { maxLength: 4 })
  .map((parts) => parts.join(""));

/** The same as far as a file can hold it: without lone surrogates. */
export const wellFormedText: Arbitrary<string> = anyText.map((text) =>
  text.replace(/\p{Cs}/gu, "\ufffd"),
);

/** One line of it, as the schema lets through where a path or a name is meant. */
export const hostileLine: Arbitrary<string> = hostileText.map((text) =>
  text.replace(/\p{Cc}/gu, " "),
);

const letters = "abcdefghijklmnopqrstuvwxyz";
const word = fc.string({
  unit: fc.constantFrom(...`${letters}0123456789`),
  minLength: 1,
  maxLength: 9,
});

/** A key of `jobs` that spells no reserved name; up to some 80 letters long. */
const key: Arbitrary<string> = fc
  .array(word, { minLength: 1, maxLength: 8 })
  .map((words) => `run_${words.join("_")}`);

const variable: Arbitrary<string> = fc
  .array(word, { minLength: 1, maxLength: 6 })
  .map((words) => `X${words.join("_")}`.toUpperCase());

const bounds = fc
  .record({ min: fc.nat(99), span: fc.nat(100_000), low: fc.boolean(), high: fc.boolean() })
  .map(({ min, span, low, high }) => ({
    ...(low && { min }),
    ...(high && { max: min + span }),
  }));

const bounded = (kind: "string" | "int" | "float"): Arbitrary<PayloadType> =>
  bounds.map((limits) => ({ kind, ...limits }));

/** Names of fields are what a quoted key can be; `__proto__` never gets this far. */
const fieldName = fc
  .oneof({ weight: 4, arbitrary: key.map((name) => name.slice(4)) }, hostileText)
  .filter((name) => name !== "__proto__" && name !== "");

const { type: payloadType, object: objectType } = fc.letrec<{
  type: PayloadType;
  object: ObjectType;
}>((tie) => ({
  type: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    bounded("string"),
    bounded("int"),
    bounded("float"),
    fc
      .constantFrom("bool", "json", "datetime", "date", "uuid", "email", "url")
      .map((kind): PayloadType => ({ kind }) as PayloadType),
    fc
      .uniqueArray(hostileText, { minLength: 2, maxLength: 6 })
      .map((values): PayloadType => ({ kind: "texts", values })),
    tie("type").map((values): PayloadType => ({ kind: "map", values })),
    fc
      .record({ items: tie("type"), limits: bounds })
      .map(({ items, limits }): PayloadType => ({ kind: "list", items, ...limits })),
    tie("type")
      .filter(({ kind }) => kind !== "nullable")
      .map((inner): PayloadType => ({ kind: "nullable", inner })),
    tie("object"),
  ),
  object: fc
    .uniqueArray(
      fc
        .record({
          name: fieldName,
          type: tie("type"),
          optional: fc.boolean(),
          filled: fc.boolean(),
        })
        .map(({ filled, ...one }): Field => {
          const fallback = filled ? defaultOf(one.type) : undefined;
          return field(one.name, one.type, {
            optional: one.optional && fallback === undefined,
            ...(fallback !== undefined && { default: fallback }),
          });
        }),
      { minLength: 1, maxLength: 5, selector: ({ name }) => name },
    )
    .map((fields) => payload(...fields)),
}));

/** Payloads of any shape. */
export const payloads: Arbitrary<ObjectType> = objectType;
export const payloadTypes: Arbitrary<PayloadType> = payloadType;

function defaultOf(type: PayloadType): Json | undefined {
  switch (type.kind) {
    case "string":
      return type.min === undefined ? "" : undefined;
    case "int":
    case "float":
      return type.min ?? 0;
    case "bool":
      return true;
    case "json":
      return {};
    case "texts":
      return type.values[0];
    case "map":
      return {};
    case "list":
      return type.min === undefined ? [] : undefined;
    case "nullable":
      return null;
    default:
      return undefined;
  }
}

const text = (value: string): Expr => ({
  kind: "value",
  node: { kind: "string", span: nowhere, value, style: "quoted" },
});
const number = (value: number): Expr => ({
  kind: "value",
  node: { kind: "number", span: nowhere, value },
});

/** Expressions over the environment. */
export const expressions: Arbitrary<Expr> = fc.letrec<{ expr: Expr }>((tie) => ({
  expr: fc.oneof(
    { depthSize: "small" },
    variable.map((name): Expr => ({ kind: "env", name, secret: false })),
    fc
      .record({
        name: variable,
        fallback: fc.oneof(hostileText.map(text), fc.integer().map(number)),
      })
      .map((one): Expr => ({ kind: "env", secret: false, ...one })),
    hostileText.map(text),
    fc.integer({ min: -1000, max: 1_000_000 }).map(number),
    fc
      .array(tie("expr"), { minLength: 1, maxLength: 3 })
      .map((parts): Expr => ({ kind: "template", parts })),
    fc
      .record({ op: fc.constantFrom("!", "-"), operand: tie("expr") })
      .map((one): Expr => ({ kind: "unary", ...one })),
    fc
      .record({
        op: fc.constantFrom("||", "??", "&&", "==", "!=", "<", ">=", "+", "-", "*", "/", "%"),
        left: tie("expr"),
        right: tie("expr"),
      })
      .map((one): Expr => ({ kind: "binary", ...one })),
    fc
      .record({ test: tie("expr"), whenTrue: tie("expr"), whenFalse: tie("expr") })
      .map((one): Expr => ({ kind: "conditional", ...one })),
  ),
})).expr;

const settings: Arbitrary<Setting> = fc.oneof(
  fc
    .record({ limits: bounds, value: fc.nat(), name: variable })
    .map(({ limits, value, name }) =>
      setting("concurrency", { kind: "integer", ...limits }, value, name),
    ),
  fc
    .record({ value: hostileText, name: variable })
    .map(({ value, name }) => setting("prefix", "text", value, name)),
  fc
    .record({ choices: fc.array(hostileText, { minLength: 1, maxLength: 6 }), name: variable })
    .map(({ choices, name }) => setting("fetch", { kind: "choice", choices }, choices[0], name)),
  fc
    .record({ value: hostileText, name: variable })
    .map(({ value, name }) =>
      setting("redis_url", { kind: "url", schemes: ["redis", "rediss"] }, `redis://${value}`, name),
    ),
  variable.map((name) =>
    setting("redis_url", { kind: "url", schemes: ["redis"] }, undefined, name),
  ),
  expressions.map(
    (expr): Setting => ({ name: "concurrency", type: { kind: "integer", min: 1 }, expr }),
  ),
  hostileText.map((value) => setting("prefix", "text", value)),
);

const jobs: Arbitrary<Job> = fc
  .record({
    key,
    description: fc.option(hostileText, { nil: undefined }),
    queue: fc.constantFrom("default", "high"),
    payload: fc.option(objectType, { nil: undefined }),
    timeout: fc.option(fc.nat(10_000_000), { nil: undefined }),
    retries: fc.option(fc.nat(20), { nil: undefined }),
  })
  .map(({ key: name, description, queue, payload: type, timeout, retries }) =>
    job(name, {
      queue,
      ...(description !== undefined && { description }),
      ...(type !== undefined && { payload: type }),
      policy: [
        ...(retries === undefined ? [] : [setting("retry_attempts", "integer", retries)]),
        ...(timeout === undefined ? [] : [setting("timeout", "duration", timeout)]),
      ],
    }),
  );

const path = hostileLine.map((line) => `/${line}`);

const deploys: Arbitrary<Deploy> = fc
  .record({
    entry: hostileLine.map((line) => `dist/${line}`),
    node_path: path,
    working_directory: path,
    environment_file: path,
    read_write_paths: fc.array(path, { maxLength: 3 }),
    shutdown_timeout: fc.nat(100_000),
    replicas: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ entry, shutdown_timeout, replicas, ...systemd }) => {
    const base = deploy();
    return { ...base, entry, shutdown_timeout, replicas, systemd: { ...base.systemd, ...systemd } };
  });

/** Checked files with hostile text wherever queue.tusk has text. */
export const projects: Arbitrary<Project> = fc
  .record({
    settings: fc.uniqueArray(settings, { maxLength: 5, selector: ({ name }) => name }),
    queue: fc.oneof(word, hostileText),
    jobs: fc.uniqueArray(jobs, { maxLength: 3, selector: ({ className }) => className }),
    cron: hostileText,
    timezone: hostileText,
    value: fc.json({ maxDepth: 2 }).map((json) => JSON.parse(json) as Json),
    group: key,
    deploy: deploys,
    source: hostileLine,
  })
  .map(
    ({
      settings: own,
      queue,
      jobs: list,
      cron,
      timezone,
      value,
      group,
      deploy: target,
      source,
    }) => {
      const base = seedProject();
      const [sidekiq, ...others] = base.profiles;
      const weight = setting(queue, { kind: "integer", min: 0 }, 1, "X_WEIGHT");
      const profiles: Profile[] =
        sidekiq === undefined
          ? []
          : [{ ...sidekiq, settings: own, queues: [{ name: queue, weight }] }, ...others];
      const names = namesOf(group);
      return {
        ...base,
        source: { ...base.source, path: source },
        profiles,
        jobs: list,
        recurring: list.slice(0, 1).map(({ className, payload: type }) => ({
          key: cron === "__proto__" ? "key" : cron,
          job: className,
          cron,
          timezone,
          ...(type !== undefined && { payload: value }),
        })),
        groups: names === undefined ? [] : [groupOf(group, names, list)],
        deploy: target,
      };
    },
  );

function groupOf(
  group: string,
  names: NonNullable<ReturnType<typeof namesOf>>,
  list: readonly Job[],
) {
  const [first] = list.flatMap(({ payload: type }) => type ?? []);
  return {
    key: group,
    camelName: names.camelName,
    pascalName: names.pascalName,
    ...(first !== undefined && { payload: first }),
    after: list.map(({ className, payload: type }, index) => ({
      job: className,
      delay: index * 60_000,
      fields: type !== undefined && type === first ? type.fields.map(({ name }) => name) : [],
    })),
  };
}
