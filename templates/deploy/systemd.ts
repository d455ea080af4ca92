// Why: on a plain machine systemd starts, restarts, and stops the worker, and shuts it in: it sees what it
// needs to run jobs and may write where it was told. A unit of its own applies the schedules once before.

import { posix } from "node:path";
import { type GeneratedFile, PREAMBLE } from "../../src/emit/file.js";
import {
  commandWord,
  prose,
  seconds,
  type Unit,
  unit,
  unitComment,
  wholePath,
  word,
} from "../../src/emit/tags/unit.js";
import type { Project } from "../../src/ir/ir.js";
import type { DeploymentTarget, EmitOptions } from "../target.js";
import {
  APPLY_TIMEOUT,
  applyCommand,
  applyName,
  selectedProfile,
  stopTimeout,
  workerName,
} from "./facts.js";
import { storeOf } from "./store.js";
import { environmentFile } from "./systemd-environment.js";

/** Hardened units for the worker and for `apply`, and the template of their environment file. */
export const systemd: DeploymentTarget = {
  name: "systemd",
  files: (project, options) => [
    workerUnit(project, options),
    applyUnit(project, options),
    environmentFile(project, options),
  ],
};

function workerUnit(project: Project, { outDirFromRoot }: EmitOptions): GeneratedFile {
  const { app, entry, systemd: settings } = project.deploy;
  const [worker, apply] = [`${workerName(project)}.service`, `${applyName(project)}.service`];
  const sources = [worker, apply].map((file) => `${outDirFromRoot}/deploy/${file}`).join(" ");
  const { text } = unit`
    # ${unitComment(PREAMBLE)}
    # Install: ${unitComment(`cp ${sources} /etc/systemd/system/`)}
    ${makeStore(project)}
    # Start: ${unitComment(`systemctl daemon-reload && systemctl enable --now ${worker}`)}
    # Update: ${unitComment(`systemctl restart ${apply} ${worker}`)}
    [Unit]
    Description=${prose(`Job worker of ${app}`)}
    Wants=network-online.target ${prose(apply)}
    After=network-online.target ${prose(apply)}

    [Service]
    Type=exec
    ${surroundings(project)}
    ExecStart=${command(project, [entry])}
    Restart=${prose(settings.restart)}
    RestartSec=${seconds(settings.restart_sec)}
    # The environment or the configuration is wrong: starting again does not help.
    RestartPreventExitStatus=2
    KillMode=mixed
    # Running jobs finish, those left obey their signal, the worker closes.
    TimeoutStopSec=${seconds(stopTimeout(project))}

    ${confinement(project)}

    [Install]
    WantedBy=multi-user.target
  `;
  return { path: `deploy/${worker}`, contents: `${text}\n` };
}

/** Runs when the machine starts, and when an update restarts it; not when the worker starts again. */
function applyUnit(project: Project, options: EmitOptions): GeneratedFile {
  const { text } = unit`
    # ${unitComment(PREAMBLE)}
    [Unit]
    Description=${prose(`Schedules of ${project.deploy.app}`)}
    Wants=network-online.target
    After=network-online.target
    Before=${prose(`${workerName(project)}.service`)}

    [Service]
    Type=oneshot
    RemainAfterExit=yes
    ${surroundings(project)}
    ExecStart=${command(project, applyCommand(options))}
    TimeoutStartSec=${seconds(APPLY_TIMEOUT)}

    ${confinement(project)}
  `;
  return { path: `deploy/${applyName(project)}.service`, contents: `${text}\n` };
}

function surroundings({ deploy: { systemd: settings } }: Project): Unit {
  return unit`
    User=${prose(settings.user)}
    WorkingDirectory=${wholePath(settings.working_directory)}
    Environment=NODE_ENV=production
    EnvironmentFile=${wholePath(settings.environment_file)}
  `;
}

function command({ deploy }: Project, words: readonly string[]): Unit {
  const [node, ...rest] = [deploy.systemd.node_path, ...words].map(commandWord);
  return rest.reduce((line, next) => unit`${line} ${next}`, unit`${node}`);
}

function confinement(project: Project): Unit {
  const { working_directory, read_write_paths } = project.deploy.systemd;
  const atHome = [working_directory, ...tlsFiles(project)].some(isAtHome);
  const store = storeDirectory(project);
  const writable = store === undefined ? read_write_paths : [store, ...read_write_paths];
  return unit`
    # What a Node process needs, and no more. Its compiler writes code, so memory stays executable.
    CapabilityBoundingSet=
    DevicePolicy=closed
    LockPersonality=yes
    NoNewPrivileges=yes
    PrivateDevices=yes
    PrivateTmp=yes
    PrivateUsers=yes
    ProtectClock=yes
    ProtectControlGroups=yes
    ProtectHome=${prose(atHome ? "read-only" : "yes")}
    ProtectHostname=yes
    ProtectKernelLogs=yes
    ProtectKernelModules=yes
    ProtectKernelTunables=yes
    ProtectProc=invisible
    ProtectSystem=strict
    RemoveIPC=yes
    # Names of hosts are looked up with the help of AF_NETLINK.
    RestrictAddressFamilies=AF_INET AF_INET6 AF_NETLINK AF_UNIX
    RestrictNamespaces=yes
    RestrictRealtime=yes
    RestrictSUIDSGID=yes
    SystemCallArchitectures=native
    SystemCallErrorNumber=EPERM
    SystemCallFilter=@system-service @pkey
    SystemCallFilter=~@privileged @resources
    UMask=0077
    ${writable.map((path) => unit`ReadWritePaths=${word(path)}`)}
  `;
}

/** Where the worker keeps an embedded store; the rest of the project is read-only to it. */
/** Whether systemd hides a path unless it is told not to. */
function isAtHome(path: string): boolean {
  return /^\/(?:home|root|run\/user)(?:\/|$)/.test(path);
}

/** The files that queue.tusk names for connections to the store. */
function tlsFiles(project: Project): string[] {
  const settings = selectedProfile(project)?.settings ?? [];
  return settings.flatMap(({ name, value }) =>
    name.startsWith("tls.") && typeof value === "string" ? [value] : [],
  );
}

function storeDirectory(project: Project): string | undefined {
  const store = storeOf(project);
  if (store.kind !== "embedded") return undefined;
  return posix.resolve(project.deploy.systemd.working_directory, store.directory);
}

function makeStore(project: Project): Unit | undefined {
  const store = storeDirectory(project);
  if (store === undefined) return undefined;
  return unit`# Make the store: ${unitComment(`install -d -o ${project.deploy.systemd.user} ${store}`)}`;
}
