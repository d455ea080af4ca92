import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { type Config, ConfigError, defineJob, QueueManager, Runtime } from "tsk-gen/runtime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { resolveConfig } from "../../../src/runtime/settings/resolve.js";
import { openStore } from "../../../src/runtime/stores/registry.js";
import { type Certificates, makeCertificates } from "../../support/certificates.js";
import { expectNothingLeft } from "../../support/leaks.js";
import { memoryLogger, testConfig } from "../../support/projects.js";
import { freePort, startRedis, type TestRedis } from "../../support/redis.js";

expectNothingLeft();

let own: Certificates;
let foreign: Certificates;
let redis: TestRedis;
let url: string;

beforeAll(async () => {
  own = makeCertificates();
  foreign = makeCertificates();
  const port = await freePort();
  url = `rediss://127.0.0.1:${port}/0`;
  redis = await startRedis({
    args: [
      ...["--tls-port", String(port), "--tls-ca-cert-file", own.ca],
      ...["--tls-cert-file", own.cert, "--tls-key-file", own.key],
    ],
  });
});
afterAll(async () => {
  await redis.stop();
  own.remove();
  foreign.remove();
});

type Tls = NonNullable<NonNullable<Config["profiles"]["sidekiq"]>["tls"]>;

function configOf(tls: Tls, at = url): Config<"a"> {
  const config = testConfig({ url: at, queues: { a: 1 } });
  const { sidekiq } = config.profiles;
  if (sidekiq === undefined) throw new Error("no profile");
  return { ...config, profiles: { sidekiq: { ...sidekiq, tls } } };
}

/** Enqueues a job and runs it; answers the exit code and what was logged. */
async function work(tls: Tls, at?: string) {
  const config = configOf(tls, at);
  const queues = new QueueManager(config, { environment: {} });
  const task = defineJob(queues, { name: "Task", key: "task", version: 1, queue: "a" });
  let runs = 0;
  const handler = () => {
    runs++;
  };
  const logger = memoryLogger();
  const runtime = new Runtime(
    { config, queues, jobs: { task }, handlers: { task: handler } },
    { logger },
  );
  await task.performAsync();
  const code = await runtime.run({ signals: false, drain: true });
  return { code, runs, log: JSON.stringify(logger.lines) };
}

/** What is said when a store cannot be reached or opened. */
async function refusal(tls: Tls): Promise<string> {
  const { store: address } = resolveConfig(configOf(tls), {});
  const store = await openStore(address, () => {}).catch((reason: unknown) => String(reason));
  if (typeof store === "string") return store;
  const error = await store.ready(300).catch((reason: unknown) => reason);
  await store.close();
  return String(error);
}

const withClient = () => ({ ca_file: own.ca, cert_file: own.cert, key_file: own.key });

test("jobs are enqueued and run where client and server know each other's authority", async () => {
  expect(await work(withClient())).toMatchObject({ code: 0, runs: 1 });
});

test("paths are relative to the directory that the process was started in", async () => {
  const { ca_file, cert_file, key_file } = withClient();
  const [ca = "", cert = "", key = ""] = [ca_file, cert_file, key_file].map((path) =>
    relative(process.cwd(), path),
  );
  expect(await work({ ca_file: ca, cert_file: cert, key_file: key })).toMatchObject({ runs: 1 });
});

test("files have no effect on a url that is not secured", async () => {
  const missing = { ca_file: "/nowhere/ca.pem" };
  expect(await work(missing, redis.url)).toMatchObject({ code: 0, runs: 1 });
});

test("a server that another authority has signed is not trusted", async () => {
  expect(await refusal({ ...withClient(), ca_file: foreign.ca })).toMatch(
    /StoreDownError: rediss:\/\/127\.0\.0\.1:\d+\/0 does not answer \(.*certificate/,
  );
});

test("without an authority the system's are trusted, and none of them has signed this one", async () => {
  expect(await refusal({})).toMatch(/does not answer \(.*certificate/);
});

test("a server that asks for a certificate refuses clients without one, or with a foreign one", async () => {
  expect(await refusal({ ca_file: own.ca })).toContain("StoreDownError");
  expect(
    await refusal({ ca_file: own.ca, cert_file: foreign.cert, key_file: foreign.key }),
  ).toContain("StoreDownError");
});

describe("a file that cannot be used is told by the name of its setting", () => {
  const setting = "profiles.sidekiq.tls";

  test("when it is not there", async () => {
    expect(await refusal({ ca_file: "/nowhere/ca.pem" })).toBe(
      `StoreUnfitError: ${setting}.ca_file names /nowhere/ca.pem, which cannot be read (ENOENT)`,
    );
  });

  test("when it holds no certificate", async () => {
    const { directory } = own;
    expect(await refusal({ ca_file: `${directory}/extensions` })).toBe(
      `StoreUnfitError: ${setting}.ca_file names ${directory}/extensions, which holds no certificate in PEM format`,
    );
  });

  test("when the key is that of another certificate, and nothing of it is shown", async () => {
    const told = await refusal({ ...withClient(), key_file: foreign.key });
    expect(told).toContain(`${setting}.key_file names ${foreign.key}, which cannot be used (`);
    const secret = readFileSync(foreign.key, "utf8").split("\n")[1] ?? "";
    expect(secret.length).toBeGreaterThan(20);
    expect(told).not.toContain(secret);
  });

  test("when a worker starts", async () => {
    const config = configOf({ ca_file: "/nowhere/ca.pem" });
    const queues = new QueueManager(config, { environment: {} });
    const logger = memoryLogger();
    const runtime = new Runtime({ config, queues, jobs: {}, handlers: {} }, { logger });
    expect(await runtime.run({ signals: false })).not.toBe(0);
    expect(logger.lines.map(({ message }) => message)).toContain(
      `cannot start: ${setting}.ca_file names /nowhere/ca.pem, which cannot be read (ENOENT)`,
    );
  });

  test("when one of a certificate and its key is missing", () => {
    const resolve = (tls: Tls) => () => resolveConfig(configOf(tls), {});
    expect(resolve({ cert_file: "/c" })).toThrow(
      new ConfigError([
        {
          name: `${setting}.cert_file`,
          message: `${setting}.cert_file is set, and ${setting}.key_file is not`,
        },
      ]),
    );
    expect(resolve({ key_file: "/k" })).toThrow(ConfigError);
  });
});
