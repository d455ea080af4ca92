// Why: a worker that is stopped, asked, and run in other ways on each platform is right on one of them at most.

import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Project } from "../../../src/ir/ir.js";
import { targets } from "../../../templates/index.js";
import { readDockerfile } from "../../support/dockerfile.js";
import { deploy, job, seedProject, setting } from "../../support/project.js";
import { readUnit } from "../../support/unit.js";
import { fileOf, setups, withDeploy, withMonitoring } from "./setups.js";

/** What a platform was told; undefined where it is not told, and takes what the image or the user says. */
interface Told {
  /** Seconds until a worker that was told to stop is killed. */
  readonly stopTimeout?: number;
  readonly stopSignal?: string;
  readonly user?: string;
  readonly port?: number;
  readonly path?: string;
  /** Seconds between two questions. */
  readonly interval?: number;
  readonly patience?: { readonly timeout: number; readonly failures: number };
  /** Seconds until the first answer. */
  readonly start?: number;
  readonly apply?: string;
  /** Seconds that one attempt of `apply` may take. */
  readonly applyTimeout?: number;
}

const seconds = (text: string | undefined) => Number(/^([\d.]+)s?$/.exec(text ?? "")?.[1]);
const matched = (text: string, expression: RegExp) => expression.exec(text)?.[1] ?? "";
/** Without what a platform was not told. */
const defined = (facts: { readonly [K in keyof Told]: Told[K] | undefined }): Told =>
  Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined));

function systemd(project: Project): Told {
  const read = (ending: string) =>
    new Map(readUnit(fileOf(project, ending)).map(({ key, value }) => [key, value]));
  const [worker, apply] = [read("-worker.service"), read("-apply.service")];
  for (const unit of [worker, apply]) expect(unit.get("User")).toBe(project.deploy.systemd.user);
  return {
    stopTimeout: seconds(worker.get("TimeoutStopSec")),
    stopSignal: worker.get("KillSignal") ?? "SIGTERM",
    apply: (apply.get("ExecStart") ?? "").replace(/^\S+ /, ""),
    applyTimeout: seconds(apply.get("TimeoutStartSec")),
  };
}

function docker(project: Project): Told {
  const text = fileOf(project, "Dockerfile.queue");
  const instructions = readDockerfile(text);
  const rest = (name: string) => instructions.findLast((one) => one.name === name)?.rest;
  const check = rest("HEALTHCHECK");
  const port = rest("EXPOSE");
  return defined({
    stopTimeout: seconds(matched(text, /--stop-timeout (\d+)/)),
    stopSignal: rest("STOPSIGNAL"),
    user: rest("USER"),
    port: port === undefined ? undefined : Number(port),
    ...(check !== undefined && {
      path: matched(check, /\\"(\/\w+)\\"/),
      interval: seconds(matched(check, /--interval=(\S+)/)),
      patience: {
        timeout: seconds(matched(check, /--timeout=(\S+)/)),
        failures: Number(matched(check, /--retries=(\S+)/)),
      },
      start: seconds(matched(check, /--start-period=(\S+)/)),
    }),
    apply: matched(text, /# Schedules: .* node (.*)/),
  });
}

function compose(project: Project): Told {
  const { worker, apply } = parse(fileOf(project, "docker-compose.queue.yml")).services;
  return defined({
    stopTimeout: seconds(worker.stop_grace_period),
    stopSignal: worker.stop_signal,
    user: worker.user,
    port: worker.ports === undefined ? undefined : Number(worker.ports[0].split(":").at(-1)),
    apply: apply.command.slice(1).join(" "),
  });
}

function kubernetes(project: Project): Told {
  const podOf = (file: string) => parse(fileOf(project, file)).spec.template.spec;
  const [pod, applying] = [podOf("/kubernetes.yaml"), podOf("/kubernetes-apply.yaml")];
  const [{ ports, lifecycle, startupProbe, livenessProbe }] = pod.containers;
  expect(applying.securityContext).toEqual(pod.securityContext);
  const { runAsUser, runAsGroup, runAsNonRoot } = pod.securityContext;
  expect(runAsNonRoot).toBe(true);
  return defined({
    stopTimeout: pod.terminationGracePeriodSeconds,
    stopSignal: lifecycle?.stopSignal,
    user: `${runAsUser}:${runAsGroup}`,
    port: ports?.[0].containerPort,
    ...(livenessProbe !== undefined && {
      path: pathOf(livenessProbe),
      interval: livenessProbe.periodSeconds,
      patience: {
        timeout: livenessProbe.timeoutSeconds,
        failures: livenessProbe.failureThreshold,
      },
      start: startupProbe.periodSeconds * startupProbe.failureThreshold,
    }),
    apply: applying.containers[0].args.slice(1).join(" "),
    applyTimeout: applying.activeDeadlineSeconds,
  });
}

function pathOf({ httpGet, exec }: { httpGet?: { path: string }; exec?: { command: string[] } }) {
  return httpGet?.path ?? matched(exec?.command.at(-1) ?? "", /"(\/\w+)"/);
}

const platforms = { systemd, docker, compose, kubernetes };

/** Targets that run no worker. */
const others = ["pre_commit", "github_actions"];

const APPLY = "node_modules/tsk-gen/dist/cli.js apply --config queue.tusk";
const always = {
  stopSignal: "SIGTERM",
  user: "1000:1000",
  apply: APPLY,
  applyTimeout: 120,
} satisfies Told;
const asked = {
  port: 9090,
  path: "/healthz",
  interval: 30,
  patience: { timeout: 5, failures: 3 },
  start: 60,
} satisfies Told;

const withGrace = (grace: number) =>
  seedProject({
    deploy: deploy({ shutdown_timeout: 40_000 }),
    recurring: [],
    groups: [],
    jobs: [job("slow", { policy: [setting("timeout_grace", "duration", grace)] })],
  });

const table: readonly (readonly [string, Project, Told])[] = [
  ["the seed", seedProject(), { ...asked, stopTimeout: 35 }],
  [
    "a long time to stop",
    withDeploy({ shutdown_timeout: 3_600_000 }),
    { ...asked, stopTimeout: 3610 },
  ],
  ["no time to stop", withDeploy({ shutdown_timeout: 0 }), { ...asked, stopTimeout: 10 }],
  [
    "a time that is no whole second",
    withDeploy({ shutdown_timeout: 1_001 }),
    { ...asked, stopTimeout: 12 },
  ],
  ["a patient job", withGrace(60_000), { ...asked, stopTimeout: 105 }],
  ["several replicas", setups["several replicas"], { ...asked, stopTimeout: 35 }],
  ["another store", setups.postgres, { ...asked, stopTimeout: 35 }],
  [
    "another port, asked more often",
    withMonitoring(
      setting("metrics_port", "integer", 9464, "QUEUE_METRICS_PORT"),
      setting("health_check_interval", "duration", 12_500, "QUEUE_HEALTH_CHECK_INTERVAL"),
    ),
    { ...asked, stopTimeout: 35, port: 9464, interval: 13 },
  ],
  ["no monitoring", setups["no monitoring"], { stopTimeout: 35 }],
  ["any free port", setups["any free port"], { stopTimeout: 35 }],
  [
    "a computed port",
    setups["a computed port"],
    { ...defined({ ...asked, port: undefined }), stopTimeout: 35 },
  ],
];

it("every target that runs a worker is looked at", () => {
  const names = targets.map(({ name }) => name).filter((name) => !others.includes(name));
  expect(names.sort()).toEqual(Object.keys(platforms).sort());
});

describe.each(table)("deployment files agree: %s", (_, project, expected) => {
  it.each(Object.entries(platforms))("%s", (_, toldTo) => {
    const told = toldTo(project);
    const all: Told = { ...always, ...expected };
    expect(all).toMatchObject(told);
    expect(told.stopTimeout).toBe(expected.stopTimeout);
  });

  it("each fact is told to some platform, and none that is not there", () => {
    const facts = Object.values(platforms).flatMap((toldTo) => Object.keys(toldTo(project)));
    expect(new Set(facts)).toEqual(new Set(Object.keys({ ...always, ...expected })));
  });
});
