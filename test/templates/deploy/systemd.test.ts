import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isVariableName } from "../../../src/emit/tags/env.js";
import { deploy, seedProfiles, seedProject, setting } from "../../support/project.js";
import { plant, scratch } from "../../support/scratch.js";
import { readUnit } from "../../support/unit.js";
import { fileOf, setups, withDeploy } from "./setups.js";

const hasTool = spawnSync("systemd-analyze", ["--version"]).status === 0;
/** systemd-analyze comes with Debian's package `systemd`; without it these tests are shown as skipped. */
const withTool = it.skipIf(!hasTool);
/** The largest exposure that a worker may have, which needs the network. */
const MOST_EXPOSED = 1.5;

/** Runs systemd-analyze on a unit whose Node is the one that runs this test. */
function analyze(text: string, ...args: readonly string[]) {
  const root = scratch();
  plant(root, { "queue-worker.service": text.replace("/usr/bin/node", process.execPath) });
  const unit = join(root, "queue-worker.service");
  return spawnSync("systemd-analyze", [...args, unit], { encoding: "utf8" });
}

function settingOf(text: string, key: string): string | undefined {
  return readUnit(text).find((one) => one.key === key)?.value;
}

describe("the unit", () => {
  withTool.each(Object.entries(setups))("is found sound by systemd: %s", (_, project) => {
    const { stderr, status } = analyze(fileOf(project, ".service"), "verify");
    expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
  });

  withTool("is checked by a tool that sees mistakes", () => {
    const text = fileOf(seedProject(), ".service").replace("KillMode=mixed", "KilMode=mixed");
    expect(analyze(text, "verify").stderr).toContain("KilMode");
  });

  withTool("exposes little", () => {
    const { stdout } = analyze(fileOf(seedProject(), ".service"), "security", "--offline=yes");
    const exposure = Number(/exposure level for \S+: ([\d.]+)/.exec(stdout)?.[1]);
    expect(exposure).toBeLessThanOrEqual(MOST_EXPOSED);
  });

  it("waits for running jobs, their grace, and five seconds", () => {
    expect(settingOf(fileOf(seedProject(), ".service"), "TimeoutStopSec")).toBe("35");
    expect(settingOf(fileOf(setups["a patient job"], ".service"), "TimeoutStopSec")).toBe("90");
  });

  it("runs what deploy says, as whom it says, and not again after a wrong setting", () => {
    const text = fileOf(seedProject(), ".service");
    expect(settingOf(text, "ExecStart")).toBe("/usr/bin/node dist/generated/worker.js");
    expect(settingOf(text, "User")).toBe("deploy");
    expect(settingOf(text, "WorkingDirectory")).toBe("/var/www/tsk/sdk");
    expect(settingOf(text, "EnvironmentFile")).toBe("/etc/shop/worker.env");
    expect(settingOf(text, "Restart")).toBe("always");
    expect(settingOf(text, "RestartSec")).toBe("5");
    expect(settingOf(text, "RestartPreventExitStatus")).toBe("2");
  });

  it("leaves memory executable, which the compiler inside Node needs", () => {
    expect(settingOf(fileOf(seedProject(), ".service"), "MemoryDenyWriteExecute")).toBeUndefined();
  });

  it("sees home directories only when it lives in one", () => {
    const at = (working_directory: string) =>
      settingOf(
        fileOf(withDeploy({ systemd: { ...deploy().systemd, working_directory } }), ".service"),
        "ProtectHome",
      );
    expect(["/srv/app", "/home/me/app", "/root", "/homepage"].map(at)).toEqual([
      "yes",
      "read-only",
      "read-only",
      "yes",
    ]);
  });

  it("is called after the app, which cannot lead elsewhere", () => {
    expect(
      fileOf(withDeploy({ app: "../../etc/x" }), "deploy/..-..-etc-x-worker.service"),
    ).toContain("[Unit]");
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
    expect(lines.filter((line) => /RESQUE|DELAYED_JOB/.test(line))).toEqual([]);
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
