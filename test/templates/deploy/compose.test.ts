import { join } from "node:path";
import { DCLinter } from "dclint";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Project } from "../../../src/ir/ir.js";
import { emitProject } from "../../../templates/index.js";
import { deploy, seedProject } from "../../support/project.js";
import { plant, scratch } from "../../support/scratch.js";
import { fileOf, setups, withDeploy } from "./setups.js";

const textOf = (project: Project) => fileOf(project, "docker-compose.queue.yml");
const read = (project: Project) => parse(textOf(project));

/** What the linter says of one file; the package's own types do not load. */
interface LintResult {
  readonly messages: readonly { readonly rule: string; readonly message: string }[];
}

function lint(text: string): string[] {
  const root = scratch();
  plant(root, { "docker-compose.queue.yml": text });
  const linter = new DCLinter({
    rules: { "require-quotes-in-ports": [2, { quoteType: "double" }] },
    quiet: false,
    debug: false,
    exclude: [],
  });
  const results: LintResult[] = linter.lintFiles([join(root, "docker-compose.queue.yml")], false);
  return results.flatMap(({ messages }) => messages.map((one) => `${one.rule}: ${one.message}`));
}

describe("the Compose file", () => {
  it.each(Object.entries(setups))("is found sound by dclint: %s", (_, project) => {
    expect(lint(textOf(project))).toEqual([]);
  });

  it("is checked by a tool that sees mistakes", () => {
    expect(lint(textOf(seedProject()).replace("restart:", "restarts:")).join()).toContain(
      "additional",
    );
  });

  it("builds the image from the project, as seen from where it stands", () => {
    const { build, env_file } = read(seedProject()).services.worker;
    expect(build).toEqual({ context: "../..", dockerfile: "generated/deploy/Dockerfile.queue" });
    expect(env_file).toEqual([{ path: "../../.env", required: false }]);
  });

  it("finds the project from an output directory further down", () => {
    const outDirFromRoot = "apps/mail/generated";
    const options = {
      toolVersion: "1",
      handlersImport: "../handlers",
      outDirFromRoot,
      configFromRoot: "apps/mail/queue.tusk",
    };
    const files = emitProject(seedProject(), options);
    const { contents = "" } = files.find(({ path }) => path.endsWith(".yml")) ?? {};
    expect(parse(contents).services.worker.build).toEqual({
      context: "../../../..",
      dockerfile: "apps/mail/generated/deploy/Dockerfile.queue",
    });
  });

  it("takes a ready image where none is built here", () => {
    const { worker } = read(
      withDeploy({ targets: ["compose"], docker: { ...deploy().docker, image: "a/b:1" } }),
    ).services;
    expect(worker.image).toBe("a/b:1");
    expect(worker.build).toBeUndefined();
  });

  it("gives workers the time that the unit gives them", () => {
    expect(read(seedProject()).services.worker.stop_grace_period).toBe("35s");
    expect(read(setups["a patient job"]).services.worker.stop_grace_period).toBe("90s");
  });

  it("runs Redis so that nothing is evicted or forgotten, in the database of the profile", () => {
    const { services, volumes } = read(seedProject());
    expect(services.redis.command.join(" ")).toBe(
      "redis-server --appendonly yes --maxmemory-policy noeviction",
    );
    expect(services.redis.image).toBe("redis:7-alpine");
    expect(services.redis.volumes).toEqual(["redis_data:/data"]);
    expect(Object.keys(volumes)).toEqual(["redis_data"]);
    expect(services.worker.environment.SIDEKIQ_REDIS_URL).toBe("redis://redis:6379/3");
    expect(services.apply.depends_on).toEqual({ redis: { condition: "service_healthy" } });
  });

  it("runs PostgreSQL with a password that only a variable holds", () => {
    const { services } = read(setups.postgres);
    const reference = "${" + "POSTGRES_PASSWORD:?set it in .env}";
    expect(services.postgres.environment.POSTGRES_PASSWORD).toBe(reference);
    expect(services.worker.environment).toMatchObject({
      DATABASE_URL: "postgres://shop@postgres:5432/shop",
      PGPASSWORD: reference,
    });
    expect(services.postgres.healthcheck.test).toContain("pg_isready");
  });

  it("keeps the embedded store in a volume, and runs none that the environment chooses", () => {
    expect(read(setups.embedded).services.worker.volumes).toEqual([
      { type: "volume", source: "store_data", target: "/app/data/queue" },
    ]);
    const computed = read(setups["a store that is computed"]);
    expect(Object.keys(computed.services)).toEqual(["apply", "worker"]);
    expect(read(setups.embedded).services.apply.volumes).toEqual(
      read(setups.embedded).services.worker.volumes,
    );
    expect(computed.volumes).toBeUndefined();
  });

  it("applies the schedules once the store answers, and starts workers after that", () => {
    const { apply, worker } = read(seedProject()).services;
    expect(apply.command).toEqual([
      "node",
      "node_modules/tsk-gen/dist/cli.js",
      "apply",
      "--config",
      "queue.tusk",
    ]);
    expect(apply.restart).toBe("no");
    expect(apply.environment.SIDEKIQ_REDIS_URL).toBe("redis://redis:6379/3");
    expect(apply.ports).toBeUndefined();
    expect(worker.depends_on).toEqual({
      redis: { condition: "service_healthy" },
      apply: { condition: "service_completed_successfully" },
    });
    expect(Object.keys(read(setups.embedded).services.worker.depends_on)).toEqual(["apply"]);
  });

  it("publishes the port on this machine alone, one for each worker", () => {
    expect(read(seedProject()).services.worker.ports).toEqual(["127.0.0.1:9090:9090"]);
    const { worker } = read(setups["several replicas"]).services;
    expect(worker.ports).toEqual(["127.0.0.1:9090-9092:9090"]);
    expect(worker.deploy).toEqual({ replicas: 3 });
    expect(read(setups["a computed port"]).services.worker.ports).toBeUndefined();
  });

  it("publishes as many ports as there are workers, up to the last there is", () => {
    const project = withDeploy({ replicas: 10 });
    const metrics = (project: Project): Project => ({
      ...project,
      monitoring: project.monitoring.map((setting) =>
        setting.name === "metrics_port" ? { ...setting, value: 65_530 } : setting,
      ),
    });
    expect(read(metrics(project)).services.worker.ports).toEqual(["127.0.0.1:65526-65535:65530"]);
  });

  it("has no version and names the project as Compose takes it", () => {
    const document = read(withDeploy({ app: "my.app" }));
    expect(document.version).toBeUndefined();
    expect(document.name).toBe("my-app");
  });
});
