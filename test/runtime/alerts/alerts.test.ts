import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Alerts } from "../../../src/runtime/alerts/alerts.js";
import { expectNothingLeft } from "../../support/leaks.js";
import { memoryLogger } from "../../support/projects.js";

expectNothingLeft();

interface Told {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let told: Told[];
/** Status codes of the answers to come; 204 when there are none; `undefined` never answers. */
let answers: (number | undefined)[];
let url: string;
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    told.push({ headers: request.headers, body: Buffer.concat(chunks).toString("utf8") });
    const status = answers.length > 0 ? answers.shift() : 204;
    if (status !== undefined) response.writeHead(status, { location: "/elsewhere" }).end();
  });
});

beforeEach(async () => {
  told = [];
  answers = [];
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/T0/secret-token`;
});
afterEach(async () => {
  vi.useRealTimers();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const deathOf = (job: string, id: string) => ({
  id,
  job,
  queue: "high",
  payload: { password: "hunter2" },
  error: new TypeError("no such user"),
  attempts: 3,
  diedAt: new Date("2026-01-02T03:04:05Z"),
});

function alerts(secret?: string) {
  const logger = memoryLogger();
  return { logger, alerts: new Alerts({ url, ...(secret !== undefined && { secret }) }, logger) };
}

const bodies = () => told.map(({ body }): unknown => JSON.parse(body));
const isTold = (times: number) =>
  vi.waitFor(() => expect(told).toHaveLength(times), { timeout: 10_000 });

describe("a webhook", () => {
  test("is told of a death, without the payload", async () => {
    const { alerts: some } = alerts();
    some.died(deathOf("MailJob", "1"));
    await some.close(5_000);
    expect(bodies()).toEqual([
      {
        type: "job.dead",
        timestamp: "2026-01-02T03:04:05.000Z",
        data: {
          job: "MailJob",
          queue: "high",
          count: 1,
          last: { id: "1", attempts: 3, error: "TypeError: no such user" },
        },
      },
    ]);
    expect(told[0]?.headers).toMatchObject({
      "content-type": "application/json",
      "webhook-id": "dead:high:1:1767323045000",
    });
    expect(told[0]?.headers).not.toHaveProperty("webhook-signature");
  });

  test.each(["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "a plain secret, ünicode"])(
    "can check the signature made with %s",
    async (secret) => {
      const { alerts: some } = alerts(secret);
      some.died(deathOf("MailJob", "1"));
      await some.close(5_000);
      const key = secret.startsWith("whsec_")
        ? secret
        : Buffer.from(secret, "utf8").toString("base64");
      const { body = "", headers = {} } = told[0] ?? {};
      expect(new Webhook(key).verify(body, headers as Record<string, string>)).toMatchObject({
        type: "job.dead",
      });
      expect(() =>
        new Webhook(key).verify(`${body} `, headers as Record<string, string>),
      ).toThrow();
    },
  );

  test("is told of many deaths of a job once a minute, with their number", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { alerts: some } = alerts();
    for (let n = 1; n <= 500; n++) some.died(deathOf("MailJob", `${n}`));
    some.died(deathOf("OtherJob", "1"));
    vi.advanceTimersByTime(60_000);
    some.died(deathOf("MailJob", "501"));
    vi.useRealTimers();
    await some.close(5_000);
    expect(bodies()).toMatchObject([
      { data: { job: "MailJob", count: 1, last: { id: "1" } } },
      { data: { job: "OtherJob", count: 1 } },
      { data: { job: "MailJob", count: 499, last: { id: "500" } } },
      { data: { job: "MailJob", count: 1, last: { id: "501" } } },
    ]);
  });

  test("is told of jobs of any id, with the user and the password of its url", async () => {
    url = url.replace("http://", "http://me:p%40ss@");
    const { alerts: some } = alerts();
    some.died(deathOf("MailJob", "用户\n1"));
    await some.close(5_000);
    expect(bodies()).toMatchObject([{ data: { last: { id: "用户\n1" } } }]);
    expect(told[0]?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from("me:p@ss").toString("base64")}`,
      "webhook-id": "dead:high:%E7%94%A8%E6%88%B7%0A1:1767323045000",
    });
  });

  test("is told when the health changes", async () => {
    const { alerts: some } = alerts();
    const timestamp = "2026-01-02T03:04:05.678Z";
    some.healthChanged({ status: "unhealthy", queues: [], timestamp, error: "down" });
    await some.close(5_000);
    expect(bodies()).toEqual([
      {
        type: "health.changed",
        timestamp,
        data: { status: "unhealthy", queues: [], error: "down" },
      },
    ]);
  });

  test("is tried again when it has a bad moment, with the same id", async () => {
    answers = [503];
    const { alerts: some, logger } = alerts();
    some.died(deathOf("MailJob", "1"));
    await isTold(2);
    await some.close(5_000);
    expect(new Set(told.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(logger.lines).toEqual([]);
  });

  test.each([404, 302])(
    "is given up when it answers %d, and named by its host alone",
    async (status) => {
      answers = [status];
      const { alerts: some, logger } = alerts();
      some.died(deathOf("MailJob", "1"));
      await vi.waitFor(() => expect(logger.lines).toHaveLength(1));
      expect(told).toHaveLength(1);
      expect(JSON.stringify(logger.lines)).toContain(
        `no alert sent: ${new URL(url).host} answered ${status}`,
      );
      expect(JSON.stringify(logger.lines)).not.toContain("secret-token");
    },
  );

  test("that does not answer holds nobody up for longer than allowed", async () => {
    answers = [undefined];
    const { alerts: some, logger } = alerts();
    some.died(deathOf("MailJob", "1"));
    await isTold(1);
    await some.close(20);
    expect(JSON.stringify(logger.lines)).toContain("no answer before the end");
  });

  test("that is not there is told of by its host and the cause", async () => {
    url = "http://127.0.0.1:9/secret-token";
    const { alerts: some, logger } = alerts();
    some.died(deathOf("MailJob", "1"));
    await some.close(20);
    expect(JSON.stringify(logger.lines)).toMatch(
      /127\.0\.0\.1:9: (ECONNREFUSED|bad port|no answer)/,
    );
    expect(JSON.stringify(logger.lines)).not.toContain("secret-token");
  });
});
