// Why: the store that Compose runs beside the workers, and how they reach it.

import { assertUnreachable } from "../../src/diagnostics/bug.js";
import { isVariableName } from "../../src/emit/tags/env.js";
import { flowList, quotedScalar, scalar, type Yaml, yaml } from "../../src/emit/tags/yaml.js";
import type { Project } from "../../src/ir/ir.js";
import type { StoreUse } from "./store.js";

/** Text in which Compose sees no variable. */
export function composeText(text: string): Yaml {
  return scalar(text.replaceAll("$", "$$$$"));
}

/** Compose takes fewer characters than a package name has. */
export function projectName(app: string): string {
  return (
    app
      .toLowerCase()
      .replace(/[^a-z0-9_-]+/g, "-")
      .replace(/^[-_]+/, "") || "worker"
  );
}

/** PostgreSQL keeps names that begin with `pg_` for itself. */
function databaseName(app: string): string {
  return projectName(app).replace(/^pg_/, "app_pg_");
}

/** The store's own service; none where it is part of the worker, or the environment chooses it. */
export function storeService({ deploy }: Project, store: StoreUse): Yaml | undefined {
  switch (store.kind) {
    case "redis":
      return redis(deploy.compose.redis_image);
    case "postgres":
      return postgres(deploy.compose.postgres_image, databaseName(deploy.app));
    case "embedded":
    case "unknown":
      return undefined;
    default:
      return assertUnreachable(store);
  }
}

function redis(image: string): Yaml {
  const command = ["redis-server", "--appendonly", "yes", "--maxmemory-policy", "noeviction"];
  return yaml`
    redis:
      image: ${composeText(image)}
      volumes:
        - redis_data:/data
      command: ${flowList(command.map(quotedScalar))}
      restart: unless-stopped
      healthcheck:
        test: ["CMD-SHELL", "redis-cli ping | grep -q PONG"]
        interval: 5s
        timeout: 3s
        retries: 12
  `;
}

function postgres(image: string, database: string): Yaml {
  return yaml`
    postgres:
      image: ${composeText(image)}
      volumes:
        - postgres_data:/data
      environment:
        PGDATA: /data/postgres
        POSTGRES_DB: ${scalar(database)}
        POSTGRES_USER: ${scalar(database)}
        POSTGRES_PASSWORD: \${POSTGRES_PASSWORD:?set it in .env}
      restart: unless-stopped
      healthcheck:
        test: ${flowList(["CMD", "pg_isready", "-h", "127.0.0.1", "-U", database].map(quotedScalar))}
        interval: 5s
        timeout: 3s
        retries: 12
  `;
}

/** What a service waits for before it starts. */
export interface Condition {
  readonly service: string;
  readonly condition: string;
}

/** The store answers. */
export function storeConditions(store: StoreUse): Condition[] {
  if (store.kind !== "redis" && store.kind !== "postgres") return [];
  return [{ service: store.kind, condition: "service_healthy" }];
}

/** `depends_on`, if there is anything to wait for. */
export function dependsOn(conditions: readonly Condition[]): Yaml | undefined {
  if (conditions.length === 0) return undefined;
  const entries = conditions.map(
    ({ service, condition }) => yaml`
      ${scalar(service)}:
        condition: ${scalar(condition)}
    `,
  );
  return yaml`
    depends_on:
      ${entries}
  `;
}

/** The store of this file, whatever the environment file says. */
export function storeVariables(store: StoreUse, app: string): Yaml | undefined {
  if (store.kind !== "redis" && store.kind !== "postgres") return undefined;
  if (!isVariableName(store.variable)) return undefined;
  const name = scalar(store.variable);
  const database = databaseName(app);
  if (store.kind === "redis")
    return yaml`${name}: ${scalar(`redis://redis:6379/${store.database}`)}`;
  const url = scalar(`postgres://${database}@postgres:5432/${database}`);
  const { direct } = store;
  return yaml`
    ${name}: ${url}
    ${direct !== undefined && isVariableName(direct) ? yaml`${scalar(direct)}: ${url}` : undefined}
    PGPASSWORD: \${POSTGRES_PASSWORD:?set it in .env}
  `;
}

/** Where the worker keeps an embedded store. */
export function workerVolumes(store: StoreUse): Yaml | undefined {
  if (store.kind !== "embedded") return undefined;
  const { directory } = store;
  const target = directory.startsWith("/") ? directory : `/app/${directory}`;
  return yaml`
    volumes:
      - type: volume
        source: store_data
        target: ${composeText(target)}
  `;
}

/** The volumes of the file. */
export function volumes(store: StoreUse): Yaml | undefined {
  if (store.kind === "unknown") return undefined;
  const name = store.kind === "embedded" ? "store_data" : `${store.kind}_data`;
  return yaml`
    volumes:
      ${scalar(name)}:
  `;
}
