import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Project } from "../../../src/ir/ir.js";
import { fillRegistry } from "../../../src/runtime/http/metrics.js";
import { hostileText } from "../../support/arbitrary.js";
import { expandReferences, moduleOf, readManifest } from "../../support/kubernetes.js";
import { deploy, seedProject, setting } from "../../support/project.js";
import { plant, scratch } from "../../support/scratch.js";
import { typeErrors } from "../../support/type-check.js";
import {
  fileOf,
  IS_PRODUCTION,
  setups,
  withDeploy,
  withMonitoring,
  withSetting,
} from "./setups.js";

const WORKER = "/kubernetes.yaml";
const APPLY = "/kubernetes-apply.yaml";
const KEDA = "/kubernetes-keda.yaml";

const read = (project: Project, file: string) => parse(fileOf(project, file));
const podOf = (project: Project, file = WORKER) => read(project, file).spec.template.spec;
const workerOf = (project: Project) => podOf(project).containers[0];

const isMonitored = (name: string) => name !== "no monitoring" && name !== "any free port";

function manifestsOf(name: string, project: Project) {
  const files = [WORKER, APPLY, ...(isMonitored(name) ? [KEDA] : [])];
  return files.map((file) => readManifest(fileOf(project, file)));
}

describe("the manifests", () => {
  it.each(Object.entries(setups))("have the values that a cluster takes: %s", (name, project) => {
    expect(() => manifestsOf(name, project)).not.toThrow();
  });

  it.each([
    [WORKER, "terminationGracePeriodSeconds: 35", "terminationGracePeriodSeconds: soon"],
    [WORKER, "selector:", "selectors:"],
    [APPLY, "backoffLimit: 4", "backoffLimit: few"],
    [KEDA, "triggers:", "trigger:"],
  ])("are checked by a tool that sees mistakes: %s, %s", (file, right, wrong) => {
    const text = fileOf(seedProject(), file);
    expect(() => readManifest(text.replace(right, wrong))).toThrow();
  });

  it("have no key that a cluster would drop", async () => {
    const manifests = Object.entries(setups).flatMap(([name, one]) => manifestsOf(name, one));
    const mistaken = fileOf(seedProject(), WORKER).replace("livenessProbe", "livelyProbe");
    const root = scratch();
    plant(root, {
      "sound.mts": moduleOf(manifests),
      "mistaken.mts": moduleOf([readManifest(mistaken)]),
    });
    const files = ["sound.mts", "mistaken.mts"].map((name) => join(root, name));
    const errors = await typeErrors("typescript", files, { skipLibCheck: true });
    const lines = errors.split("\n").filter((line) => line.includes("error TS"));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/mistaken\.mts.*livelyProbe/);
  }, 120_000);

  it("confine every pod as the strictest of the Pod Security Standards asks", () => {
    for (const file of [WORKER, APPLY]) {
      const pod = podOf(seedProject(), file);
      expect(pod.automountServiceAccountToken).toBe(false);
      expect(pod.securityContext).toEqual({
        runAsNonRoot: true,
        runAsUser: 1000,
        runAsGroup: 1000,
        seccompProfile: { type: "RuntimeDefault" },
      });
      const [container] = pod.containers;
      expect(container.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
        readOnlyRootFilesystem: true,
      });
      expect(container.volumeMounts).toEqual([{ name: "tmp", mountPath: "/tmp" }]);
      expect(pod.volumes).toEqual([{ name: "tmp", emptyDir: {} }]);
    }
  });

  it("take secrets from a Secret that has to be there, and write none", () => {
    const url = { kind: "url", schemes: ["redis"] } as const;
    const secret = { ...setting("redis_url", url, "redis://:hunter2@x", "THE_URL"), secret: true };
    for (const file of [WORKER, APPLY]) {
      const project = withSetting(secret);
      expect(fileOf(project, file)).not.toContain("hunter2");
      expect(podOf(project, file).containers[0].envFrom).toEqual([
        { configMapRef: { name: "shop-worker", optional: true } },
        { secretRef: { name: "shop-worker" } },
      ]);
    }
  });

  it("say which variables that Secret needs", () => {
    const needed = (project: Project) => /# At least: (.*)/.exec(fileOf(project, WORKER))?.[1];
    expect(needed(seedProject())).toBe("SIDEKIQ_REDIS_URL");
    expect(needed(setups.embedded)).toBe("QUEUE_URL");
    expect(needed(setups["a store that is computed"])).toBe("BASE");
    expect(needed(withSetting(setting("prefix", "text", undefined, "THE_PREFIX")))).toBe(
      "THE_PREFIX",
    );
  });

  it("are named in the letters and the length that a cluster takes", () => {
    const label = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
    fc.assert(
      fc.property(fc.oneof(hostileText, fc.string({ minLength: 40, maxLength: 90 })), (app) => {
        const project = withDeploy({ app });
        const worker = read(project, WORKER);
        expect(worker.metadata.name).toMatch(label);
        expect(worker.spec.template.metadata.labels["app.kubernetes.io/name"]).toMatch(label);
        const { generateName } = read(project, APPLY).metadata;
        expect(`${generateName}12345`).toMatch(label);
      }),
      { numRuns: 60 },
    );
    const labelled = read(withDeploy({ app: "0_1" }), WORKER).spec.selector.matchLabels;
    expect(labelled["app.kubernetes.io/name"]).toBe("0-1");
  });
});

describe("the Deployment", () => {
  it("selects its own pods", () => {
    const { selector, template } = read(seedProject(), WORKER).spec;
    expect(template.metadata.labels).toEqual(selector.matchLabels);
    expect(read(seedProject(), APPLY).spec.template.metadata.labels).not.toEqual(
      selector.matchLabels,
    );
  });

  it("asks at both paths, as often as monitoring looks, and is patient at the start", () => {
    const { startupProbe, livenessProbe, readinessProbe, ports } = workerOf(seedProject());
    const rhythm = { periodSeconds: 30, timeoutSeconds: 5, failureThreshold: 3 };
    const [alive, ready] = ["/healthz", "/readyz"].map((path) => ({
      httpGet: { port: "metrics", path },
    }));
    expect(livenessProbe).toEqual({ ...alive, ...rhythm });
    expect(readinessProbe).toEqual({ ...ready, ...rhythm });
    expect(startupProbe).toEqual({ ...alive, ...rhythm, periodSeconds: 5, failureThreshold: 12 });
    expect(ports).toEqual([{ name: "metrics", containerPort: 9090 }]);
  });

  it("sets what the probes rely on, whatever the Secret says", () => {
    expect(workerOf(seedProject()).env).toEqual([
      { name: "NODE_ENV", value: "production" },
      { name: "QUEUE_METRICS_HOST", value: "0.0.0.0" },
      { name: "QUEUE_METRICS_PORT", value: "9090" },
      { name: "QUEUE_MONITORING_ENABLED", value: "true" },
    ]);
  });

  it.each([
    ["the port", setups["a computed port"]],
    [
      "whether there is a server",
      withMonitoring({ name: "enabled", type: { kind: "switch" }, expr: IS_PRODUCTION }),
    ],
  ])("asks inside the container where the environment decides %s", (_, project) => {
    const { readinessProbe } = workerOf(project);
    const [node, flag, script] = readinessProbe.exec.command.map(expandReferences);
    expect([node, flag]).toEqual(["node", "-e"]);
    expect(script).toContain('"/readyz"');
    expect(readinessProbe.httpGet).toBeUndefined();
  });

  it("has no probe where nothing could be asked", () => {
    for (const name of ["no monitoring", "any free port"] as const) {
      const { spec, metadata } = read(setups[name], WORKER).spec.template;
      expect(Object.keys(spec.containers[0])).not.toContain("livenessProbe");
      expect(metadata.annotations).toBeUndefined();
      expect(() => fileOf(setups[name], KEDA)).toThrow();
    }
  });

  it("leaves a single replica to the cluster, so that an update does not undo its scaling", () => {
    expect(read(seedProject(), WORKER).spec.replicas).toBeUndefined();
    expect(fileOf(seedProject(), KEDA)).not.toContain("sets their number back");
    expect(read(setups["several replicas"], WORKER).spec.replicas).toBe(3);
    expect(fileOf(setups["several replicas"], KEDA)).toContain("sets their number back to 3 ");
  });

  it("runs the image under its name, by the command that is in it", () => {
    const image = "registry.example:5000/a/b:1";
    const worker = workerOf(withDeploy({ docker: { ...deploy().docker, image } }));
    expect(worker.image).toBe(image);
    expect(worker.command ?? worker.args).toBeUndefined();
  });

  it("tells Prometheus where the metrics are", () => {
    expect(read(seedProject(), WORKER).spec.template.metadata.annotations).toEqual({
      "prometheus.io/scrape": "true",
      "prometheus.io/port": "9090",
      "prometheus.io/path": "/metrics",
    });
  });
});

describe("the Job", () => {
  it("is another one for each update", () => {
    const { metadata, spec } = read(seedProject(), APPLY);
    expect(metadata.name).toBeUndefined();
    expect(metadata.generateName).toBe("shop-apply-");
    expect(spec.ttlSecondsAfterFinished).toBeGreaterThan(0);
    expect(fileOf(seedProject(), APPLY)).toContain(
      "\n# Before each start or update: kubectl create -f generated/deploy/kubernetes-apply.yaml\n",
    );
  });

  it("applies the schedules, a few times if it has to, each for a limited time", () => {
    const { backoffLimit, template } = read(seedProject(), APPLY).spec;
    expect(backoffLimit).toBe(4);
    expect(template.spec).toMatchObject({ restartPolicy: "Never", activeDeadlineSeconds: 120 });
    expect(template.spec.containers[0].args).toEqual(
      "node node_modules/tsk-gen/dist/cli.js apply --config queue.tusk".split(" "),
    );
  });

  it("takes a path as it is, whatever a cluster would see in it", () => {
    const place = { configFromRoot: "$(HOME)/$$x/queue.tusk" };
    const { args } = parse(fileOf(seedProject(), APPLY, place)).spec.template.spec.containers[0];
    expect(args.map(expandReferences)).toContain(place.configFromRoot);
  });
});

describe("the ScaledObject", () => {
  it("scales the worker between what deploy says and ten times that", () => {
    const { spec } = read(setups["several replicas"], KEDA);
    expect(spec).toMatchObject({ minReplicaCount: 3, maxReplicaCount: 30 });
    expect(spec.scaleTargetRef).toEqual({ name: read(seedProject(), WORKER).metadata.name });
  });

  it("asks for the slots that the jobs of all queues need, each queue counted once", () => {
    const [{ metadata }] = read(seedProject(), KEDA).spec.triggers;
    const pods = "{pod=~'shop-worker-[^-]+-[^-]+'}";
    const ready = `tsk_queue_size${pods} * (1 - tsk_queue_paused${pods})`;
    const jobs = `sum(max by (queue) (${ready} + tsk_queue_active${pods}))`;
    expect(metadata.query).toBe(`${jobs} / max(tsk_slots${pods})`);
    expect(metadata.threshold).toBe("1");
    expect(metadata.ignoreNullValues).toBe("false");
  });

  it("asks for metrics that a worker has", async () => {
    const [{ metadata }] = read(seedProject(), KEDA).spec.triggers;
    const jobs = { size: 0, waiting: 0, active: 0, delayed: 0, failed: 0, oldestAge: 0 };
    const queues = [{ name: "x", ...jobs, paused: false, healthy: true }];
    const registry = fillRegistry({ counters: undefined, slots: 1, queues });
    const known = registry.getMetricsAsArray().map(({ name }) => name);
    expect(known).toEqual(expect.arrayContaining(metadata.query.match(/tsk_\w+/g)));
  });
});
