import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openRedisStore } from "../../../src/runtime/stores/redis.js";
import {
  ALL_QUEUES,
  type Store,
  StoreDownError,
  type WakeUp,
} from "../../../src/runtime/stores/store.js";
import { markerKey } from "../../../src/runtime/worker/bullmq.js";
import { expectNothingLeft } from "../../support/leaks.js";
import { freePort, startRedis, type TestRedis } from "../../support/redis.js";

expectNothingLeft();

let redis: TestRedis;
let store: Store;
const open = (url: string) => openRedisStore({ scheme: "redis", url, prefix: "p" });

beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());
beforeEach(async () => {
  await redis.client.flushall();
  store = open(redis.url);
});
afterEach(() => store.close());

describe("ready", () => {
  test("settles once the server answers", async () => {
    await expect(store.ready(5000)).resolves.toBeUndefined();
  });

  test("rejects in time when nothing listens, naming the url without its password", async () => {
    const down = open(`redis://user:geheim@127.0.0.1:${await freePort()}/3`);
    const error = await down.ready(100).catch((reason: unknown) => reason);
    await down.close();
    expect(error).toBeInstanceOf(StoreDownError);
    expect(String(error)).toMatch(
      /redis:\/\/\*\*\*@127\.0\.0\.1:\d+\/3 does not answer \(connect ECONNREFUSED/,
    );
  });

  test("rejects in time when the server is connected and silent", async () => {
    await store.ready(5000);
    process.kill(redis.pid, "SIGSTOP");
    try {
      await new Promise((resolve) => setTimeout(resolve, 1050));
      await expect(store.ready(100)).rejects.toThrow(StoreDownError);
    } finally {
      process.kill(redis.pid, "SIGCONT");
    }
    await expect(store.ready(5000)).resolves.toBeUndefined();
  });

  test("says when the password is wrong", async () => {
    await redis.client.acl("SETUSER", "guest", "on", ">right", "~*", "&*", "+@all");
    const wrong = open(redis.url.replace("//", "//guest:wrong@"));
    const error = await wrong.ready(300).catch((reason: unknown) => reason);
    await wrong.close();
    expect(String(error)).toContain("WRONGPASS");
    expect(String(error)).not.toContain("wrong@");
  });
});

describe("the wake-up", () => {
  let wakeUp: WakeUp;
  beforeEach(async () => {
    await store.ready(5000);
    wakeUp = await store.listen(["a", "b"]);
  });
  afterEach(() => wakeUp.close());
  const mark = (queue: string) => redis.client.zadd(markerKey("p", queue), 0, "0");
  const marks = (queue: string) => redis.client.zcard(markerKey("p", queue));

  test("names the queue that was marked, and takes the mark", async () => {
    const heard = wakeUp.next(5000);
    await mark("b");
    expect(await heard).toBe("b");
    expect(await marks("b")).toBe(0);
  });

  test("names nothing when the time is over", async () => {
    expect(await wakeUp.next(30)).toBeUndefined();
  });

  test("leaves the marks of queues that it is not asked for to others", async () => {
    await mark("a");
    const heard = wakeUp.next(5000, ["b"]);
    await mark("b");
    expect(await heard).toBe("b");
    expect([await wakeUp.next(30, ["b"]), await marks("a")]).toEqual([undefined, 1]);
    expect(await wakeUp.next(5000)).toBe("a");
  });

  test("gives a mark back for others", async () => {
    await mark("a");
    expect(await wakeUp.next(5000)).toBe("a");
    await wakeUp.giveBack("a");
    expect(await marks("a")).toBe(1);
  });

  test("gives back by itself what comes after it was cancelled", async () => {
    const heard = wakeUp.next(5000);
    await expect.poll(blocked).toBe(true);
    wakeUp.cancel();
    expect(await heard).toBeUndefined();
    await mark("a");
    await expect.poll(() => marks("a")).toBe(1);
    await expect.poll(blocked).toBe(false);
  });

  test("claims what comes to a command that an earlier wait left behind", async () => {
    const first = wakeUp.next(5000);
    await expect.poll(blocked).toBe(true);
    wakeUp.cancel();
    await first;
    const second = wakeUp.next(5000);
    await mark("a");
    expect(await second).toBe("a");
  });

  test("reports that any queue may have changed after a lost connection", async () => {
    const heard = wakeUp.next(5000);
    await expect.poll(blocked).toBe(true);
    await redis.client.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
    expect([undefined, ALL_QUEUES]).toContain(await heard);
    if ((await heard) === undefined) expect(await wakeUp.next(5000)).toBe(ALL_QUEUES);
    const after = wakeUp.next(5000);
    await mark("b");
    expect(await after).toBe("b");
  });

  async function blocked(): Promise<boolean> {
    return (await redis.client.info("clients")).includes("blocked_clients:1");
  }
});

test("holds three connections, whatever the number of queues", async () => {
  await store.ready(5000);
  const wakeUp = await store.listen(Array.from({ length: 50 }, (_, index) => `q${index}`));
  expect(store.bullmq.connection).toBe(store.bullmq.connection);
  await wakeUp.next(10);
  await store.bullmq.connection.ping();
  const names = String(await redis.client.client("LIST")).match(/name=tsk:\w+/g);
  expect(names?.sort()).toEqual(["name=tsk:blocking", "name=tsk:enqueue", "name=tsk:jobs"]);
  await wakeUp.close();
});

test("refuses to be used once closed", async () => {
  await store.ready(5000);
  await store.close();
  await expect(store.ready(50)).rejects.toThrow("has been closed");
});

test("closes in time while the server is gone", async () => {
  const short = await startRedis();
  const doomed = open(short.url);
  await doomed.ready(5000);
  const wakeUp = await doomed.listen(["a"]);
  const heard = wakeUp.next(5000);
  await expect.poll(() => short.client.info("clients")).toContain("blocked_clients:1");
  await short.stop();
  void doomed.bullmq.connection.ping().catch(() => {});
  const before = performance.now();
  await doomed.close();
  await wakeUp.close();
  expect(performance.now() - before).toBeLessThan(1000);
  expect(await heard).toBeUndefined();
});
