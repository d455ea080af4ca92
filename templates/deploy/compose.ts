// Why: one command brings up the workers with the store that their profile uses, set up so that no job is
// lost: nothing is evicted, everything is written down, and workers get the time that they need to stop.

import { type GeneratedFile, PREAMBLE } from "../../src/emit/file.js";
import { paragraphs } from "../../src/emit/tags/fragment.js";
import {
  literalWord,
  quotedScalar,
  scalar,
  type Yaml,
  yaml,
  yamlComment,
} from "../../src/emit/tags/yaml.js";
import type { Project } from "../../src/ir/ir.js";
import type { DeploymentTarget, EmitOptions } from "../target.js";
import {
  composeText,
  dependsOn,
  projectName,
  storeConditions,
  storeService,
  storeVariables,
  volumes,
  workerVolumes,
} from "./compose-store.js";
import { applyCommand, STOP_SIGNAL, stopTimeout, wholeSeconds } from "./facts.js";
import { type Monitoring, monitoringOf } from "./monitoring.js";
import { storeOf } from "./store.js";

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
    name: ${composeText(projectName(app))}
  `;
  const service = storeService(project, store);
  const body = yaml`
    services:
      ${paragraphs(apply(project, options), service, worker(project, options))}
  `;
  const { text } = paragraphs(head, body, volumes(store));
  return { path: `deploy/${FILE}`, contents: `${text}\n` };
}

/** Ends once the schedules of the store are those of queue.tusk. */
function apply(project: Project, options: EmitOptions): Yaml {
  const { deploy } = project;
  const store = storeOf(project);
  return yaml`
    apply:
      ${image(project, options)}
      ${dependsOn(storeConditions(store))}
      ${workerVolumes(store)}
      environment:
        NODE_ENV: production
        ${storeVariables(store, deploy.app)}
      ${environmentFile(options)}
      command:
        ${["node", ...applyCommand(options)].map((word) => yaml`- ${literalWord(word)}`)}
      restart: "no"
      ${confinement}
  `;
}

function worker(project: Project, options: EmitOptions): Yaml {
  const { deploy } = project;
  const monitoring = monitoringOf(project);
  const store = storeOf(project);
  const applied = { service: "apply", condition: "service_completed_successfully" };
  return yaml`
    worker:
      ${image(project, options)}
      ${dependsOn([applied, ...storeConditions(store)])}
      ${workerVolumes(store)}
      environment:
        NODE_ENV: production
        ${storeVariables(store, deploy.app)}
        ${monitoring?.variables.map(({ name, value }) => yaml`${scalar(name)}: ${quotedScalar(value)}`)}
      ${environmentFile(options)}
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
      stop_grace_period: ${scalar(`${wholeSeconds(stopTimeout(project))}s`)}
      stop_signal: ${scalar(STOP_SIGNAL)}
      tmpfs:
        - /tmp
  `;
}

/** Read-only, without rights, and able to write where everything is forgotten. */
const confinement = yaml`
  cap_drop:
    - ALL
  init: true
  read_only: true
  security_opt:
    - no-new-privileges:true
  tmpfs:
    - /tmp
`;

function environmentFile(options: EmitOptions): Yaml {
  return yaml`
    env_file:
      - path: ${scalar(`${rootFrom(options)}/.env`)}
        required: false
  `;
}

/** Built where there is a Dockerfile of ours, else taken as it is named. */
function image({ deploy }: Project, options: EmitOptions): Yaml {
  if (!deploy.targets.includes("docker")) return yaml`image: ${composeText(deploy.docker.image)}`;
  return yaml`
    build:
      context: ${scalar(rootFrom(options))}
      dockerfile: ${composeText(`${options.outDirFromRoot}/deploy/Dockerfile.queue`)}
  `;
}

/** The root as seen from `deploy/` in the output directory, where the file lies. */
function rootFrom({ outDirFromRoot }: EmitOptions): string {
  return ["", ...outDirFromRoot.split("/")].map(() => "..").join("/");
}

/** Published on this machine alone; several workers take one port each. */
function ports(monitoring: Monitoring | undefined, replicas: number): Yaml | undefined {
  const port = monitoring?.port;
  if (port === undefined) return undefined;
  const first = Math.min(port, 65_536 - replicas);
  const published = replicas === 1 ? `${port}` : `${first}-${first + replicas - 1}`;
  return yaml`
    ports:
      - ${quotedScalar(`127.0.0.1:${published}:${port}`)}
  `;
}
