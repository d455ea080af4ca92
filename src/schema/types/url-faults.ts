// Why: what the store itself would refuse when a worker starts is refused in the file, where it can be marked.

import type { Span } from "../../source/source.js";
import { quotedList } from "../wording.js";

/** What is wrong with a url. */
export interface UrlFault {
  /** Goes on after its name. */
  readonly why: string;
  /** The part of it that is wrong; absent: all of it. */
  readonly part?: Span;
  readonly help?: string;
}

/** What is wrong with a url that starts with this scheme. No text of it is in the answer. */
export function faultOf(url: string, scheme: string): UrlFault | undefined {
  if (scheme === "embedded") return faultOfDirectory(url);
  if (!url.startsWith(`${scheme}://`)) return { why: `has no \`//\` after \`${scheme}:\`` };
  if (/[\s\p{Cc}]/u.test(url)) return { why: "has a space or a control character" };
  if (!URL.canParse(url)) return { why: "has no host, or a port that is not a number up to 65535" };
  if (scheme.startsWith("postgres")) return faultOfPostgres(url);
  const { hostname } = new URL(url);
  if (hostname === "") return { why: "has no host" };
  return scheme.startsWith("redis") ? faultOfRedis(url) : undefined;
}

function faultOfDirectory(url: string): UrlFault | undefined {
  const directory = url.slice("embedded:".length);
  if (directory === "") return { why: "names no directory after `embedded:`" };
  return /[\p{Cc}]/u.test(directory) ? { why: "has a control character" } : undefined;
}

function faultOfRedis(url: string): UrlFault | undefined {
  const { pathname, search, hash } = new URL(url);
  if (search !== "" || hash !== "") return { why: "goes on after the database number" };
  return /^(\/\d{0,5})?$/.test(pathname)
    ? undefined
    : { why: "has a database that is not a number" };
}

/** Parameters that say how to connect; others would go past what the store itself must set. */
const PARAMETERS = ["application_name", "host", "sslcert", "sslkey", "sslmode", "sslrootcert"];

function faultOfPostgres(url: string): UrlFault | undefined {
  const { hostname, pathname, searchParams } = new URL(url);
  if (hostname === "" && !searchParams.has("host")) return { why: "has no host" };
  if (pathname.length < 2)
    return {
      why: "names no database",
      part: hostOf(url),
      help: "name it behind the host, as in `postgres://localhost:5432/app`",
    };
  if ([...searchParams.keys()].every((name) => PARAMETERS.includes(name))) return undefined;
  return {
    why: "has a parameter that is not understood",
    part: { start: url.indexOf("?"), end: url.length },
    help: `use ${quotedList(PARAMETERS, "or")}`,
  };
}

/** Host and port, without user and password; the whole url if it has none there. */
function hostOf(url: string): Span {
  const authority = /^[^/]*\/\/([^/?#]*)/.exec(url)?.[1] ?? "";
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  const start = url.indexOf("//") + "//".length + authority.length - host.length;
  return host === "" ? { start: 0, end: url.length } : { start, end: start + host.length };
}
