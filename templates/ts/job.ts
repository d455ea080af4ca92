// Why: one file a job: the payload's schema and types, the handler's type, and the class to enqueue with.

import type { GeneratedFile } from "../../src/emit/file.js";
import { importSymbol } from "../../src/emit/symbol.js";
import { ts } from "../../src/emit/tags/ts.js";
import {
  block,
  type Code,
  call,
  doc,
  exportConst,
  exportType,
  literal,
  name,
  object,
  type Property,
  property,
  stack,
} from "../../src/emit/ts/code.js";
import { tsFile } from "../../src/emit/ts/file.js";
import type { Job, ObjectType, Setting } from "../../src/ir/ir.js";
import { payloadSchema } from "./payload.js";
import { settingProperties } from "./setting.js";
import { jobNames, runtime, z } from "./symbols.js";
import { retryTable } from "./waits.js";

const queues = importSymbol("../config.js", "queues");

/** `jobs/NAME.ts`. `defaults` are what the job does not set for itself. */
export function jobFile(job: Job, defaults: readonly Setting[]): GeneratedFile {
  return tsFile(`jobs/${job.fileName}.ts`, [
    ...(job.payload === undefined ? [] : payloadTypes(job, job.payload)),
    handlerType(job),
    jobClass(job, defaults),
  ]);
}

function payloadTypes(job: Job, type: ObjectType): Code[] {
  const { schema, input, payload } = jobNames(job);
  const typeOfSchema = (side: "input" | "output") => ({
    target: property(z, side),
    argument: name(schema),
    typeOf: true,
  });
  return [
    stack([
      doc(`What \`${job.key}\` is enqueued with, checked at both ends.`),
      exportConst(schema, payloadSchema(type)),
    ]),
    stack([doc("What a producer passes."), exportType(input, typeOfSchema("input"))]),
    stack([
      doc("What the handler receives: defaults are filled in."),
      exportType(payload, typeOfSchema("output")),
    ]),
  ];
}

/** Once the version was raised, the type of `upcast` follows from the payload as well. */
function handlerType(job: Job): Code {
  const { handler, payload, schema } = jobNames(job);
  const runs = `The function that runs \`${job.key}\`.`;
  if (job.payload === undefined || job.version === 1) {
    const argument = name(job.payload === undefined ? "undefined" : payload);
    const type = { target: runtime.Handler, argument, typeOf: false };
    return stack([doc(runs), exportType(handler, type)]);
  }
  const older = `Payloads of versions before ${job.version} pass its \`upcast\` first.`;
  const type = { target: runtime.VersionedHandler, argument: name(schema), typeOf: true };
  return stack([doc(runs, older), exportType(handler, type)]);
}

function jobClass(job: Job, defaults: readonly Setting[]): Code {
  const { schema } = jobNames(job);
  const definition: Property[] = [
    { key: "name", value: literal(job.className) },
    { key: "key", value: literal(job.key) },
    { key: "version", value: literal(job.version) },
    { key: "queue", value: literal(job.queue) },
    ...(job.payload === undefined ? [] : [{ key: "payload", value: name(schema) }]),
    ...(job.policy.length === 0
      ? []
      : [{ key: "policy", value: object(settingProperties(job.policy)) }]),
  ];
  const base = call(runtime.defineJob, queues, block(definition));
  return ts`
    ${doc(...jobDoc(job, defaults))}
    export class ${name(job.className)} extends ${base} {}
  `;
}

function jobDoc(job: Job, defaults: readonly Setting[]): string[] {
  const routing = `Runs on the queue \`${job.queue}\`.`;
  const first = job.description === undefined ? [routing] : [job.description, "", routing];
  return [...first, ...retryTable(job.policy, defaults)];
}
