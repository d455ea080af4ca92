// Why: whatever the profile, a store is addressed by a url and what goes with it, and the environment may
// put the embedded store in its place.

import {
  type NamedFile,
  parseStoreUrl,
  type StoreAddress,
  type TlsAddress,
} from "../stores/registry.js";
import type { TlsFiles } from "./config.js";
import type { SettingReader } from "./reader.js";

/** A value of the configuration and where it stands, for messages. */
export interface Placed {
  readonly path: string;
  readonly value: unknown;
}

/** The settings that say where a profile keeps its jobs. */
export interface StoreSettings {
  readonly url: Placed;
  /** Redis: what every key begins with. */
  readonly prefix?: Placed;
  readonly tls?: TlsFiles | undefined;
  readonly postgres?: PostgresSettings;
}

/** What goes with the url of a PostgreSQL server. */
export interface PostgresSettings {
  readonly listenUrl: Placed;
  readonly schema: Placed;
  readonly connections: number;
}

/** Where jobs live when the environment asks for the embedded store without naming a directory. */
const EMBEDDED_DEFAULT = "embedded:.tusk/store";

const KEY_PREFIX = {
  kind: "text",
  form: { pattern: /^[^\s\p{Cc}]{1,100}$/u, accepted: "at most 100 characters without spaces" },
} as const;

/** It becomes part of what a connection is opened with, so it is a plain name and nothing else. */
const SCHEMA_NAME = {
  kind: "text",
  form: {
    pattern: /^[a-z_][a-z0-9_]{0,62}$/,
    accepted: "lower-case letters, digits, and `_`, not beginning with a digit",
  },
} as const;

const NOWHERE: StoreAddress = { scheme: "", url: "" };

/** Reads where jobs live; what is wrong stays in the reader. */
export function readStore(reader: SettingReader, settings: StoreSettings): StoreAddress {
  const override = reader.variable("QUEUE_STORE");
  if (override !== undefined) return readOverride(reader, override);
  const { url, prefix, tls, postgres } = settings;
  const parsed = readUrl(reader, url);
  if (parsed === NOWHERE) return NOWHERE;
  return {
    ...parsed,
    ...(postgres !== undefined && readPostgres(reader, postgres)),
    ...(prefix !== undefined && {
      prefix: reader.read(prefix.path, prefix.value, KEY_PREFIX),
    }),
    ...(tls !== undefined && { tls: readTls(reader, beside(url.path, "tls"), tls) }),
  };
}

function readUrl(reader: SettingReader, { path, value }: Placed): StoreAddress {
  const url = reader.read(path, value, { kind: "text" });
  const parsed = url === "" ? NOWHERE : parseStoreUrl(url);
  if (!("problem" in parsed)) return parsed;
  reader.problem(reader.nameOf(path, value), parsed.problem);
  return NOWHERE;
}

function readPostgres(
  reader: SettingReader,
  { listenUrl, schema, connections }: PostgresSettings,
): Pick<StoreAddress, "listenUrl" | "schema" | "connections"> {
  return {
    schema: reader.read(schema.path, schema.value, SCHEMA_NAME),
    connections,
    ...(listenUrl.value !== undefined && { listenUrl: readUrl(reader, listenUrl).url }),
  };
}

/** The path of the setting `name` beside the one at `path`. */
function beside(path: string, name: string): string {
  return path.slice(0, path.lastIndexOf(".") + 1) + name;
}

function readOverride(reader: SettingReader, value: string): StoreAddress {
  const url = value === "embedded" ? EMBEDDED_DEFAULT : value;
  const directory = /^embedded:(.+)$/.exec(url)?.[1];
  if (directory !== undefined) return { scheme: "embedded", url };
  reader.problem("QUEUE_STORE", `is ${JSON.stringify(value)}; accepted: embedded or embedded:DIR`);
  return NOWHERE;
}

function readTls(reader: SettingReader, path: string, tls: TlsFiles): TlsAddress {
  const file = (key: keyof TlsFiles): NamedFile | undefined => {
    const at = `${path}.${key}`;
    const read = reader.optional(at, tls[key], { kind: "text" });
    return read === undefined ? undefined : { name: reader.nameOf(at, tls[key]), path: read };
  };
  const [ca, cert, key] = [file("ca_file"), file("cert_file"), file("key_file")];
  if (cert !== undefined && key === undefined)
    reader.problem(cert.name, `is set, and ${path}.key_file is not`);
  if (key !== undefined && cert === undefined)
    reader.problem(key.name, `is set, and ${path}.cert_file is not`);
  return {
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
  };
}
