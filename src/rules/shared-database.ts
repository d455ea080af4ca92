// Why: two profiles with the same keys in the same database would run each other's jobs.

import { defineDiagnostic } from "../diagnostics/define.js";
import { labelAt } from "../diagnostics/diagnostic.js";
import type { Profile } from "../model/model.js";
import type { SourceSpan } from "../source/source.js";
import { hasSchema, isPostgres, keyspaceOf } from "./profile/keyspace.js";
import type { Rule } from "./rule.js";

/**
 * Both profiles would keep their queues under the same keys of the same database, or in one schema of it. After a switch of
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
  readonly inPostgres: boolean;
  readonly prefix: string;
}>({
  code: "TSK5015",
  name: "shared-database",
  severity: "warning",
  message: ({ profile, other, inPostgres, prefix }) => {
    const database = inPostgres
      ? "PostgreSQL database with one schema"
      : "Redis database with one prefix";
    return `\`${other}\` and \`${profile}\` use one ${database}, \`${prefix}\``;
  },
});

/** Profiles whose urls the file sets to one database have a prefix or a schema of their own. */
export const checkSharedDatabase: Rule = ({ profiles }, report) => {
  const first = new Map<string, Claim>();
  const inOrder = profiles.flatMap(claimOf).sort((a, b) => a.span.start - b.span.start);
  for (const claim of inOrder) {
    const { span, inPostgres, prefix } = claim;
    const other = first.get(claim.place);
    if (other === undefined) {
      first.set(claim.place, claim);
      continue;
    }
    report(
      sharedDatabase(
        { profile: nameOf(claim), other: nameOf(other), inPostgres, prefix },
        {
          at: labelAt(span),
          related: [labelAt(other.span, "the same database")],
          notes: ["their queues of one name are one queue, run by whichever profile a worker has"],
          help: inPostgres
            ? remedyInPostgres(claim, other)
            : `give \`${nameOf(claim)}\` another database, or a \`prefix\` of its own`,
        },
      ),
    );
  }
};

/** A profile whose url the file sets, and the place where its jobs are. */
interface Claim {
  readonly profile: Profile;
  readonly span: SourceSpan;
  readonly inPostgres: boolean;
  readonly prefix: string;
  /** The same for profiles that have their jobs in one place. */
  readonly place: string;
}

function claimOf(profile: Profile): Claim[] {
  const { url, database, prefix } = keyspaceOf(profile);
  if (url.value === undefined || url.located === undefined) return [];
  if (database === undefined || prefix.value === undefined) return [];
  const { span } = url.located;
  const inPostgres = isPostgres(url.value);
  const place = `${inPostgres} ${database} ${prefix.value}`;
  return [{ profile, span, inPostgres, prefix: prefix.value, place }];
}

/** Not every profile has a schema to set. */
function remedyInPostgres(own: Claim, other: Claim): string {
  const database = `give \`${nameOf(own)}\` another database`;
  if (hasSchema(own.profile)) return `${database}, or a \`schema\` of its own`;
  return hasSchema(other.profile)
    ? `${database}, or \`${nameOf(other)}\` a \`schema\` of its own`
    : database;
}

function nameOf({ profile }: Claim): string {
  return profile.backend.name;
}
