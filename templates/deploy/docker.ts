// Why: an image that holds what runs and nothing that builds: no development dependency, no root, no secret.
// Its command is there, for the step that applies schedules and for whoever is on call.

import { type GeneratedFile, PREAMBLE } from "../../src/emit/file.js";
import {
  type Dockerfile,
  dockerfile,
  dockerfileComment,
  execForm,
  ignoredPath,
  plainWord,
} from "../../src/emit/tags/dockerfile.js";
import type { Project } from "../../src/ir/ir.js";
import type { DeploymentTarget, EmitOptions } from "../target.js";
import { applyCommand, CONTAINER_USER, STOP_SIGNAL, stopTimeout, wholeSeconds } from "./facts.js";
import { type Monitoring, monitoringOf, PROBE } from "./monitoring.js";
import { storeOf } from "./store.js";

const FILE = "Dockerfile.queue";

const { user, group } = CONTAINER_USER;

/** An image of the worker, and what is kept out of its build. */
export const docker: DeploymentTarget = {
  name: "docker",
  files: (project, options) => [dockerfileOf(project, options), ignoreFile(project, options)],
};

function dockerfileOf(project: Project, options: EmitOptions): GeneratedFile {
  const { docker: images, entry } = project.deploy;
  const monitoring = monitoringOf(project);
  const build = `docker build -f ${options.outDirFromRoot}/deploy/${FILE} -t ${images.image} .`;
  const stop = wholeSeconds(stopTimeout(project));
  const apply = applyCommand(options).join(" ");
  const { text } = dockerfile`
    # ${dockerfileComment(PREAMBLE)}
    # Build: ${dockerfileComment(build)}
    # Run: ${dockerfileComment(`docker run --stop-timeout ${stop} --env-file .env ${images.image}`)}
    # Schedules: ${dockerfileComment(`docker run --rm --env-file .env ${images.image} node ${apply}`)}
    FROM ${plainWord(images.base_image)} AS build
    WORKDIR /app
    # Packages that are files lie beside package.json. For a private registry build with
    # --secret id=npmrc,src=.npmrc, which leaves nothing in the image.
    COPY package.json package-lock.json *.tgz ./
    RUN --mount=type=cache,target=/root/.npm --mount=type=secret,id=npmrc,target=/app/.npmrc npm ci
    COPY . .
    RUN npm run build && npm prune --omit=dev

    FROM ${plainWord(images.base_image)}
    ENV NODE_ENV=production
    ENV PATH=/app/node_modules/.bin:$PATH
    ${monitoring?.variables.map(({ name, value }) => dockerfile`ENV ${plainWord(name)}=${plainWord(value)}`)}
    WORKDIR /app
    # Owned by root, so that the worker cannot change its own code.
    COPY --from=build /app ./
    ${storeDirectory(project)}
    # The user \`node\` of the official images.
    USER ${plainWord(`${user}:${group}`)}
    ${healthCheck(monitoring)}
    STOPSIGNAL ${plainWord(STOP_SIGNAL)}
    CMD ${execForm(["node", entry])}
  `;
  return { path: `deploy/${FILE}`, contents: `${text}\n` };
}

function healthCheck(monitoring: Monitoring | undefined): Dockerfile[] {
  if (monitoring === undefined) return [];
  const { port, interval, probe } = monitoring;
  const [every, timeout, start] = [interval, PROBE.timeout, PROBE.start].map((time) =>
    plainWord(`${wholeSeconds(time)}s`),
  );
  return [
    ...(port === undefined ? [] : [dockerfile`EXPOSE ${plainWord(port)}`]),
    dockerfile`
      HEALTHCHECK --interval=${every} --timeout=${timeout} --start-period=${start} --retries=${plainWord(PROBE.failures)} \\
        CMD ${execForm(["node", "-e", probe(PROBE.alive)])}
    `,
  ];
}

/** The embedded store writes beside the code. */
function storeDirectory(project: Project): Dockerfile[] {
  const store = storeOf(project);
  if (store.kind !== "embedded") return [];
  const script = `const fs = require('fs'); fs.mkdirSync(process.argv[1], { recursive: true }); fs.chownSync(process.argv[1], ${user}, ${group})`;
  return [dockerfile`RUN ${execForm(["node", "-e", script, store.directory])}`];
}

function ignoreFile(project: Project, options: EmitOptions): GeneratedFile {
  const { text } = dockerfile`
    # ${dockerfileComment(PREAMBLE)}
    # Secrets
    **/.env
    **/.env.*
    **/.npmrc
    **/*.env
    # What the build makes anew
    **/node_modules
    ${builtDirectory(project, options)}
    # What the image does not need
    .git
    .tusk
    coverage
    **/*.log
    ${ignoredPath(`${options.outDirFromRoot}/deploy`)}
  `;
  return { path: `deploy/${FILE}.dockerignore`, contents: `${text}\n` };
}

/** Where the build puts its output, unless sources lie there too. */
function builtDirectory({ deploy }: Project, options: EmitOptions): Dockerfile[] {
  const [built, ...below] = deploy.entry.split("/");
  const sources = [options.outDirFromRoot, options.configFromRoot];
  const isMixed = sources.some((path) => path === built || path.startsWith(`${built}/`));
  return built === undefined || below.length === 0 || isMixed ? [] : [ignoredPath(built)];
}
