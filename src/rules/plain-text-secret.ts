// Why: a password in queue.tusk is copied into the generated code, and with it into every image.

import { defineDiagnostic } from "../diagnostics/define.js";
import { labelAt } from "../diagnostics/diagnostic.js";
import type { Model, Profile } from "../model/model.js";
import type { Located, Setting } from "../schema/define.js";
import type { SourceSpan } from "../source/source.js";
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
const plainTextSecret = defineDiagnostic<{ readonly path: string }>({
  code: "TSK5014",
  name: "plain-text-secret",
  severity: "warning",
  message: ({ path }) => `the password in \`${path}\` is plain text`,
});

/** No url of the file holds a password, whichever profile it belongs to: all of them are generated. */
export const checkPlainTextSecret: Rule = (model, report) => {
  for (const { path, member, located } of urlsOf(model)) {
    const password = located.value === undefined ? "" : passwordOf(located.value);
    if (password === "") continue;
    const span = partOf(located.span, password);
    const variable = located.origin.kind === "variable" ? located.origin.name : member.variable;
    report(
      plainTextSecret(
        { path },
        {
          at: labelAt(span, "readable for everyone who reads the file"),
          notes: ["the generated code would hold it, and so would every image built from that"],
          help:
            variable && `write \`@env.secure("${variable}")\`, which is read when a process starts`,
        },
      ),
    );
  }
};

interface UrlSetting {
  readonly path: string;
  readonly member: Setting<unknown>;
  readonly located: Located<string>;
}

function urlsOf({ profiles }: Model): UrlSetting[] {
  return profiles.flatMap(({ backend, settings }: Profile) =>
    Object.entries(backend.section.members).flatMap(([key, member]): UrlSetting[] => {
      const located = settings[key];
      if (member.kind !== "setting" || member.type.variable?.kind !== "url") return [];
      if (typeof located?.value !== "string") return [];
      const path = `queue.${backend.name}.${key}`;
      return [{ path, member, located: { ...located, value: located.value } }];
    }),
  );
}

/** As it is spelled in the url; empty when there is none. */
function passwordOf(url: string): string {
  const [, password = ""] = /^[a-z+]+:\/\/[^/@:]*:([^/]*)@/.exec(url) ?? [];
  return password;
}

/** Where the password stands within the value; all of it where it is not spelled as it is. */
function partOf(span: SourceSpan, password: string): SourceSpan {
  const index = span.source.slice(span).indexOf(`:${password}@`);
  if (index < 0) return span;
  const start = span.start + index + 1;
  return { ...span, start, end: start + password.length };
}
