// Why: on a plain machine systemd starts, restarts, and stops the worker, and shuts it in: it sees what it
// needs to run jobs and may write where it was told.

import { type GeneratedFile, PREAMBLE } from "../../src/emit/file.js";
import { assignment, type Env, env, envComment, isVariableName } from "../../src/emit/tags/env.js";
import { paragraphs } from "../../src/emit/tags/fragment.js";
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
import { stopTimeout, workerName } from "./facts.js";
import { type Variable, variablesOf } from "./variables.js";

/** A hardened unit, and the template of its environment file. */
export const systemd: DeploymentTarget = {
  name: "systemd",
  files: (project, options) => [unitFile(project, options), environmentFile(project, options)],
};

function unitFile(project: Project, { outDirFromRoot }: EmitOptions): GeneratedFile {
  const { deploy } = project;
  const { app, entry, systemd: settings } = deploy;
  const file = `${workerName(project)}.service`;
  const writable = settings.read_write_paths.map((path) => unit`ReadWritePaths=${word(path)}`);
  const { text } = unit`
    # ${unitComment(PREAMBLE)}
    # Install: ${unitComment(`cp ${outDirFromRoot}/deploy/${file} /etc/systemd/system/`)}
    # Start: ${unitComment(`systemctl daemon-reload && systemctl enable --now ${file}`)}
    [Unit]
    Description=${prose(`Job worker of ${app}`)}
    Wants=network-online.target
    After=network-online.target

    [Service]
    Type=exec
    User=${prose(settings.user)}
    WorkingDirectory=${wholePath(settings.working_directory)}
    Environment=NODE_ENV=production
    EnvironmentFile=${wholePath(settings.environment_file)}
    ExecStart=${commandWord(settings.node_path)} ${commandWord(entry)}
    Restart=${prose(settings.restart)}
    RestartSec=${seconds(settings.restart_sec)}
    # The environment or the configuration is wrong: starting again does not help.
    RestartPreventExitStatus=2
    KillMode=mixed
    # Running jobs finish, those left obey their signal, the worker closes.
    TimeoutStopSec=${seconds(stopTimeout(project))}

    # What a Node process needs, and no more. Its compiler writes code, so memory stays executable.
    ${confinement(settings.working_directory)}
    ${writable}

    [Install]
    WantedBy=multi-user.target
  `;
  return { path: `deploy/${file}`, contents: `${text}\n` };
}

function confinement(directory: string): Unit {
  const atHome = /^\/(?:home|root|run\/user)(?:\/|$)/.test(directory);
  return unit`
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
    RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
    RestrictNamespaces=yes
    RestrictRealtime=yes
    RestrictSUIDSGID=yes
    SystemCallArchitectures=native
    SystemCallErrorNumber=EPERM
    SystemCallFilter=@system-service
    SystemCallFilter=~@privileged @resources
    UMask=0077
  `;
}

function environmentFile(project: Project, { outDirFromRoot }: EmitOptions): GeneratedFile {
  const { systemd: settings } = project.deploy;
  const file = `${workerName(project)}.env`;
  const head = env`
    # ${envComment(PREAMBLE)}
    # Every variable that the worker reads, with its default. Copy this file and edit the copy:
    # ${envComment(`install -m 600 ${outDirFromRoot}/deploy/${file} ${settings.environment_file}`)}
  `;
  const { text } = paragraphs(head, ...variablesOf(project).map(entryOf));
  return { path: `deploy/${file}`, contents: `${text}\n` };
}

/** A required variable is left to be filled in; the others are comments. */
function entryOf({ name, setting, accepts, fallback, required }: Variable): Env {
  const about = accepts === undefined ? setting : `${setting}: ${accepts}`;
  const line = assignment(name, fallback ?? "");
  if (!isVariableName(name)) return env`# ${envComment(`${about} (from ${name})`)}`;
  return required
    ? env`
        # ${envComment(`${about} (required)`)}
        ${line}
      `
    : env`
        # ${envComment(about)}
        # ${line}
      `;
}
