// Why: a Redis url is read here and nowhere else, so that what one connection understands all do, and a
// bad one is refused before anything connects.

/** Where a Redis answers. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly db: number;
  readonly username?: string;
  readonly password?: string;
  readonly tls: boolean;
}

/** What is wrong with a `redis:` or `rediss:` url, or nothing. */
export function redisUrlProblem(url: string): string | undefined {
  const parsed = parse(url);
  return typeof parsed === "string" ? parsed : undefined;
}

/** Reads a url that `redisUrlProblem` finds nothing wrong with. */
export function parseRedisUrl(url: string): RedisAddress {
  const parsed = parse(url);
  if (typeof parsed === "string") throw new TypeError(parsed);
  return parsed;
}

function parse(url: string): RedisAddress | string {
  if (!URL.canParse(url)) return "accepted: redis://user:password@host:port/database";
  const { protocol, hostname, port, pathname, search, username, password } = new URL(url);
  if (hostname === "") return "accepted: a url that names a host, such as redis://localhost:6379/0";
  const database = /^\/?(\d*)\/?$/.exec(pathname)?.[1];
  if (database === undefined)
    return "accepted: a whole number as the database, such as redis://host:6379/3";
  if (search !== "") return `its ${search} is not understood; accepted: a url without parameters`;
  return {
    host: hostname.replace(/^\[(.*)\]$/, "$1"),
    port: port === "" ? 6379 : Number(port),
    db: Number(database),
    tls: protocol === "rediss:",
    ...(username !== "" && { username: decodeURIComponent(username) }),
    ...(password !== "" && { password: decodeURIComponent(password) }),
  };
}
