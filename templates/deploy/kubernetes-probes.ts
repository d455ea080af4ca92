// Why: kubelet asks a worker as often, as patiently, and at the same paths as every other platform.

import { literalWord, quotedScalar, scalar, type Yaml, yaml } from "../../src/emit/tags/yaml.js";
import { wholeSeconds } from "./facts.js";
import { METRICS, type Monitoring, PROBE } from "./monitoring.js";

/** How often a worker that has not answered yet is asked, in milliseconds. */
const START_INTERVAL = 5_000;

/** The port of a container and its probes; nothing where there is no server. */
export function probes(monitoring: Monitoring | undefined): Yaml | undefined {
  if (monitoring === undefined) return undefined;
  const { port, interval } = monitoring;
  return yaml`
    ${port === undefined ? undefined : containerPort(port)}
    startupProbe:
      ${request(monitoring, PROBE.alive)}
      periodSeconds: ${scalar(wholeSeconds(START_INTERVAL))}
      timeoutSeconds: ${scalar(wholeSeconds(PROBE.timeout))}
      failureThreshold: ${scalar(Math.ceil(PROBE.start / START_INTERVAL))}
    livenessProbe:
      ${request(monitoring, PROBE.alive)}
      ${rhythm(interval)}
    readinessProbe:
      ${request(monitoring, PROBE.ready)}
      ${rhythm(interval)}
  `;
}

function containerPort(port: number): Yaml {
  return yaml`
    ports:
      - name: metrics
        containerPort: ${scalar(port)}
  `;
}

/** From outside where that is sure to work, else by a script that knows what the environment says. */
function request({ isReachable, probe }: Monitoring, path: string): Yaml {
  if (isReachable)
    return yaml`
      httpGet:
        port: metrics
        path: ${scalar(path)}
    `;
  const command = ["node", "-e", probe(path)];
  return yaml`
    exec:
      command:
        ${command.map((word) => yaml`- ${literalWord(word)}`)}
  `;
}

function rhythm(interval: number): Yaml {
  return yaml`
    periodSeconds: ${scalar(wholeSeconds(interval))}
    timeoutSeconds: ${scalar(wholeSeconds(PROBE.timeout))}
    failureThreshold: ${scalar(PROBE.failures)}
  `;
}

/** Tells a Prometheus that looks for these annotations where the metrics are. */
export function scrapeAnnotations(monitoring: Monitoring | undefined): Yaml | undefined {
  if (monitoring?.port === undefined) return undefined;
  return yaml`
    annotations:
      prometheus.io/scrape: "true"
      prometheus.io/port: ${quotedScalar(String(monitoring.port))}
      prometheus.io/path: ${scalar(METRICS)}
  `;
}
