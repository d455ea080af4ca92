// Why: `check --types` asks TypeScript whether each handler takes what queue.tusk sends, and shows both sides.

import { relative, resolve } from "node:path";
import { defineDiagnostic } from "../../diagnostics/define.js";
import { type Diagnostic, type Label, labelAt } from "../../diagnostics/diagnostic.js";
import { shorten } from "../../diagnostics/shorten.js";
import { askFor, suggest } from "../../diagnostics/suggest.js";
import type { Files } from "../../evaluate/imports/files.js";
import { readFile } from "../../evaluate/read-tree.js";
import type { HandlerFault, TypePlace } from "../../handlers/payload-check.js";
import { fieldText, payloadTypeText } from "../../handlers/payload-type.js";
import type { Field, Job, ObjectType, Project } from "../../ir/ir.js";
import { SourceFile, type SourceSpan } from "../../source/source.js";
import type { Entry, ObjectNode } from "../../syntax/tree.js";
import { notAFunction } from "./handler-diagnostics.js";
import { handlerPath } from "./handler-files.js";
import { withSlashes } from "./locate.js";
import { openTypeScript } from "./typescript.js";

/**
 * The handler says what type its payload has, and queue.tusk says another. The job would be enqueued with
 * the one and the handler would work with the other: text where it adds numbers, or nothing at all. A handler
 * with the generated type, such as `WelcomeEmailHandler`, cannot differ. `check` finds this with `--types` only,
 * since it takes a type checker.
 *
 * ```console
 * $ echo "export default async (job: { user_id: string }) => {};" > handlers/welcome-email.ts
 * $ tsk-gen check --types
 * error[TSK7002 handler-payload]: handler `welcomeEmail` does not accept what queue.tusk sends
 *  --> handlers/welcome-email.ts:1:30
 *   |
 * 1 | export default async (job: { user_id: string }) => {};
 *   |                              ^^^^^^^^^^^^^^^ expects text
 *  ::: queue.tusk:7:16
 *   |
 * 7 |       user_id: int
 *   |                --- so the payload has `user_id: number`
 *   |
 *   = help: change one of the two; the payload type is generated from queue.tusk
 *
 * 1 error in handlers/welcome-email.ts
 * ```
 */
const handlerPayload = defineDiagnostic<{ readonly handler: string }>({
  code: "TSK7002",
  name: "handler-payload",
  severity: "error",
  message: ({ handler }) => `handler \`${handler}\` does not accept what queue.tusk sends`,
});

const CHANGE_ONE = "change one of the two; the payload type is generated from queue.tusk";

/**
 * Compares the handlers in `root` with the payloads of their jobs. Throws a `Failure` when ts-morph is not
 * installed, or tsconfig.json cannot be read.
 */
export async function checkTypes(
  { jobs }: Project,
  source: SourceFile,
  files: Files,
  root: string,
): Promise<Diagnostic[]> {
  const handlers = jobs.flatMap((job) => {
    const path = handlerPath(job, root);
    return path === undefined || path.endsWith(".js") ? [] : [{ job, path: resolve(root, path) }];
  });
  const opened = await openTypeScript(root, "tsk-gen check --types");
  const { checkPayloads } = await import("../../handlers/payload-check.js");
  const faults = checkPayloads(opened, root, handlers);
  if (faults.length === 0) return [];
  const { tree } = readFile(source, () => {}, { checked: true, files });
  return faults.map((fault) => describeFault(fault, tree, root));
}

function describeFault(fault: HandlerFault, tree: ObjectNode, root: string): Diagnostic {
  const { job } = fault;
  if (fault.kind === "not-a-function") {
    const { path } = sourceOf(fault.at, root);
    const at = labelOf(fault.at, root, `it is of the type \`${shorten(fault.type)}\``);
    return notAFunction(
      { path },
      { at, notes: [`a worker calls it to run the job \`${job.key}\``] },
    );
  }
  return handlerPayload(
    { handler: job.camelName },
    {
      at: labelOf(fault.at, root, `expects ${shorten(fault.expected)}`),
      related: sentBy(job, fault.field, tree),
      help: nameMeant(job, fault.field) ?? CHANGE_ONE,
    },
  );
}

/** Where queue.tusk says what is sent in place of what is expected. */
function sentBy(job: Job, path: readonly string[], tree: ObjectNode): Label[] {
  const declared = entryOf(entryOf(tree, "jobs")?.value, job.key);
  const payload = entryOf(declared?.value, "payload");
  if (declared === undefined) return [];
  if (payload === undefined || job.payload === undefined)
    return [labelAt(declared.keySpan, "it has no `payload`, so the handler gets nothing")];
  const { field, entry } = follow(job.payload, payload, path);
  const name = path.join(".");
  if (path.length === 0) {
    const type = shorten(payloadTypeText(job.payload));
    return [labelAt(payload.keySpan, `so the payload is \`${type}\``)];
  }
  if (field === undefined) return [labelAt(entry.keySpan, `so the payload has no \`${name}\``)];
  const above = path.slice(0, -1).map((part) => `${part}.`);
  const sent = shorten(`${above.join("")}${fieldText(field)}`);
  return [labelAt(placeOf(entry), `so the payload has \`${sent}\``)];
}

/** The field that a path leads to, and the entry of it or the last one on the way. */
function follow(type: ObjectType, payload: Entry, path: readonly string[]) {
  let field: Field | undefined;
  let entry = payload;
  let fields = type.fields;
  for (const name of path) {
    field = fields.find((one) => one.name === name);
    if (field === undefined) break;
    entry = entryOf(entry.value, name) ?? entryOf(entry.value, `${name}?`) ?? entry;
    fields = field.type.kind === "object" ? field.type.fields : [];
  }
  return { field, entry };
}

/** A name of the payload that is almost what the handler expects. */
function nameMeant({ payload }: Job, [name, ...deeper]: readonly string[]): string | undefined {
  const names = payload?.fields.map((field) => field.name) ?? [];
  if (name === undefined || deeper.length > 0 || names.includes(name)) return undefined;
  return askFor(suggest(name, names));
}

function entryOf(value: Entry["value"] | undefined, key: string): Entry | undefined {
  return value?.kind === "object" ? value.entries.get(key) : undefined;
}

/** A block is too much to underline. */
function placeOf({ keySpan, value }: Entry): SourceSpan {
  return value.kind === "object" ? keySpan : value.span;
}

function labelOf(place: TypePlace, root: string, text: string): Label {
  return { source: sourceOf(place, root), span: { start: place.start, end: place.end }, text };
}

function sourceOf({ path, text }: TypePlace, root: string): SourceFile {
  return new SourceFile(withSlashes(relative(root, path)), text);
}
