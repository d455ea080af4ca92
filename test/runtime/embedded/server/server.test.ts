import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import {
  FRONTEND,
  frontendMessage,
  MESSAGE_MAX,
} from "../../../../src/runtime/stores/embedded/server/frontend.js";
import { expectNothingLeft } from "../../../support/leaks.js";
import { int32, RawClient } from "../support/raw-client.js";
import { type ServedEngine, serveEngine } from "../support/served-engine.js";
import { copyOfTemplate, removeDirectory } from "../support/template.js";

const none = Buffer.alloc(2);
const query = (sql: string) => frontendMessage(FRONTEND.query, sql);
const parse = (sql: string, name = "") => frontendMessage(FRONTEND.parse, name, sql, none);
const bind = (name = "") => frontendMessage(FRONTEND.bind, "", name, Buffer.alloc(6));
const execute = frontendMessage(FRONTEND.execute, "", Buffer.alloc(4));
const flush = frontendMessage(FRONTEND.flush);
const sync = frontendMessage(FRONTEND.sync);

let directory: string;
let served: ServedEngine;

expectNothingLeft();

beforeAll(async () => {
  directory = await copyOfTemplate();
  served = await serveEngine(directory);
});

afterAll(async () => {
  expect(served.broken).toEqual([]);
  await served.close();
  await removeDirectory(directory);
});

async function client(): Promise<pg.Client> {
  const connected = await served.client();
  onTestFinished(() => connected.end());
  return connected;
}

async function raw(): Promise<RawClient> {
  const connected = await served.raw();
  onTestFinished(() => connected.destroy());
  return connected;
}

async function scalar(from: pg.Client, sql: string, values?: unknown[]): Promise<unknown> {
  const { rows } = await from.query({ text: sql, values: values ?? [], rowMode: "array" });
  return rows[0]?.[0];
}

describe("clients at the same time", () => {
  it("each get the answers to their own queries, small and large", async () => {
    const large = "x".repeat(300_000);
    const clients = await Promise.all([1, 2, 3, 4, 5, 6].map(client));
    const wrong: unknown[] = [];
    await Promise.all(
      clients.map(async (each, number) => {
        for (let round = 0; round < 40; round += 1) {
          const value = `${number}.${round}.${round % 4 === 0 ? large : ""}`;
          const answer = await scalar(each, "SELECT $1::text", [value]);
          if (answer !== value) wrong.push([number, round]);
        }
      }),
    );
    expect(wrong).toEqual([]);
  });

  it("do not see each other's transactions before they end", async () => {
    const [ann, bob] = [await client(), await client()];
    await ann.query("CREATE TABLE seen (n int)");
    await ann.query("BEGIN");
    await ann.query("INSERT INTO seen VALUES (1)");
    const counted = scalar(bob, "SELECT count(*)::int FROM seen");
    await ann.query("INSERT INTO seen VALUES (2)");
    await ann.query("COMMIT");
    expect(await counted).toBe(2);
  });

  it("may prepare statements of the same name", async () => {
    const [ann, bob] = [await client(), await client()];
    const named = (value: number) => ({ name: "same", text: `SELECT ${value} AS v`, values: [] });
    for (let round = 0; round < 3; round += 1) {
      expect((await ann.query(named(1))).rows).toEqual([{ v: 1 }]);
      expect((await bob.query(named(2))).rows).toEqual([{ v: 2 }]);
    }
    await bob.query("DEALLOCATE ALL");
    expect((await ann.query(named(1))).rows).toEqual([{ v: 1 }]);
  });

  it("may parse in one group and run in the next, with another client in between", async () => {
    const [ann, bob] = [await raw(), await client()];
    ann.send(parse("SELECT 'of ann'"), sync);
    await ann.answer();
    await scalar(bob, "SELECT 'of bob'");
    ann.send(bind(), execute, sync);
    expect((await ann.answer()).join()).toMatch(/^2:,D:.*of ann.*,C:SELECT 1\|,Z:I$/);
  });

  it("keep the engine from a flush to the next sync", async () => {
    const [ann, bob] = [await raw(), await client()];
    ann.send(parse("SELECT 'of ann'"), flush);
    expect((await ann.bytes(5)).toString("latin1", 0, 1)).toBe("1");
    const answered = scalar(bob, "SELECT 'of bob'");
    ann.send(bind(), execute, sync);
    expect((await ann.answer()).join()).toContain("of ann");
    expect(await answered).toBe("of bob");
  });

  it("cannot change the settings of each other", async () => {
    const [ann, bob] = [await client(), await client()];
    await ann.query("SET search_path = public");
    await ann.query("SET enable_seqscan = off");
    await ann.query("SELECT set_config('default_transaction_read_only', 'on', false)");
    expect(await scalar(bob, "SHOW search_path")).toBe("bullmq");
    expect(await scalar(bob, "SHOW enable_seqscan")).toBe("on");
    expect(await scalar(bob, "SHOW default_transaction_read_only")).toBe("off");
    await ann.query("DISCARD ALL");
    expect(await scalar(bob, "SHOW search_path")).toBe("bullmq");
  });

  it("may change settings for their own transaction", async () => {
    const [ann, bob] = [await client(), await client()];
    await ann.query("BEGIN");
    await ann.query("SET LOCAL search_path = public");
    expect(await scalar(ann, "SHOW search_path")).toBe("public");
    await ann.query("COMMIT");
    expect(await scalar(bob, "SHOW search_path")).toBe("bullmq");
  });
});

describe("a client that goes", () => {
  it("in a transaction is rolled back, and the engine is free again", async () => {
    const [ann, bob] = [await served.client(), await client()];
    await ann.query("CREATE TABLE undone (n int)");
    await ann.query("BEGIN");
    await ann.query("INSERT INTO undone VALUES (1)");
    const counted = scalar(bob, "SELECT count(*)::int FROM undone");
    destroySocket(ann);
    expect(await counted).toBe(0);
  });

  it("in the middle of a query leaves nothing behind", async () => {
    const [ann, bob] = [await raw(), await client()];
    ann.send(parse("CREATE TABLE half (n int)"), bind(), execute, flush);
    await ann.bytes(10);
    ann.destroy();
    expect(await scalar(bob, "SELECT to_regclass('half')::text")).toBeNull();
  });

  it("before its turn has not run", async () => {
    const [ann, bob, cyd] = [await client(), await raw(), await client()];
    await ann.query("CREATE TABLE late (n int)");
    await ann.query("BEGIN");
    bob.send(query("INSERT INTO late VALUES (1)"));
    await scalar(ann, "SELECT 1");
    bob.destroy();
    await bob.closed;
    await scalar(ann, "SELECT 1");
    await ann.query("COMMIT");
    expect(await scalar(cyd, "SELECT count(*)::int FROM late")).toBe(0);
  });

  it("takes its prepared statements along", async () => {
    const [ann, bob] = [await served.client(), await client()];
    await ann.query({ name: "mine", text: "SELECT 1", values: [] });
    await ann.end();
    const sql = "SELECT count(*)::int FROM pg_prepared_statements WHERE name <> ''";
    await expect.poll(() => scalar(bob, sql)).toBe(0);
  });

  it("for a nap in a transaction loses it, so that others can go on", async () => {
    const place = await copyOfTemplate();
    const impatient = await serveEngine(place, { idleInTransactionMax: 100 });
    const [ann, bob] = [await impatient.client(), await impatient.client()];
    await ann.query("BEGIN");
    const goodbye = goodbyeTo(ann);
    expect(await scalar(bob, "SELECT 'of bob'")).toBe("of bob");
    expect(await goodbye).toBe("25P03");
    await bob.end();
    await impatient.close();
    await removeDirectory(place);
  });
});

describe("notifications", () => {
  function hearing(listener: pg.Client): string[] {
    const heard: string[] = [];
    listener.on("notification", ({ channel, payload }) => heard.push(`${channel} ${payload}`));
    return heard;
  }

  it("reach those who listen, whoever sends, and nobody else", async () => {
    const [ann, bob, cyd] = [await client(), await client(), await client()];
    const heard = [ann, bob, cyd].map(hearing);
    await ann.query("-- hear; everything\nLISTEN bullmq_jobs;\n");
    await bob.query({ text: 'LISTEN "Other"', name: "listen", values: [] });
    await cyd.query("SELECT pg_notify('bullmq_jobs', 'q1'), pg_notify('Other', 'o1')");
    await expect.poll(() => heard).toEqual([["bullmq_jobs q1"], ["Other o1"], []]);
  });

  it("are not asked for by text that looks like it", async () => {
    const [ann, bob] = [await client(), await client()];
    const heard = hearing(bob);
    await ann.query("LISTEN trap");
    await scalar(bob, "SELECT $1::text", ["LISTEN trap"]);
    await bob.query("SELECT 'x; LISTEN trap'");
    await bob.query("BEGIN; LISTEN trap; ROLLBACK").catch(() => {});
    await bob.query("LISTEN own");
    await ann.query("NOTIFY own, 'first'; ");
    await expect.poll(() => heard).toContain("own first");
  });

  it("end with UNLISTEN for the one that says so", async () => {
    const [ann, bob, cyd] = [await client(), await client(), await client()];
    const [annHeard, bobHeard] = [hearing(ann), hearing(bob)];
    for (const each of [ann, bob]) await each.query("LISTEN shared");
    await ann.query("UNLISTEN shared");
    await cyd.query("NOTIFY shared, 'once'");
    await expect.poll(() => bobHeard).toEqual(["shared once"]);
    await cyd.query("DISCARD ALL");
    await cyd.query("NOTIFY shared, 'twice'");
    await expect.poll(() => bobHeard).toEqual(["shared once", "shared twice"]);
    expect(annHeard).toEqual([]);
  });

  it("begin and end with the transaction that says so", async () => {
    const [ann, bob] = [await client(), await client()];
    const heard = hearing(ann);
    await ann.query("LISTEN kept");
    await ann.query("BEGIN");
    await ann.query("UNLISTEN kept");
    await ann.query("LISTEN later");
    await ann.query("ROLLBACK");
    await bob.query("NOTIFY kept, 'still'");
    await expect.poll(() => heard).toEqual(["kept still"]);
    await ann.query("BEGIN");
    await ann.query("LISTEN later");
    await ann.query("COMMIT");
    await bob.query("NOTIFY later, 'now'");
    await expect.poll(() => heard).toEqual(["kept still", "later now"]);
  });
});

describe("the protocol", () => {
  it("is not encrypted, which is said rather than broken off", async () => {
    const asking = new RawClient(served.socket);
    onTestFinished(() => asking.destroy());
    for (const code of [80877103, 80877104]) {
      asking.send(int32(8), int32(code));
      expect((await asking.bytes(1)).toString()).toBe("N");
    }
    await asking.start();
    asking.send(query("SELECT 1"));
    expect((await asking.answer()).at(-1)).toBe("Z:I");
  });

  it("is spoken in version 3.0, which a newer client is told", async () => {
    const newer = new RawClient(served.socket);
    onTestFinished(() => newer.destroy());
    const body = Buffer.from("user\0postgres\0\0");
    newer.send(int32(8 + body.length), int32((3 << 16) + 2), body);
    expect((await newer.answer())[0]?.[0]).toBe("v");
    const older = new RawClient(served.socket);
    older.send(int32(8), int32(2 << 16));
    expect((await older.bytes(1000)).toString()).toContain("version 2.0 of the protocol");
    await older.closed;
  });

  it("lets a client take back a query that waits for its turn", async () => {
    const [ann, bob, cancelling] = [await client(), await client(), new RawClient(served.socket)];
    await ann.query("BEGIN");
    const waiting = bob.query("SELECT 1").then(
      () => "ran",
      (error: pg.DatabaseError) => error.code,
    );
    await scalar(ann, "SELECT 1");
    const { processID, secretKey } = bob as unknown as { processID: number; secretKey: number };
    cancelling.send(int32(16), int32(80877102), int32(processID), int32(secretKey));
    await cancelling.closed;
    await scalar(ann, "SELECT 1");
    await ann.query("COMMIT");
    expect(await waiting).toBe("57014");
    expect(await scalar(bob, "SELECT 2")).toBe(2);
  });

  it("answers an error and goes on", async () => {
    const ann = await client();
    await expect(ann.query("SELECT 1/0")).rejects.toThrow("division by zero");
    await expect(scalar(ann, "SELECT $1::int", ["x"])).rejects.toThrow("invalid input syntax");
    expect(await scalar(ann, "SELECT 1")).toBe(1);
  });

  it("skips what follows an error up to the next sync", async () => {
    const ann = await raw();
    ann.send(parse("SELECT 1/0"), bind(), execute, flush);
    ann.send(bind(), execute, flush, bind(), execute, sync);
    const answer = await ann.answer();
    expect(answer.map(([type]) => type)).toEqual(["1", "E", "Z"]);
    expect(answer[1]).toContain("division by zero");
  });

  it("takes many groups that are sent without waiting", async () => {
    const ann = await raw();
    for (let round = 0; round < 200; round += 1) ann.send(query(`SELECT ${round}`));
    ann.send(query("SELECT 'last'"));
    let answers: string[] = [];
    while (!answers.join().includes("last")) answers = answers.concat(await ann.answer());
    expect(answers.filter((answer) => answer === "Z:I")).toHaveLength(201);
  });

  it("waits for a client that does not read, while others go on", async () => {
    const [ann, bob] = [await raw(), await client()];
    ann.pause();
    for (let round = 0; round < 6; round += 1)
      ann.send(query(`SELECT ${round}, repeat('x', 1000000)`));
    for (let round = 0; round < 5; round += 1) expect(await scalar(bob, "SELECT 1")).toBe(1);
    ann.resume();
    let rounds = 0;
    while (rounds < 6) rounds += (await ann.answer()).filter((answer) => answer === "Z:I").length;
    expect(rounds).toBe(6);
  });

  it.each([
    ["COPY FROM STDIN", [query("COPY copied FROM STDIN")]],
    [
      "COPY FROM STDIN in the extended protocol",
      [parse("COPY copied FROM STDIN"), bind(), execute, sync],
    ],
  ])("refuses %s, and ignores the data that follow", async (_, messages) => {
    const [ann, bob] = [await raw(), await client()];
    await bob.query("CREATE TABLE IF NOT EXISTS copied (n int)");
    ann.send(...messages);
    const answer = await ann.answer();
    expect(answer.join()).toContain("the embedded store takes no data from COPY");
    expect(answer.at(-1)).toBe("Z:I");
    ann.send(frontendMessage(FRONTEND.copyData, "1\n"), frontendMessage(FRONTEND.copyDone));
    ann.send(query("SELECT count(*) FROM copied"));
    expect((await ann.answer()).join()).toMatch(/D:.*0,C:SELECT 1\|,Z:I$/);
  });

  it.each([
    ["an unknown type", Buffer.from("z\0\0\0\x04"), "unknown type of message (byte 122)"],
    ["a length below its own", Buffer.from("Q\0\0\0\x03"), "a message of 3 bytes"],
    ["a length over the limit", Buffer.concat([Buffer.from("Q"), int32(MESSAGE_MAX + 1)]), "limit"],
    [
      "a long name where none can be",
      frontendMessage(FRONTEND.execute, "x".repeat(10_000)),
      "limit",
    ],
  ])("ends the connection, and only that, of a client that sends %s", async (_, bytes, reason) => {
    const [ann, bob] = [await raw(), await client()];
    ann.send(bytes);
    expect((await ann.bytes(10_000)).toString()).toMatch(
      new RegExp(`SFATAL.*${escaped(reason)}`, "s"),
    );
    await ann.closed;
    expect(await scalar(bob, "SELECT 1")).toBe(1);
  });

  it("answers messages that make no sense with an error of the engine", async () => {
    const ann = await raw();
    for (const nonsense of [frontendMessage(FRONTEND.bind, Buffer.from([1, 2])), parse("SELECT")]) {
      ann.send(frontendMessage(FRONTEND.parse, Buffer.from("ab")), nonsense, sync);
      expect((await ann.answer()).join()).toMatch(/^E:.*Z:I$/);
    }
  });

  it("ignores bytes of another protocol", async () => {
    const web = new RawClient(served.socket);
    web.send(Buffer.from("GET / HTTP/1.1\r\nHost: here\r\n\r\n"));
    await web.closed;
    expect(await scalar(await client(), "SELECT 1")).toBe(1);
  });
});

describe("a server that closes", () => {
  it("finishes what clients have begun, and says goodbye", async () => {
    const place = await copyOfTemplate();
    const closing = await serveEngine(place);
    const [ann, bob, cyd] = [
      await closing.client(),
      await closing.client(),
      await closing.client(),
    ];
    await ann.query("CREATE TABLE finished (n int)");
    await ann.query("BEGIN");
    const goodbyes = [ann, bob, cyd].map(goodbyeTo);
    const waiting = bob.query("INSERT INTO finished VALUES (2)");
    await ann.query("INSERT INTO finished VALUES (1)");
    const closed = closing.server.close();
    await ann.query("COMMIT");
    await waiting;
    await closed;
    expect(await Promise.all(goodbyes)).toEqual(["57P01", "57P01", "57P01"]);
    expect(await closing.engine.rows("SELECT n FROM finished ORDER BY n")).toEqual([
      { n: 1 },
      { n: 2 },
    ]);
    await closing.engine.close();
    await removeDirectory(place);
  });

  it("does not wait long for a client that keeps a transaction open", async () => {
    const place = await copyOfTemplate();
    const closing = await serveEngine(place);
    const ann = await closing.client();
    await ann.query("BEGIN");
    const goodbye = goodbyeTo(ann);
    await closing.close();
    expect(await goodbye).toBe("57P01");
    await removeDirectory(place);
  });
});

/** The code with which the server ends a connection. */
function goodbyeTo(leaving: pg.Client): Promise<unknown> {
  return new Promise((resolve) => {
    leaving.once("error", (error: Error & { code?: string }) => resolve(error.code));
  });
}

function destroySocket(of: pg.Client): void {
  (of as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
}

function escaped(text: string): string {
  return text.replace(/[()]/g, "\\$&");
}
