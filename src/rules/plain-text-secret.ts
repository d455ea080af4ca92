// Why: a password or a token in queue.tusk is copied into the generated code, and with it into every image.

import { defineDiagnostic } from "../diagnostics/define.js";
import { labelAt } from "../diagnostics/diagnostic.js";
import type { Model, Profile } from "../model/model.js";
import type { Located, Members, Setting } from "../schema/define.js";
import { monitoringSection } from "../schema/monitoring.js";
import type { SourceSpan } from "../source/source.js";
import { passwordsIn } from "../source/url-password.js";
import type { Rule } from "./rule.js";

/**
 * The password would be copied into the generated code, and from there into the repository and
 * every image. As a secret of the environment it is read when a process starts, and printed as
 * `***`.
 *
 * ```tusk expect=plain-text-secret
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     url: "redis://worker:hunter2@cache.internal:6379"
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     url: @env.secure("QUEUE_URL")
 * ```
 */
const plainTextSecret = defineDiagnostic<{ readonly what: string }>({
  code: "TSK5014",
  name: "plain-text-secret",
  severity: "warning",
  message: ({ what }) => `${what} is plain text`,
});

/** Nothing in the file is a secret, whichever profile it belongs to: all of them are generated. */
export const checkPlainTextSecret: Rule = (model, report) => {
  for (const { path, member, located } of textsOf(model)) {
    const isSecret = member.secret === true;
    const secret = isSecret ? located.value : passwordOf(located.value, member);
    if (secret === "") continue;
    const key = path.slice(path.lastIndexOf(".") + 1);
    const own = located.origin.kind === "variable" ? located.origin.name : member.variable;
    const variable = own ?? (isSecret ? key.toUpperCase() : undefined);
    report(
      plainTextSecret(
        { what: isSecret ? `the secret \`${path}\`` : `the password in \`${path}\`` },
        {
          at: labelAt(
            isSecret
              ? partOf(located.span, "", secret, "")
              : partOf(located.span, ":", secret, "@"),
            "readable for everyone who reads the file",
          ),
          notes: ["the generated code would hold it, and so would every image built from that"],
          help:
            variable && `write \`@env.secure("${variable}")\`, which is read when a process starts`,
        },
      ),
    );
  }
};

interface TextSetting {
  readonly path: string;
  readonly member: Setting<unknown>;
  readonly located: Located<string> & { readonly value: string };
}

function textsOf({ profiles, monitoring }: Model): TextSetting[] {
  return [
    ...profiles.flatMap(({ backend, settings }: Profile) =>
      textsIn(`queue.${backend.name}`, backend.section.members, settings),
    ),
    ...textsIn("queue.monitoring", monitoringSection.members, monitoring),
  ];
}

function textsIn(
  path: string,
  members: Members,
  bound: Readonly<Record<string, unknown>>,
): TextSetting[] {
  return Object.entries(members).flatMap(([key, member]): TextSetting[] => {
    const located = bound[key] as Located<unknown> | undefined;
    if (member.kind !== "setting" || typeof located?.value !== "string") return [];
    return [{ path: `${path}.${key}`, member, located: { ...located, value: located.value } }];
  });
}

/** As it is spelled in the url; empty when there is none. */
function passwordOf(url: string, { type }: Setting<unknown>): string {
  return type.variable?.kind === "url" ? (passwordsIn(url)[0] ?? "") : "";
}

/** Where the secret stands within the value; all of it where it is not spelled as it is. */
function partOf(span: SourceSpan, before: string, secret: string, after: string): SourceSpan {
  const index = span.source.slice(span).lastIndexOf(before + secret + after);
  if (index < 0) return span;
  const start = span.start + index + before.length;
  return { ...span, start, end: start + secret.length };
}
