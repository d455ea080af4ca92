// Why: two profiles with the same keys in the same database would run each other's jobs.

import { defineDiagnostic } from "../diagnostics/define.js";
import { labelAt } from "../diagnostics/diagnostic.js";
import type { Profile } from "../model/model.js";
import type { Located } from "../schema/define.js";
import type { Rule } from "./rule.js";

/**
 * Both profiles would keep their queues under the same keys of the same database. After a switch of
 * the backend, jobs of the one would be run by the rules of the other.
 *
 * ```tusk expect=shared-database
 * queue:
 *   backend: "sidekiq"
 *   sidekiq:
 *     redis_url: "redis://localhost:6379/3"
 *   bullmq:
 *     url: "redis://localhost:6379/3"
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "sidekiq"
 *   sidekiq:
 *     redis_url: "redis://localhost:6379/3"
 *   bullmq:
 *     url: "redis://localhost:6379/4"
 * ```
 */
const sharedDatabase = defineDiagnostic<{
  readonly profile: string;
  readonly other: string;
  readonly prefix: string;
}>({
  code: "TSK5015",
  name: "shared-database",
  severity: "warning",
  message: ({ profile, other, prefix }) =>
    `\`${other}\` and \`${profile}\` use one Redis database with one prefix, \`${prefix}\``,
});

/** Profiles whose urls the file sets to one Redis database have prefixes of their own. */
export const checkSharedDatabase: Rule = ({ profiles }, report) => {
  const first = new Map<string, Keyspace>();
  const inOrder = profiles.flatMap(keyspaceOf).sort((a, b) => a.url.span.start - b.url.span.start);
  for (const keyspace of inOrder) {
    const { profile, url, prefix, database } = keyspace;
    const other = first.get(`${database} ${prefix}`);
    if (other === undefined) {
      first.set(`${database} ${prefix}`, keyspace);
      continue;
    }
    report(
      sharedDatabase(
        { profile, other: other.profile, prefix },
        {
          at: labelAt(url.span),
          related: [labelAt(other.url.span, "the same database")],
          notes: ["their queues of one name are one queue, run by whichever profile a worker has"],
          help: `give \`${profile}\` another database, or a \`prefix\` of its own`,
        },
      ),
    );
  }
};

interface Keyspace {
  readonly profile: string;
  readonly url: Located<unknown>;
  readonly prefix: string;
  /** Host, port, and number, whatever the user. */
  readonly database: string;
}

function keyspaceOf({ backend, settings }: Profile): Keyspace[] {
  const url = settings.redis_url ?? settings.url;
  const { members } = backend.section;
  const key = Object.hasOwn(members, "namespace") ? "namespace" : "prefix";
  const member = members[key];
  const prefix = settings[key] ? settings[key].value : member?.kind === "setting" && member.default;
  if (typeof url?.value !== "string" || typeof prefix !== "string") return [];
  if (!/^rediss?:/.test(url.value)) return [];
  const { hostname, port, pathname } = new URL(url.value);
  const number = pathname.slice(1) || "0";
  return [
    { profile: backend.name, url, prefix, database: `${hostname}:${port || 6379}/${number}` },
  ];
}
