// Why: how many workers there should be follows from what they tell: the jobs of all queues, and the slots that
// each worker has. So it fits any store, and no number here has to follow the settings.

import { quotedScalar, scalar, type Yaml, yaml } from "../../src/emit/tags/yaml.js";
import type { Project } from "../../src/ir/ir.js";
import { labels, objectName } from "./kubernetes-pod.js";
import { monitoringOf } from "./monitoring.js";

/** Where the Prometheus Operator puts Prometheus. */
const PROMETHEUS = "http://prometheus-operated.monitoring.svc:9090";

/** How many times as many workers as `deploy.replicas` there may be. */
const GROWTH = 10;

/** A ScaledObject for the worker; undefined where there are no metrics. */
export function scaledObject(project: Project): Yaml | undefined {
  if (monitoringOf(project) === undefined) return undefined;
  const { replicas } = project.deploy;
  const worker = objectName(project, "worker");
  return yaml`
    apiVersion: keda.sh/v1alpha1
    kind: ScaledObject
    metadata:
      name: ${scalar(worker)}
      labels:
        ${labels(project, "worker")}
    spec:
      scaleTargetRef:
        name: ${scalar(worker)}
      # Never none: workers tell how many jobs there are, and start those whose time has come.
      minReplicaCount: ${scalar(replicas)}
      maxReplicaCount: ${scalar(GROWTH * replicas)}
      triggers:
        - type: prometheus
          metadata:
            serverAddress: ${scalar(PROMETHEUS)}
            # As many workers as have a slot for each job that runs, or could.
            query: ${quotedScalar(workersNeeded(worker))}
            threshold: "1"
            # Without an answer the number stays as it is.
            ignoreNullValues: "false"
  `;
}

/** Every worker tells of all queues, so that of each queue one answer counts. */
function workersNeeded(worker: string): string {
  const ofWorkers = (metric: string) => `${metric}{pod=~'${worker}-[^-]+-[^-]+'}`;
  const [ready, paused, active, slots] = [
    "tsk_queue_size",
    "tsk_queue_paused",
    "tsk_queue_active",
    "tsk_slots",
  ].map(ofWorkers);
  return `sum(max by (queue) (${ready} * (1 - ${paused}) + ${active})) / max(${slots})`;
}
