// Why: a PostgreSQL url is read here and nowhere else, and a bad one is refused before anything connects.
// Its parameters would go past what the store itself must set, so only those of the connection are taken.

/** Parameters that say how to connect. */
const PARAMETERS: ReadonlySet<string> = new Set([
  "application_name",
  "host",
  "sslcert",
  "sslkey",
  "sslmode",
  "sslrootcert",
]);

/** What is wrong with a `postgres:` or `postgresql:` url, or nothing. */
export function postgresUrlProblem(url: string): string | undefined {
  if (!URL.canParse(url)) return "accepted: postgres://user:password@host:port/database";
  const { hostname, pathname, searchParams } = new URL(url);
  if (hostname === "" && !searchParams.has("host"))
    return "accepted: a url that names a host, such as postgres://localhost:5432/app";
  if (pathname.length < 2)
    return "accepted: a url that names a database, such as postgres://host/app";
  const unknown = [...searchParams.keys()].find((name) => !PARAMETERS.has(name));
  return unknown === undefined
    ? undefined
    : `its parameter ${JSON.stringify(unknown)} is not understood; accepted: ${[...PARAMETERS].join(", ")}`;
}
