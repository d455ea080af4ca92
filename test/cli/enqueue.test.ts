import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { config } from "./config.js";
import { folderWith, tskGen } from "./folder.js";

/** A port of this machine that nothing listens on. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("there is no port");
  return address.port;
}

async function enqueue(...argv: string[]) {
  const folder = folderWith({ "queue.tusk": config });
  const env = { QUEUE_URL: `redis://:hush@127.0.0.1:${await closedPort()}` };
  return tskGen(folder, ["enqueue", ...argv], env);
}

describe("tsk-gen enqueue", () => {
  it("refuses what is asked for wrongly before it reads anything", async () => {
    const cases: readonly (readonly [argv: string[], message: string])[] = [
      [[], "error: `tsk-gen enqueue` needs the argument <job>"],
      [["welcome_email", "{user_id: 1}"], "error: the payload is not JSON"],
      [["x", "--in", "1m", "--at", "2030-01-31T08:00:00Z"], "error: a job is enqueued `--in` a"],
      [["x", "--at", "tomorrow"], "error: `tomorrow` is not a time with a zone"],
      [["x", "--at", "2030-01-31T08:00:00"], "error: `2030-01-31T08:00:00` is not a time with"],
      [["x", "--at", "2030-13-31T08:00:00Z"], "error: `2030-13-31T08:00:00Z` is not a time with"],
      [["x", "--format", "xml"], "error: there is no format called `xml`"],
    ];
    for (const [argv, message] of cases) {
      const { exitCode, stdout, stderr } = await enqueue(...argv);
      expect([exitCode, stdout, stderr.slice(0, message.length)]).toEqual([2, "", message]);
    }
  });

  it("suggests the job that was meant", async () => {
    const { exitCode, stderr } = await enqueue("welcome_mail");
    expect([exitCode, stderr]).toEqual([
      2,
      "error: queue.tusk has no job called `welcome_mail`\n  = help: did you mean `welcome_email`?\n",
    ]);
  });

  it("names every field of a payload that does not fit, by key and by class", async () => {
    for (const name of ["welcome_email", "WelcomeEmailJob"]) {
      const payload = JSON.stringify({ user_id: "7", extra: 1 });
      const { exitCode, stdout, stderr } = await enqueue(name, payload);
      expect([exitCode, stdout]).toEqual([1, ""]);
      expect(stderr).toContain("error: the payload does not fit the job `welcome_email`\n");
      expect(stderr).toMatch(/ {2}= note: `user_id` must be a /);
      expect(stderr).toMatch(/ {2}= note: `extra` /);
    }
    const none = await enqueue("data_cleanup", "{}");
    expect([none.exitCode, none.stderr]).toEqual([1, expect.stringContaining("takes none")]);
  });

  it("refuses a delay and an id that cannot be", async () => {
    const delay = await enqueue("data_cleanup", "--in", "soon");
    expect([delay.exitCode, delay.stderr]).toEqual([2, expect.stringContaining('"soon"')]);
    const id = await enqueue("data_cleanup", "--id", "a:b");
    expect([id.exitCode, id.stderr]).toEqual([2, expect.stringContaining('"a:b"')]);
  });

  it("fails with the store's url, without its password, when the store is down", async () => {
    const { exitCode, stdout, stderr } = await enqueue("welcome_email", '{"user_id": 1}');
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^error: .*redis:\/\/.*127\.0\.0\.1:\d+/);
    expect(stderr).not.toContain("hush");
  });

  it("names every setting that the environment gets wrong", async () => {
    const folder = folderWith({ "queue.tusk": config });
    const env = { QUEUE_CONCURRENCY: "many", JOB_TIMEOUT: "soon" };
    const { exitCode, stderr } = await tskGen(folder, ["enqueue", "data_cleanup"], env);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("QUEUE_CONCURRENCY");
    expect(stderr).toContain("JOB_TIMEOUT");
  });

  it("shows what is wrong with queue.tusk", async () => {
    const folder = folderWith({ "queue.tusk": "queue:\n  backend: sidekik\n" });
    const { exitCode, stderr } = await tskGen(folder, ["enqueue", "x"]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^error\[TSK/);
  });
});
