import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isVariableName } from "../../../src/emit/tags/env.js";
import type { Project } from "../../../src/ir/ir.js";
import { deploy, seedProfiles, seedProject, setting } from "../../support/project.js";
import { plant, scratch } from "../../support/scratch.js";
import { readUnit } from "../../support/unit.js";
import { fileOf, setups, withDeploy } from "./setups.js";

const hasTool = spawnSync("systemd-analyze", ["--version"]).status === 0;
/** systemd-analyze comes with Debian's package `systemd`; without it these tests are shown as skipped. */
const withTool = it.skipIf(!hasTool);
/** The largest exposure that a worker may have, which needs the network. */
const MOST_EXPOSED = 1.5;

const WORKER = "-worker.service";
const APPLY = "-apply.service";

/** Runs systemd-analyze on a unit, or on both; their Node is the one that runs this test. */
function analyze(texts: readonly string[], ...args: readonly string[]) {
  const root = scratch();
  const files = texts.map((text, index) => [
    ["shop-worker.service", "shop-apply.service"][index] ?? "",
    text.replace("/usr/bin/node", process.execPath),
  ]);
  plant(root, Object.fromEntries(files));
  const units = files.map(([name = ""]) => join(root, name));
  return spawnSync("systemd-analyze", [...args, ...units], { encoding: "utf8" });
}

const unitsOf = (project: Project) => [fileOf(project, WORKER), fileOf(project, APPLY)];

/** The system calls of a group of systemd, and of the groups in it. */
function callsOf(group: string): string[] {
  const { stdout } = spawnSync("systemd-analyze", ["syscall-filter", group], { encoding: "utf8" });
  const names = stdout.split("\n").filter((line) => /^ +[@\w]/.test(line));
  return names.map((name) => name.trim()).flatMap((name) => expand(name));
}

function expand(name: string): string[] {
  return name.startsWith("@") ? callsOf(name) : [name];
}

/** What a unit lets through, line by line as systemd reads it. */
function filterOf(text: string) {
  const allowed = new Set<string>();
  const settings = readUnit(text);
  for (const { key, value } of settings) {
    if (key !== "SystemCallFilter") continue;
    for (const name of value.replace(/^~/, "").split(" ").flatMap(expand))
      value.startsWith("~") ? allowed.delete(name) : allowed.add(name);
  }
  const families = settings.find(({ key }) => key === "RestrictAddressFamilies")?.value.split(" ");
  return { allowed, families };
}

function recordedCalls(): string[] {
  const text = readFileSync(new URL("../../data/worker-syscalls.txt", import.meta.url), "utf8");
  return text.split("\n").filter((line) => /^\w/.test(line));
}

function settingOf(text: string, key: string): string | undefined {
  return readUnit(text).find((one) => one.key === key)?.value;
}

describe("the unit", () => {
  withTool.each(Object.entries(setups))("is found sound by systemd: %s", (_, project) => {
    const { stderr, status } = analyze(unitsOf(project), "verify");
    expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
  });

  withTool("is checked by a tool that sees mistakes", () => {
    const text = fileOf(seedProject(), WORKER).replace("KillMode=mixed", "KilMode=mixed");
    expect(analyze([text], "verify").stderr).toContain("KilMode");
  });

  withTool.each([WORKER, APPLY])("exposes little: %s", (ending) => {
    const text = fileOf(seedProject(), ending);
    const { stdout } = analyze([text], "security", "--offline=yes");
    const exposure = Number(/exposure level for \S+: ([\d.]+)/.exec(stdout)?.[1]);
    expect(exposure).toBeLessThanOrEqual(MOST_EXPOSED);
  });

  withTool("lets a worker make every system call that it was seen to make", () => {
    const { allowed, families } = filterOf(fileOf(seedProject(), WORKER));
    expect(recordedCalls().filter((name) => !allowed.has(name))).toEqual([]);
    expect(allowed.has("reboot")).toBe(false);
    expect(families).toEqual(["AF_INET", "AF_INET6", "AF_NETLINK", "AF_UNIX"]);
  });

  it("waits for running jobs, their grace, and five seconds", () => {
    expect(settingOf(fileOf(seedProject(), WORKER), "TimeoutStopSec")).toBe("35");
    expect(settingOf(fileOf(setups["a patient job"], WORKER), "TimeoutStopSec")).toBe("90");
  });

  it("runs what deploy says, as whom it says, and not again after a wrong setting", () => {
    const text = fileOf(seedProject(), WORKER);
    expect(settingOf(text, "ExecStart")).toBe("/usr/bin/node dist/generated/worker.js");
    expect(settingOf(text, "User")).toBe("deploy");
    expect(settingOf(text, "WorkingDirectory")).toBe("/var/www/tsk/sdk");
    expect(settingOf(text, "EnvironmentFile")).toBe("/etc/shop/worker.env");
    expect(settingOf(text, "Restart")).toBe("always");
    expect(settingOf(text, "RestartSec")).toBe("5");
    expect(settingOf(text, "RestartPreventExitStatus")).toBe("2");
  });

  it("leaves memory executable, which the compiler inside Node needs", () => {
    expect(settingOf(fileOf(seedProject(), WORKER), "MemoryDenyWriteExecute")).toBeUndefined();
  });

  it("sees home directories when a certificate is in one", () => {
    const [first, ...others] = seedProject().profiles;
    if (first === undefined) throw new Error("no profile");
    const at = (path: string) => {
      const profile = {
        ...first,
        settings: [...first.settings, setting("tls.ca_file", "text", path)],
      };
      return settingOf(
        fileOf(seedProject({ profiles: [profile, ...others] }), WORKER),
        "ProtectHome",
      );
    };
    expect([at("/etc/ca.pem"), at("/home/jobs/ca.pem")]).toEqual(["yes", "read-only"]);
  });

  it("sees home directories only when it lives in one", () => {
    const at = (working_directory: string) =>
      settingOf(
        fileOf(withDeploy({ systemd: { ...deploy().systemd, working_directory } }), WORKER),
        "ProtectHome",
      );
    expect(["/srv/app", "/home/me/app", "/root", "/homepage"].map(at)).toEqual([
      "yes",
      "read-only",
      "read-only",
      "yes",
    ]);
  });

  it("may write to an embedded store, which somebody has to make", () => {
    const text = fileOf(setups.embedded, WORKER);
    expect(settingOf(text, "ReadWritePaths")).toBe("/var/www/tsk/sdk/data/queue");
    expect(text).toContain("# Make the store: install -d -o deploy /var/www/tsk/sdk/data/queue\n");
    expect(fileOf(seedProject(), WORKER)).not.toMatch(/ReadWritePaths|Make the store/);
  });

  it("is called after the app, which cannot lead elsewhere", () => {
    expect(
      fileOf(withDeploy({ app: "../../etc/x" }), "deploy/..-..-etc-x-worker.service"),
    ).toContain("[Unit]");
  });
});

describe("the unit of `apply`", () => {
  it("runs once before the worker, as the same user in the same place", () => {
    const text = fileOf(seedProject(), APPLY);
    expect(settingOf(text, "Type")).toBe("oneshot");
    expect(settingOf(text, "RemainAfterExit")).toBe("yes");
    expect(settingOf(text, "Before")).toBe("shop-worker.service");
    expect(settingOf(text, "ExecStart")).toBe(
      "/usr/bin/node node_modules/tsk-gen/dist/cli.js apply --config queue.tusk",
    );
    for (const key of ["User", "WorkingDirectory", "EnvironmentFile", "SystemCallFilter"])
      expect(settingOf(text, key)).toBe(settingOf(fileOf(seedProject(), WORKER), key));
  });

  it("is wanted by the worker, which starts without it when it fails", () => {
    const text = fileOf(seedProject(), WORKER);
    expect(settingOf(text, "Wants")).toBe("network-online.target shop-apply.service");
    expect(settingOf(text, "After")).toBe("network-online.target shop-apply.service");
    expect(settingOf(text, "Requires")).toBeUndefined();
  });
});

describe("the environment file", () => {
  const assignments = (text: string) =>
    text.split("\n").filter((line) => /^(?:# )?[A-Z_]+=/.test(line));

  it("has every variable of the selected profile with its default, as a comment", () => {
    const lines = assignments(fileOf(seedProject(), ".env"));
    expect(lines).toContain("# QUEUE_BACKEND=sidekiq");
    expect(lines).toContain("# SIDEKIQ_REDIS_URL=redis://localhost:6379/3");
    expect(lines).toContain("# SIDEKIQ_HIGH_QUEUE_WEIGHT=5");
    expect(lines).toContain("# JOB_RETRY_DELAY=1m");
    expect(lines).toContain("# QUEUE_METRICS_PORT=9090");
    expect(lines.every((line) => line.startsWith("# "))).toBe(true);
    expect(lines).toContain("# QUEUE_STORE=");
  });

  it("has what other profiles read, each once, as comments under what selects them", () => {
    const text = fileOf(seedProject(), ".env");
    const [selected = "", ...others] = text.split(/^# Read only with QUEUE_BACKEND=/m);
    expect(others.map((part) => part.slice(0, part.indexOf(":")))).toEqual([
      "delayed_job",
      "resque",
      "bullmq",
    ]);
    expect(selected).not.toMatch(/RESQUE_|DELAYED_JOB_/);
    expect(others[0]).toContain("\n# DATABASE_URL=\n");
    expect(others[1]).toContain("\n# RESQUE_REDIS_URL=redis://localhost:6379/4\n");
    expect(others[2]).toContain("\n# QUEUE_URL=redis://localhost:6379\n");
  });

  it("has only what the backend reads where no variable selects another", () => {
    const { variable: _, ...backend } = seedProject().backend;
    expect(fileOf(seedProject({ backend }), ".env")).not.toContain("# Read only with");
  });

  it("leaves a required variable to be filled in, and never shows a secret", () => {
    const [first, ...others] = seedProfiles();
    if (first === undefined) throw new Error("no profile");
    const settings = [
      setting("redis_url", "text", undefined, "THE_URL"),
      { ...setting("prefix", "text", "hunter2", "THE_SECRET"), secret: true },
    ];
    const text = fileOf(seedProject({ profiles: [{ ...first, settings }, ...others] }), ".env");
    expect(text).toContain("# queue.sidekiq.redis_url (required)\nTHE_URL=\n");
    expect(text).toContain("\n# THE_SECRET=\n");
    expect(text).not.toContain("hunter2");
  });

  it("has the variables that settings are computed from", () => {
    const lines = assignments(fileOf(setups["a computed port"], ".env"));
    expect(lines).toContain("# BASE=9000");
  });

  it("names each variable once", () => {
    const names = assignments(fileOf(seedProject(), ".env")).map((line) =>
      line.replace(/^# |=.*$/g, ""),
    );
    expect(new Set(names).size).toBe(names.length);
    expect(names.every(isVariableName)).toBe(true);
  });
});
