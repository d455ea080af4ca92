// Why: jobs are in one database, under one prefix or in one schema. Whether two profiles, or two states of one,
// have their jobs in the same place is decided here.

import { posix } from "node:path";
import { delayedJob } from "../../backends/delayed-job.js";
import type { Profile } from "../../model/model.js";
import type { Located } from "../../schema/define.js";

/** Where a profile has its jobs. */
export interface Keyspace {
  readonly url: Part;
  /** A directory, or host, port, and database, whatever the user. */
  readonly database: string | undefined;
  /** What divides one database: the prefix of keys in Redis, the schema of tables elsewhere. */
  readonly dividedBy: "prefix" | "schema";
  readonly prefix: Part;
}

/** A setting in force. */
export interface Part {
  /** Undefined where only the environment knows. */
  readonly value: string | undefined;
  /** Absent: the file does not set it. */
  readonly located?: Located<unknown>;
}

/** Where a profile has its jobs, as far as the file says. */
export function keyspaceOf(profile: Profile): Keyspace {
  const url = partOf(profile, ["url", "redis_url", "database_url"]);
  const database = url.value === undefined ? undefined : databaseOf(url.value);
  const dividedBy = url.value === undefined || url.value.startsWith("redis") ? "prefix" : "schema";
  return { url, database, dividedBy, prefix: prefixOf(profile, dividedBy) };
}

/** Whether a url is one of PostgreSQL. */
export function isPostgres(url: string): boolean {
  return url.startsWith("postgres");
}

/** What stores tables has the profile's schema, or the usual one. */
function prefixOf(profile: Profile, dividedBy: Keyspace["dividedBy"]): Part {
  if (dividedBy === "prefix") return partOf(profile, ["prefix", "namespace", "schema"]);
  return hasSchema(profile) ? partOf(profile, ["schema"]) : USUAL_SCHEMA;
}

/** Whether a profile can have its tables in a schema of its own. */
export function hasSchema({ backend }: Profile): boolean {
  return Object.hasOwn(backend.section.members, "schema");
}

const USUAL_SCHEMA: Part = { value: delayedJob.section.members.schema.default };

/** The first of these settings that the profile has, set or by default. */
function partOf({ backend, settings }: Profile, keys: readonly string[]): Part {
  const { members } = backend.section;
  const key = keys.find((name) => Object.hasOwn(members, name)) ?? "";
  const located: Located<unknown> | undefined = settings[key];
  if (located !== undefined) return { value: textOf(located.value), located };
  const member = members[key];
  return { value: member?.kind === "setting" ? textOf(member.default) : undefined };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function databaseOf(url: string): string {
  if (url.startsWith(EMBEDDED)) return `${EMBEDDED}${directory(url.slice(EMBEDDED.length))}`;
  if (!URL.canParse(url)) return url;
  const { hostname, port, pathname, searchParams } = new URL(url);
  const [usualPort, usualDatabase] = isPostgres(url) ? [5432, ""] : [6379, "0"];
  const host = searchParams.get("host") ?? hostname;
  const database = pathname.replace(/^\//, "") || usualDatabase;
  return `${LOOPBACK.has(host) ? "localhost" : host}:${port || usualPort}/${database}`;
}

const EMBEDDED = "embedded:";

/** However it is written: `./a/` is `a`. */
function directory(path: string): string {
  return posix.dirname(posix.join(path, "inside"));
}

const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);
