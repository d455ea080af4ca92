// Why: deployment files depend on the store, the monitoring, and what else is deployed; these are the setups
// that every target is looked at in.

import type { GeneratedFile } from "../../../src/emit/file.js";
import type { Deploy, Project, Setting } from "../../../src/ir/ir.js";
import { emitProject } from "../../../templates/index.js";
import type { EmitOptions } from "../../../templates/target.js";
import { deploy, job, monitoring, nowhere, seedProject, setting } from "../../support/project.js";

const url = { kind: "url", schemes: ["redis", "embedded"] } as const;
const postgres = { kind: "url", schemes: ["postgres", "postgresql"] } as const;

/** A project whose selected profile has this setting alone. */
export function withSetting(one: Setting): Project {
  const [first, ...others] = seedProject().profiles;
  return seedProject({
    profiles: first === undefined ? [] : [{ ...first, settings: [one] }, ...others],
  });
}

/** A project with other settings of `queue.monitoring`. */
export function withMonitoring(...changed: readonly Setting[]): Project {
  const names = changed.map(({ name }) => name);
  const kept = monitoring().filter(({ name }) => !names.includes(name));
  return seedProject({ monitoring: [...kept, ...changed] });
}

export function withDeploy(more: Partial<Deploy>): Project {
  return seedProject({ deploy: deploy(more) });
}

/** An expression over one variable. */
export const COMPUTED = {
  kind: "binary",
  op: "+",
  left: {
    kind: "env",
    name: "BASE",
    secret: false,
    fallback: { kind: "value", node: { kind: "number", span: nowhere, value: 9000 } },
  },
  right: { kind: "value", node: { kind: "number", span: nowhere, value: 90 } },
} as const;

/** A comparison of one variable. */
export const IS_PRODUCTION = {
  kind: "binary",
  op: "==",
  left: { kind: "env", name: "STAGE", secret: false },
  right: {
    kind: "value",
    node: { kind: "string", span: nowhere, value: "production", style: "quoted" },
  },
} as const;

export const setups = {
  seed: seedProject(),
  postgres: withSetting(setting("database_url", postgres, undefined, "DATABASE_URL")),
  embedded: withSetting(setting("url", url, "embedded:data/queue", "QUEUE_URL")),
  "a store that is computed": withSetting({ name: "url", type: url, expr: COMPUTED }),
  "several replicas": withDeploy({ replicas: 3 }),
  "no monitoring": withMonitoring(setting("enabled", "switch", false)),
  "any free port": withMonitoring(setting("metrics_port", "integer", 0, "QUEUE_METRICS_PORT")),
  "a computed port": withMonitoring({
    name: "metrics_port",
    type: { kind: "integer" },
    expr: COMPUTED,
  }),
  "paths that need quotes": withDeploy({
    entry: "dist/my worker.js",
    systemd: {
      ...deploy().systemd,
      working_directory: "/home/me/100% mine",
      read_write_paths: ["/var/lib/a b", "/srv/$x"],
    },
  }),
  "a patient job": seedProject({
    recurring: [],
    groups: [],
    jobs: [job("slow", { policy: [setting("timeout_grace", "duration", 60_000)] })],
  }),
} satisfies Record<string, Project>;

/** The contents of a deployment file, by the end of its path; `place` is where things are, if unusual. */
export function fileOf(project: Project, ending: string, place: Partial<EmitOptions> = {}): string {
  const files: readonly GeneratedFile[] = emitProject(project, {
    toolVersion: "1.2.3",
    handlersImport: "../handlers",
    outDirFromRoot: "generated",
    configFromRoot: "queue.tusk",
    ...place,
  });
  const found = files.find(({ path }) => path.endsWith(ending));
  if (found === undefined) throw new Error(`no file ends with ${ending}`);
  return found.contents;
}
