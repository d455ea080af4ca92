import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startRedis, type TestRedis } from "../support/redis.js";
import { config } from "./config.js";
import { folderWith, tskGen } from "./folder.js";

const schedules = `
schedules:
  nightly: { job: data_cleanup, cron: "0 3 * * *", timezone: "Europe/Berlin" }
  greeting: { job: welcome_email, every: "1h", payload: { user_id: 1 } }
`;

const upToDate = "the schedules of the store are up to date\n";

describe("tsk-gen apply", () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  async function apply(text: string, ...argv: string[]) {
    return tskGen(folderWith({ "queue.tusk": text }), ["apply", ...argv], { QUEUE_URL: redis.url });
  }

  it("says what it would do, does it, and has nothing left to do", async () => {
    const created = [
      "created  nightly   DataCleanupJob on default, 0 3 * * * Europe/Berlin\n",
      "created  greeting  WelcomeEmailJob on high, every 1h\n",
    ].join("");
    const planned = { exitCode: 0, stdout: created, stderr: "" };
    expect(await apply(config + schedules, "--plan")).toEqual(planned);
    expect(await apply(config + schedules)).toEqual(planned);
    const nothing = { exitCode: 0, stdout: "", stderr: upToDate };
    expect(await apply(config + schedules, "--plan")).toEqual(nothing);
    expect(await apply(config + schedules)).toEqual(nothing);
  });

  it("says what differs in an entry, and removes what the file no longer has", async () => {
    await apply(config + schedules);
    const other = schedules
      .replace(/ {2}nightly.*\n/, "")
      .replace('"1h", payload: { user_id: 1 }', '"30m", payload: { user_id: 2 }');
    const more = config.replace("queue: high\n", "queue: high\n    retry_attempts: 9\n");
    expect((await apply(more + other, "--plan")).stdout).toBe(
      [
        "removed  nightly   DataCleanupJob on default, 0 3 * * * Europe/Berlin\n",
        "changed  greeting  every 30m, was every 1h; another payload; another version or policy of the job\n",
      ].join(""),
    );
    await apply(config);
    expect(await apply(config)).toEqual({ exitCode: 0, stdout: "", stderr: upToDate });
  });

  it("prints JSON when that is asked for", async () => {
    const { stdout } = await apply(config + schedules, "--plan", "--format", "json");
    const { applied, changes } = JSON.parse(stdout);
    expect(applied).toBe(false);
    expect(changes).toHaveLength(2);
    expect(changes[1]).toMatchObject({
      action: "created",
      key: "greeting",
      queue: "high",
      after: { job: "WelcomeEmailJob", rhythm: { every: 3_600_000 } },
    });
    expect(changes[1].after.payload).toEqual({ user_id: 1, note: "hi" });
  });

  it("ends with 2 when the store is down, and shows what is wrong with queue.tusk", async () => {
    const folder = folderWith({ "queue.tusk": config + schedules });
    const down = await tskGen(folder, ["apply"], { QUEUE_URL: "redis://127.0.0.1:1" });
    expect([down.exitCode, down.stdout]).toEqual([2, ""]);
    expect(down.stderr).toMatch(/^error: redis:\/\/127\.0\.0\.1:1 does not answer/);
    const wrong = await apply("queue:\n  backend: sidekik\n");
    expect(wrong.exitCode).toBe(1);
    expect(wrong.stderr).toMatch(/^error\[TSK/);
  });
});
