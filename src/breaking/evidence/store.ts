// Why: jobs are in one database under one prefix; a worker that looks elsewhere finds none of them.

import { posix } from "node:path";
import { type Label, labelAt } from "../../diagnostics/diagnostic.js";
import type { Model, Profile } from "../../model/model.js";
import type { Located } from "../../schema/define.js";
import type { SourceSpan } from "../../source/source.js";

/** Where the selected profile keeps its jobs. */
export interface Store {
  readonly backend: string;
  readonly backendSpan: SourceSpan;
  readonly database: Part;
  /** What its keys begin with; in PostgreSQL the schema of its tables. */
  readonly prefix: Part;
}

/** Undefined as a value where only the environment knows. */
export interface Part {
  /** Without user and password. */
  readonly value: string | undefined;
  readonly span: SourceSpan;
}

/** The stores of both files; undefined when a backend is known to the environment only. */
export function storesOf(before: Model, after: Model): readonly [Store, Store] | undefined {
  const [was, is] = [storeOf(before), storeOf(after)];
  return was === undefined || is === undefined ? undefined : [was, is];
}

/** Whether both values are known, and not the same. */
export function differ(one: Part, other: Part): boolean {
  return one.value !== undefined && other.value !== undefined && one.value !== other.value;
}

/** Whether both values are known to be the same. */
export function agree(one: Part, other: Part): boolean {
  return one.value !== undefined && one.value === other.value;
}

/** The place of a part, with what it is. */
export function labelOf({ span, value }: Part, tense: "is" | "was"): Label {
  return labelAt(span, `${tense} \`${value ?? ""}\``);
}

/** What becomes of the jobs that are there. */
export const LEFT_BEHIND = "queued jobs stay where they are, and no worker looks there any more";

/** How they are run all the same. */
export const DRAIN =
  "let a worker of the code before this change empty the queues: `tsk-gen work --drain`";

function storeOf({ selected, backend }: Model): Store | undefined {
  if (selected === undefined || backend === undefined) return undefined;
  const at = selected.block?.keySpan ?? backend.span;
  return {
    backend: selected.backend.name,
    backendSpan: backend.span,
    database: databaseOf(selected, at),
    prefix: partOf(selected, ["prefix", "namespace", "schema"], at),
  };
}

/** A line with a password is not shown. */
function databaseOf(profile: Profile, at: SourceSpan): Part {
  const { value, span } = partOf(profile, ["url", "redis_url", "database_url"], at);
  if (value === undefined) return { value, span };
  return { value: nameOf(value), span: value.includes("@") ? at : span };
}

/** The first of these settings that the profile has, set or by default. */
function partOf({ backend, settings }: Profile, keys: readonly string[], at: SourceSpan): Part {
  const { members } = backend.section;
  const key = keys.find((name) => Object.hasOwn(members, name)) ?? "";
  const member = members[key];
  const located: Located<unknown> | undefined = settings[key];
  const fallback = member?.kind === "setting" ? member.default : undefined;
  const value = located === undefined ? fallback : located.value;
  return { value: typeof value === "string" ? value : undefined, span: located?.span ?? at };
}

/** A directory, or host, port, and database, whatever the user. */
function nameOf(url: string): string {
  if (url.startsWith(EMBEDDED)) return `${EMBEDDED}${directory(url.slice(EMBEDDED.length))}`;
  if (!URL.canParse(url)) return url;
  const { protocol, hostname, port, pathname } = new URL(url);
  const isRedis = protocol.startsWith("redis");
  const host = LOOPBACK.has(hostname) ? "localhost" : hostname;
  const database = pathname.replace(/^\//, "") || (isRedis ? "0" : "");
  return `${host}:${port || (isRedis ? 6379 : 5432)}/${database}`;
}

const EMBEDDED = "embedded:";

/** However it is written: `./a/` is `a`. */
function directory(path: string): string {
  return posix.dirname(posix.join(path, "inside"));
}

const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);
