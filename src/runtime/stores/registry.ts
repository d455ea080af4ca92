// Why: a store is one file and one line here. What a url may look like is decided where the url is
// opened, so that a process refuses to start instead of failing at its first job.

import { listOf, withoutPassword } from "../settings/shape.js";
import { postgresUrlProblem } from "./postgres-url.js";
import { openRedisStore, redisUrlProblem } from "./redis.js";
import type { Store } from "./store.js";

/** Where jobs live, as the settings say it. */
export interface StoreAddress {
  readonly scheme: string;
  readonly url: string;
  /** Redis only: the key prefix. */
  readonly prefix?: string;
  /** Redis only: files for `rediss:`. */
  readonly tls?: TlsAddress;
  /** PostgreSQL only: of the tables. */
  readonly schema?: string;
  /** PostgreSQL only: most connections of a process but for the one that listens. */
  readonly connections?: number;
  /** PostgreSQL only: the server itself, where `url` is a pooler. */
  readonly listenUrl?: string;
}

/** The files that connections to it are secured with. */
export interface TlsAddress {
  readonly ca?: NamedFile;
  readonly cert?: NamedFile;
  readonly key?: NamedFile;
}

/** A file, and the setting or variable that names it, for messages. */
export interface NamedFile {
  readonly name: string;
  /** Relative to the directory that the process was started in. */
  readonly path: string;
}

/** Where a store says what it is doing while that takes long. */
export type StoreLog = (line: string) => void;

interface StoreKind {
  readonly schemes: readonly string[];
  /** What is wrong with a url of these schemes, as the end of a sentence that starts with its name. */
  readonly problem: (url: string) => string | undefined;
  readonly open: (address: StoreAddress, log: StoreLog) => Promise<Store>;
}

const STORES: readonly StoreKind[] = [
  {
    schemes: ["redis", "rediss"],
    problem: redisUrlProblem,
    open: async (address) => openRedisStore(address),
  },
  { schemes: ["postgres", "postgresql"], problem: postgresUrlProblem, open: openPostgres },
  { schemes: ["embedded"], problem: embeddedUrlProblem, open: openEmbedded },
];

/** Schemes that the design has and this version does not. */
const LATER = ["redis+sentinel", "redis+cluster"];

/** The address that a url means, or what is wrong with it. */
export function parseStoreUrl(url: string): StoreAddress | { readonly problem: string } {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase() ?? "";
  const shown = JSON.stringify(withoutPassword(url));
  const schemes = listOf(STORES.flatMap((kind) => kind.schemes.map((name) => `${name}:`)));
  if (LATER.includes(scheme)) {
    return {
      problem: `is ${shown}, and ${scheme}: urls are not in this version yet; accepted: ${schemes}`,
    };
  }
  const kind = STORES.find((candidate) => candidate.schemes.includes(scheme));
  if (kind === undefined)
    return { problem: `is ${shown}; accepted: a url that starts with ${schemes}` };
  const problem = kind.problem(url);
  return problem === undefined ? { scheme, url } : { problem: `is ${shown}; ${problem}` };
}

/** Opens the store of an address that `parseStoreUrl` accepted; it connects on first use. */
export async function openStore(address: StoreAddress, log: StoreLog): Promise<Store> {
  const kind = STORES.find((candidate) => candidate.schemes.includes(address.scheme));
  if (kind === undefined) throw new TypeError(`no store has the scheme ${address.scheme}`);
  return kind.open(address, log);
}

function embeddedUrlProblem(url: string): string | undefined {
  return directoryOf(url) === "" ? "accepted: embedded:DIR" : undefined;
}

/** `pg` is loaded only where it is used. */
async function openPostgres(address: StoreAddress): Promise<Store> {
  const { openPostgresStore } = await import("./postgres.js");
  return openPostgresStore(address);
}

async function openEmbedded(address: StoreAddress, log: StoreLog): Promise<Store> {
  const { openEmbeddedStore } = await import("./embedded/index.js");
  return openEmbeddedStore({ directory: directoryOf(address.url), log });
}

function directoryOf(url: string): string {
  return url.slice("embedded:".length);
}
