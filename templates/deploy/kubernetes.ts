// Why: a cluster starts, asks, and stops workers by what is known here. Schedules are applied by a Job that is
// made anew for each update, since a Job cannot be changed; so it has a file of its own.

import { type GeneratedFile, PREAMBLE } from "../../src/emit/file.js";
import { shellCommand } from "../../src/emit/shell.js";
import { literalWord, scalar, type Yaml, yaml, yamlComment } from "../../src/emit/tags/yaml.js";
import type { Project } from "../../src/ir/ir.js";
import type { DeploymentTarget, EmitOptions } from "../target.js";
import { APPLY_TIMEOUT, applyCommand, stopTimeout, wholeSeconds } from "./facts.js";
import { scaledObject } from "./kubernetes-keda.js";
import { container, labels, objectName, podSettings } from "./kubernetes-pod.js";
import { probes, scrapeAnnotations } from "./kubernetes-probes.js";
import { monitoringOf } from "./monitoring.js";
import { storeVariables, variablesOf } from "./variables.js";

/** A Deployment of the worker, a Job for `apply`, and what scales the worker where the cluster has KEDA. */
export const kubernetes: DeploymentTarget = {
  name: "kubernetes",
  files: (project, options) => [
    workerFile(project, options),
    applyFile(project, options),
    ...kedaFiles(project, options),
  ],
};

function workerFile(project: Project, options: EmitOptions): GeneratedFile {
  const secret = ["kubectl", "create", "secret", "generic", objectName(project, "worker")];
  const head = yaml`
    # Variables: ${yamlComment(shellCommand([...secret, "--from-env-file=worker.env"]))}
    ${neededVariables(project)}
    # What is no secret may be in a ConfigMap of the same name.
    # Start, update: ${yamlComment(kubectl("apply", "kubernetes.yaml", options))}
    # Resources are left to a patch: what the handlers need is not known here.
  `;
  return file("kubernetes.yaml", head, deployment(project));
}

/** What no default can be right for: where the store is in the cluster, and what has none. */
function neededVariables(project: Project): Yaml | undefined {
  const required = variablesOf(project).flatMap(({ name, required }) => (required ? [name] : []));
  const names = new Set([...storeVariables(project), ...required]);
  return names.size === 0 ? undefined : yaml`# At least: ${yamlComment([...names].join(", "))}`;
}

function deployment(project: Project): Yaml {
  const { replicas } = project.deploy;
  const monitoring = monitoringOf(project);
  return yaml`
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: ${scalar(objectName(project, "worker"))}
      labels:
        ${labels(project, "worker")}
    spec:
      ${replicas === 1 ? undefined : yaml`replicas: ${scalar(replicas)}`}
      selector:
        matchLabels:
          ${labels(project, "worker")}
      template:
        metadata:
          labels:
            ${labels(project, "worker")}
          ${scrapeAnnotations(monitoring)}
        spec:
          ${podSettings}
          # Running jobs finish, those left obey their signal, the worker closes.
          terminationGracePeriodSeconds: ${scalar(wholeSeconds(stopTimeout(project)))}
          containers:
            - name: worker
              ${container(project, [...(monitoring?.variables ?? []), ...(monitoring?.on ?? [])])}
              ${probes(monitoring)}
  `;
}

function applyFile(project: Project, options: EmitOptions): GeneratedFile {
  const head = yaml`
    # Before each start or update: ${yamlComment(kubectl("create", "kubernetes-apply.yaml", options))}
  `;
  return file("kubernetes-apply.yaml", head, applyJob(project, options));
}

/** A pod for each attempt, so that the logs of those that failed are kept; all of it is gone after a day. */
function applyJob(project: Project, options: EmitOptions): Yaml {
  return yaml`
    apiVersion: batch/v1
    kind: Job
    metadata:
      generateName: ${scalar(`${objectName(project, "apply")}-`)}
      labels:
        ${labels(project, "apply")}
    spec:
      backoffLimit: 4
      ttlSecondsAfterFinished: 86400
      template:
        metadata:
          labels:
            ${labels(project, "apply")}
        spec:
          ${podSettings}
          activeDeadlineSeconds: ${scalar(wholeSeconds(APPLY_TIMEOUT))}
          restartPolicy: Never
          containers:
            - name: apply
              args:
                ${["node", ...applyCommand(options)].map((word) => yaml`- ${literalWord(word)}`)}
              ${container(project, [])}
  `;
}

function kedaFiles(project: Project, options: EmitOptions): GeneratedFile[] {
  const body = scaledObject(project);
  if (body === undefined) return [];
  const head = yaml`
    # Where the cluster has KEDA: ${yamlComment(kubectl("apply", "kubernetes-keda.yaml", options))}
    # Left to a patch: where Prometheus is, a namespace in the query if several namespaces run this worker, and
    # the most workers that the store can bear.
    ${resetNote(project)}
  `;
  return [file("kubernetes-keda.yaml", head, body)];
}

/** The Deployment names a number of replicas only where that is not the cluster's own default. */
function resetNote({ deploy: { replicas } }: Project): Yaml | undefined {
  if (replicas === 1) return undefined;
  return yaml`# Each update of the workers sets their number back to ${scalar(replicas)} for a moment.`;
}

function kubectl(verb: string, name: string, { outDirFromRoot }: EmitOptions): string {
  return shellCommand(["kubectl", verb, "-f", `${outDirFromRoot}/deploy/${name}`]);
}

function file(name: string, head: Yaml, body: Yaml): GeneratedFile {
  const { text } = yaml`
    # ${yamlComment(PREAMBLE)}
    ${head}
    ${body}
  `;
  return { path: `deploy/${name}`, contents: `${text}\n` };
}
