// Why: one command brings up the workers with the store that their profile uses, set up so that no job is
// lost: nothing is evicted, everything is written down, and workers get the time that they need to stop.

import { type GeneratedFile, PREAMBLE } from "../../src/emit/file.js";
import { isVariableName } from "../../src/emit/tags/env.js";
import { paragraphs } from "../../src/emit/tags/fragment.js";
import {
  flowList,
  quotedScalar,
  scalar,
  type Yaml,
  yaml,
  yamlComment,
} from "../../src/emit/tags/yaml.js";
import type { Project } from "../../src/ir/ir.js";
import type { DeploymentTarget, EmitOptions } from "../target.js";
import { type Monitoring, monitoringOf, type StoreUse, stopTimeout, storeOf } from "./facts.js";

const FILE = "docker-compose.queue.yml";

/** The worker with its store, for Docker Compose. */
export const compose: DeploymentTarget = {
  name: "compose",
  files: (project, options) => [composeFile(project, options)],
};

function composeFile(project: Project, options: EmitOptions): GeneratedFile {
  const { app } = project.deploy;
  const store = storeOf(project);
  const environment = store.kind === "postgres" ? " --env-file .env" : "";
  const up = `docker compose${environment} -f ${options.outDirFromRoot}/deploy/${FILE} up --build`;
  const head = yaml`
    # ${yamlComment(PREAMBLE)}
    # Start: ${yamlComment(up)}
    name: ${literal(projectName(app))}
  `;
  const service = storeService(project, store);
  const own = worker(project, options);
  const body = yaml`
    services:
      ${service === undefined ? own : paragraphs(service, own)}
  `;
  const { text } = paragraphs(head, body, volumes(store));
  return { path: `deploy/${FILE}`, contents: `${text}\n` };
}

/** Text in which Compose sees no variable. */
function literal(text: string): Yaml {
  return scalar(text.replaceAll("$", "$$$$"));
}

/** Compose takes fewer characters than a package name has. */
function projectName(app: string): string {
  return (
    app
      .toLowerCase()
      .replace(/[^a-z0-9_-]+/g, "-")
      .replace(/^[-_]+/, "") || "worker"
  );
}

function worker(project: Project, options: EmitOptions): Yaml {
  const { deploy } = project;
  const monitoring = monitoringOf(project);
  const store = storeOf(project);
  return yaml`
    worker:
      ${image(project, options)}
      ${dependsOn(store)}
      ${embeddedVolume(store)}
      environment:
        NODE_ENV: production
        ${storeVariables(store, projectName(deploy.app))}
        ${monitoringVariables(monitoring)}
      env_file:
        - path: ${scalar(`${rootFrom(options)}/.env`)}
          required: false
      ${ports(monitoring, deploy.replicas)}
      restart: unless-stopped
      cap_drop:
        - ALL
      deploy:
        replicas: ${scalar(deploy.replicas)}
      init: true
      read_only: true
      security_opt:
        - no-new-privileges:true
      # Running jobs finish, those left obey their signal, the worker closes.
      stop_grace_period: ${scalar(`${Math.ceil(stopTimeout(project) / 1000)}s`)}
      stop_signal: SIGTERM
      tmpfs:
        - /tmp
  `;
}

/** Built where there is a Dockerfile of ours, else taken as it is named. */
function image({ deploy }: Project, options: EmitOptions): Yaml {
  if (!deploy.targets.includes("docker")) return yaml`image: ${literal(deploy.docker.image)}`;
  return yaml`
    build:
      context: ${scalar(rootFrom(options))}
      dockerfile: ${literal(`${options.outDirFromRoot}/deploy/Dockerfile.queue`)}
  `;
}

/** The root as seen from `deploy/` in the output directory, where the file lies. */
function rootFrom({ outDirFromRoot }: EmitOptions): string {
  return ["", ...outDirFromRoot.split("/")].map(() => "..").join("/");
}

function dependsOn(store: StoreUse): Yaml | undefined {
  if (store.kind !== "redis" && store.kind !== "postgres") return undefined;
  return yaml`
    depends_on:
      ${scalar(store.kind)}:
        condition: service_healthy
  `;
}

/** The store of this file, whatever the environment file says. */
function storeVariables(store: StoreUse, database: string): Yaml | undefined {
  if (store.kind !== "redis" && store.kind !== "postgres") return undefined;
  if (!isVariableName(store.variable)) return undefined;
  const name = scalar(store.variable);
  if (store.kind === "redis")
    return yaml`${name}: ${scalar(`redis://redis:6379/${store.database}`)}`;
  return yaml`
    ${name}: ${scalar(`postgres://${database}@postgres:5432/${database}`)}
    PGPASSWORD: \${POSTGRES_PASSWORD:?set it in .env}
  `;
}

function monitoringVariables(monitoring: Monitoring | undefined): Yaml[] {
  const { hostVariable, portVariable, port } = monitoring ?? {};
  const variables = [
    { name: hostVariable, value: "0.0.0.0" },
    { name: portVariable, value: port === undefined ? undefined : String(port) },
  ];
  return variables.flatMap(({ name, value }) =>
    name !== undefined && value !== undefined && isVariableName(name)
      ? [yaml`${scalar(name)}: ${quotedScalar(value)}`]
      : [],
  );
}

/** Published on this machine alone; several workers take one port each. */
function ports(monitoring: Monitoring | undefined, replicas: number): Yaml | undefined {
  const port = monitoring?.port;
  if (port === undefined) return undefined;
  const last = Math.min(port + replicas - 1, 65_535);
  const published = last === port ? `${port}` : `${port}-${last}`;
  return yaml`
    ports:
      - ${quotedScalar(`127.0.0.1:${published}:${port}`)}
  `;
}

function storeService({ deploy }: Project, store: StoreUse): Yaml | undefined {
  switch (store.kind) {
    case "redis":
      return redis(deploy.compose.redis_image);
    case "postgres":
      return postgres(deploy.compose.postgres_image, projectName(deploy.app));
    case "embedded":
    case "unknown":
      return undefined;
  }
}

function redis(image: string): Yaml {
  const command = ["redis-server", "--appendonly", "yes", "--maxmemory-policy", "noeviction"];
  return yaml`
    redis:
      image: ${literal(image)}
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
      image: ${literal(image)}
      volumes:
        - postgres_data:/var/lib/postgresql/data
      environment:
        POSTGRES_DB: ${scalar(database)}
        POSTGRES_USER: ${scalar(database)}
        POSTGRES_PASSWORD: \${POSTGRES_PASSWORD:?set it in .env}
      restart: unless-stopped
      healthcheck:
        test: ${flowList(["CMD", "pg_isready", "-U", database, "-d", database].map(quotedScalar))}
        interval: 5s
        timeout: 3s
        retries: 12
  `;
}

function embeddedVolume(store: StoreUse): Yaml | undefined {
  if (store.kind !== "embedded") return undefined;
  const { directory } = store;
  const target = directory.startsWith("/") ? directory : `/app/${directory}`;
  return yaml`
    volumes:
      - type: volume
        source: store_data
        target: ${literal(target)}
  `;
}

function volumes(store: StoreUse): Yaml | undefined {
  if (store.kind === "unknown") return undefined;
  const name = store.kind === "embedded" ? "store_data" : `${store.kind}_data`;
  return yaml`
    volumes:
      ${scalar(name)}:
  `;
}
