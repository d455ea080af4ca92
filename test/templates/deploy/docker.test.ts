import { spawn, spawnSync } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { validate } from "dockerfile-utils";
import { describe, expect, it, onTestFinished } from "vitest";
import { readDockerfile } from "../../support/dockerfile.js";
import { seedProject, setting } from "../../support/project.js";
import { fileOf, IS_PRODUCTION, setups, withDeploy, withMonitoring } from "./setups.js";

const imageOf = (project: Parameters<typeof fileOf>[0]) => fileOf(project, "Dockerfile.queue");

function instructions(text: string, name: string): string[] {
  return readDockerfile(text).flatMap((one) => (one.name === name ? [one.rest] : []));
}

/** The script of the health check. */
function probeOf(text: string): string {
  const [, command = "[]"] = /CMD (\[.*\])$/.exec(instructions(text, "HEALTHCHECK")[0] ?? "") ?? [];
  const [node, flag, script] = JSON.parse(command);
  expect([node, flag]).toEqual(["node", "-e"]);
  return script;
}

describe("the image", () => {
  it.each(Object.entries(setups))("is found sound by dockerfile-utils: %s", (_, project) => {
    expect(validate(imageOf(project)).map(({ message }) => message)).toEqual([]);
  });

  it("is checked by a tool that sees mistakes", () => {
    const text = imageOf(seedProject())
      .replace("WORKDIR", "WORKDIRR")
      .replace("--retries", "--retry");
    expect(validate(text)).toHaveLength(2);
  });

  it("is built in one stage and runs in another, as nobody special", () => {
    const text = imageOf(seedProject());
    expect(instructions(text, "FROM")).toEqual(["node:24-slim AS build", "node:24-slim"]);
    expect(instructions(text, "RUN").join()).toContain("npm prune --omit=dev");
    expect(instructions(text, "USER")).toEqual(["1000:1000"]);
    expect(instructions(text, "STOPSIGNAL")).toEqual(["SIGTERM"]);
    expect(text.indexOf("\nUSER ")).toBeLessThan(text.indexOf("\nCMD "));
  });

  it("starts the worker without a shell", () => {
    const [command] = instructions(imageOf(setups["paths that need quotes"]), "CMD");
    expect(JSON.parse(command ?? "")).toEqual(["node", "dist/my worker.js"]);
  });

  it("listens where the container can be reached, and asks itself as often as monitoring does", () => {
    const text = imageOf(seedProject());
    expect(instructions(text, "ENV")).toContain("QUEUE_METRICS_HOST=0.0.0.0");
    expect(instructions(text, "EXPOSE")).toEqual(["9090"]);
    expect(instructions(text, "HEALTHCHECK")[0]).toContain("--interval=30s");
  });

  it("has no health check where nothing could be asked", () => {
    for (const name of ["no monitoring", "any free port"] as const) {
      expect(instructions(imageOf(setups[name]), "HEALTHCHECK")).toEqual([]);
      expect(instructions(imageOf(setups[name]), "EXPOSE")).toEqual([]);
    }
  });

  it("makes the embedded store a directory that the worker may write to", () => {
    const [, , make = "[]"] = instructions(imageOf(setups.embedded), "RUN");
    expect(JSON.parse(make).at(-1)).toBe("data/queue");
  });

  it("ignores no directory that holds sources", () => {
    const ignored = (entry: string) =>
      fileOf(withDeploy({ entry }), ".dockerignore")
        .match(/anew\n([^#]*)#/)?.[1]
        ?.trim()
        .split("\n");
    expect(ignored("build/generated/worker.js")).toEqual(["**/node_modules", "build"]);
    expect(ignored("generated/worker.js")).toEqual(["**/node_modules"]);
  });

  it("has the command on its path, and a registry's token in no layer", () => {
    const text = imageOf(seedProject());
    expect(instructions(text, "ENV")).toContain("PATH=/app/node_modules/.bin:$PATH");
    expect(instructions(text, "RUN")[0]).toContain(
      "--mount=type=secret,id=npmrc,target=/app/.npmrc npm ci",
    );
  });

  it("keeps secrets and what is built anew out of the build", () => {
    const lines = fileOf(seedProject(), ".dockerignore").split("\n");
    for (const entry of ["**/.env", "**/.npmrc", "**/node_modules", "dist", ".git"])
      expect(lines).toContain(entry);
    const flat = fileOf(withDeploy({ entry: "worker.js" }), ".dockerignore").split("\n");
    expect(flat).not.toContain("worker.js");
  });
});

describe("the health check", () => {
  const run = (script: string, env: Record<string, string>) =>
    spawnSync(process.execPath, ["-e", script], { env, timeout: 10_000 }).status;

  it("asks /healthz on the port that is configured", async () => {
    const script = probeOf(imageOf(seedProject()));
    expect(script).toContain('"/healthz"');
    const asked: (string | undefined)[] = [];
    let code = 200;
    const server = createServer(({ url }, response) => {
      asked.push(url);
      response.writeHead(code).end();
    });
    onTestFinished(() => void server.close());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const env = { QUEUE_METRICS_PORT: `${port}` };
    const ask = () =>
      new Promise<number | null>((resolve) => {
        spawn(process.execPath, ["-e", script], { env }).once("close", resolve);
      });
    expect(await ask()).toBe(0);
    code = 503;
    expect(await ask()).toBe(1);
    expect(asked).toEqual(["/healthz", "/healthz"]);
  });

  it("fails when nobody answers, and passes when monitoring is off", () => {
    const script = probeOf(imageOf(seedProject()));
    const nobody = { QUEUE_METRICS_PORT: "1" };
    expect(run(script, nobody)).toBe(1);
    expect(run(script, { ...nobody, QUEUE_MONITORING_ENABLED: "off" })).toBe(0);
  });

  it("passes where queue.tusk works out that monitoring is off", () => {
    const computed = { name: "enabled", type: { kind: "switch" }, expr: IS_PRODUCTION } as const;
    const fixed = setting("metrics_port", "integer", 1);
    const script = probeOf(imageOf(withMonitoring(computed, fixed)));
    expect(run(script, { STAGE: "test" })).toBe(0);
    expect(run(script, { STAGE: "production" })).toBe(1);
  });

  it("works the port out where queue.tusk computes it", () => {
    const script = probeOf(imageOf(setups["a computed port"]));
    expect(script).toContain('read("BASE", 9000) + 90');
  });

  it("knows a fixed port", () => {
    const script = probeOf(imageOf(withMonitoring(setting("metrics_port", "integer", 9464))));
    expect(script).toContain('"http://127.0.0.1:" + 9464 + "/healthz"');
  });
});
