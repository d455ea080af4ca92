import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { config } from "../cli/config.js";
import { freePort, startRedis } from "../support/redis.js";
import { replay } from "./image.js";
import { repository, Workspace } from "./workspace.js";

const MINUTES = 60_000;
const workspace = new Workspace();
let tarball = "";

beforeAll(async () => {
  const build = `import { buildIfStale } from "./scripts/setup.mjs";
    process.exitCode = await buildIfStale();`;
  await workspace.succeed(repository, process.execPath, "--input-type=module", "-e", build);
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", workspace.folder];
  const packed: { readonly filename: string }[] = JSON.parse(
    await workspace.succeed(repository, "npm", ...args),
  );
  tarball = join(workspace.folder, packed[0]?.filename ?? "");
}, 5 * MINUTES);

afterAll(() => workspace.remove());

describe("the packed tarball", () => {
  it("holds what runs, its types, its license, and the grammar for editors, and nothing of the sources", async () => {
    const list = await workspace.succeed(workspace.folder, "tar", "-tzf", tarball);
    const files = list.trim().split("\n");
    for (const file of ["dist/cli.js", "dist/runtime.js", "dist/testing.js", "LICENSE"])
      expect(files).toContain(`package/${file}`);
    expect(files).toContain("package/dist/types/src/runtime/index.d.ts");
    const sources = files.filter((file) => /\.ts$/.test(file) && !/\.d\.ts$/.test(file));
    expect(sources).toEqual([]);
    expect(files.filter((file) => /package\/(src|test|grammar|templates)\//.test(file))).toEqual([
      "package/grammar/tusk.tmLanguage.json",
    ]);
  });
});

describe("a production install", () => {
  it(
    "brings the runtime's dependencies only, and enough to compile",
    async () => {
      const app = workspace.makeProject("production");
      await workspace.succeed(
        app,
        "npm",
        "install",
        "--omit=dev",
        "--no-audit",
        "--no-fund",
        tarball,
      );
      const installed = readdirSync(join(app, "node_modules"));
      for (const name of Object.keys(manifest.dependencies)) expect(installed).toContain(name);
      for (const name of [...Object.keys(manifest.devDependencies), "esbuild", "lodash-es"]) {
        if (name === "cron-parser") continue; // of BullMQ
        expect([name, existsSync(join(app, "node_modules", name))]).toEqual([name, false]);
      }
      writeFileSync(join(app, "queue.tusk"), config);
      await workspace.succeed(app, "npx", "--no", "tsk-gen", "generate");
      await workspace.succeed(app, "npx", "--no", "tsk-gen", "check");
      const explained = await workspace.succeed(
        app,
        "npx",
        "--no",
        "tsk-gen",
        "explain",
        "TSK5004",
      );
      expect(explained).toContain("TSK5004 weight-zero-is-one");
      const sarif = await workspace.succeed(
        app,
        "npx",
        "--no",
        "tsk-gen",
        "check",
        "--format",
        "sarif",
      );
      expect(JSON.parse(sarif)).toMatchObject({ version: "2.1.0" });
    },
    5 * MINUTES,
  );
});

describe("a project of its own", () => {
  let app = "";
  const tskGen = (...args: string[]) => workspace.succeed(app, "npx", "--no", "tsk-gen", ...args);
  const store = ["--store", "embedded"];

  beforeAll(async () => {
    app = workspace.makeProject("app");
    await workspace.succeed(app, "npm", "install", "--no-audit", "--no-fund", tarball);
    await tskGen("init");
    await workspace.succeed(app, "npm", "install", "--no-audit", "--no-fund");
  }, 5 * MINUTES);

  it(
    "is generated, checked, and type-checked, the types of the package included",
    async () => {
      expect(await tskGen("generate")).toContain("created  generated/worker.ts\n");
      expect(await tskGen("check", "--max-warnings", "0")).toBe("");
      await workspace.succeed(app, "node_modules/.bin/tsc", "--noEmit", "--skipLibCheck", "false");
    },
    2 * MINUTES,
  );

  it(
    "type-checks programs that use every entry of the package",
    async () => {
      writeFileSync(
        join(app, "generated-user.ts"),
        `import { compile, SourceFile } from "tsk-gen";
      import { QueueManager } from "tsk-gen/runtime";
      import { fake } from "tsk-gen/testing";
      export const found = compile(new SourceFile("queue.tusk", "")).diagnostics.length;
      export const parts = [QueueManager, fake];\n`,
      );
      const args = ["--noEmit", "--skipLibCheck", "false", "--module", "nodenext", "--strict"];
      const types = [
        "--target",
        "es2022",
        "--types",
        "node",
        "--ignoreConfig",
        "generated-user.ts",
      ];
      await workspace.succeed(app, "node_modules/.bin/tsc", ...args, ...types);
    },
    2 * MINUTES,
  );

  it(
    "runs jobs that another process enqueues, now and later, and stops on TERM",
    async () => {
      const environment = { QUEUE_METRICS_PORT: "0" };
      const cli = join(app, "node_modules/tsk-gen/dist/cli.js");
      const worker = workspace.start(app, environment, process.execPath, cli, "work", ...store);
      await worker.line('"started"');
      const first = (await tskGen("enqueue", "welcome_email", '{"user_id": 1}', ...store)).trim();
      await worker.line(first, '"done"');
      worker.child.kill("SIGTERM");
      expect(await worker.ended).toBe(0);

      const second = (
        await tskGen("enqueue", "WelcomeEmailJob", '{"user_id": 2}', ...store)
      ).trim();
      const args = [cli, "work", ...store, "--drain"];
      const drained = workspace.start(app, environment, process.execPath, ...args);
      await drained.line(second, '"done"');
      expect(await drained.ended).toBe(0);
    },
    3 * MINUTES,
  );

  it(
    "becomes an image as the Dockerfile says, without the compiler, that runs the worker and the command",
    async () => {
      await tskGen("generate");
      writeFileSync(join(app, ".env"), "SECRET=1\n");
      const dockerfile = join(app, "generated/deploy/Dockerfile.queue");
      const image = replay(app, dockerfile, workspace.make("image"));
      const inside = (path: string) => existsSync(join(image.directory, path));
      expect(["queue.tusk", "dist/generated/worker.js"].map(inside)).toEqual([true, true]);
      const absent = [".env", "generated/deploy", "node_modules/typescript"];
      expect(absent.filter(inside)).toEqual([]);

      const redis = await startRedis();
      const port = `${await freePort()}`;
      const env = { ...image.env, QUEUE_URL: redis.url, QUEUE_METRICS_PORT: port };
      const start = ([program = "", ...args]: readonly string[]) =>
        workspace.start(image.directory, env, program, ...args);
      const worker = start(image.command);
      try {
        await worker.line('"started"');
        expect(await start(image.probe).ended).toBe(0);
        expect(await start(["tsk-gen", "apply"]).ended).toBe(0);
        const enqueue = ["tsk-gen", "enqueue", "welcome_email", '{"user_id": 1}'];
        expect(await start(enqueue).ended).toBe(0);
        await worker.line('"done"');
      } finally {
        worker.child.kill("SIGTERM");
        expect(await worker.ended).toBe(0);
        await redis.stop();
      }
      expect(await start(image.probe).ended).toBe(1);
    },
    5 * MINUTES,
  );
});

describe("start-up", () => {
  it(
    "loads neither TypeScript, ts-morph, nor BullMQ to check, generate, format, or export",
    async () => {
      for (const argv of [
        ["check", "--config", "examples/seed/queue.tusk", "--out", "generated"],
        ["generate", "--dry-run", "--config", "examples/seed/queue.tusk", "--out", "generated"],
        ["fmt", "--check", "examples/minimal/queue.tusk"],
        ["export", "examples/seed/queue.tusk"],
      ]) {
        const loaded = await modulesLoadedBy(argv);
        expect(loaded).toContain(join(repository, "dist/cli.js"));
        const heavy = loaded.filter((path) =>
          /node_modules\/(typescript|ts-morph|@ts-morph|bullmq|ioredis|pg|zod|tsx)\//.test(path),
        );
        expect([argv[0], heavy]).toEqual([argv[0], []]);
      }
    },
    MINUTES,
  );

  it(
    "reads the pages of diagnostics to explain one, and not to find them",
    async () => {
      const pages = /\/dist\/pages-[\w-]+\.js$/;
      const check = ["check", "--config", "examples/seed/queue.tusk", "--out", "generated"];
      expect((await modulesLoadedBy(["explain"])).filter((path) => pages.test(path))).toHaveLength(
        1,
      );
      expect((await modulesLoadedBy(check)).filter((path) => pages.test(path))).toEqual([]);
    },
    MINUTES,
  );
});

/** The files of all modules that the command reads, as the system saw them. */
async function modulesLoadedBy(argv: readonly string[]): Promise<string[]> {
  const report = join(workspace.folder, `loaded-${argv[0]}.txt`);
  const hook = join(repository, "test/package/record-loads.mjs");
  const args = ["--import", hook, "dist/cli.js", ...argv];
  const child = workspace.start(repository, { RECORD_LOADS: report }, process.execPath, ...args);
  await child.ended;
  return readFileSync(report, "utf8").split("\n");
}
