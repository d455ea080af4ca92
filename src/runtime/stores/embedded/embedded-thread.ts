// Why: PGlite blocks its thread, for seconds at the start, so the process that owns a store gives the
// engine and its server a thread of their own. This file is the start of that thread.

import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { assertUnreachable, bug } from "../../bug.js";
import { StoreUnfitError } from "../store.js";
import { Engine } from "./engine.js";
import { keepHouse } from "./housekeeping.js";
import { ProtocolServer } from "./server/server.js";
import type { FromThread, ThreadData, ToThread } from "./thread-messages.js";

/** How often the thread looks whether its process still owns the store, in milliseconds. */
const OWNERSHIP_CHECK = 1000;

const port = parentPort ?? bug("the thread of the embedded store was started as a program");

const { data, creating, socket, claim }: ThreadData = workerData;

const server = new ProtocolServer({ broke: fail });
const opening = start();
opening.then(() => tell({ type: "open" }), fail);
port.on("message", (message: ToThread) => void obey(message).catch(fail));

async function start(): Promise<Engine> {
  // Only the holder of the claim gets here, so what lies in the way is a dead owner's.
  rmSync(socket, { force: true });
  // Before the data is opened: early clients wait instead of trying to become the owner.
  await server.listen(socket);
  return openEngine();
}

async function obey(message: ToThread): Promise<void> {
  const engine = await opening;
  switch (message.type) {
    case "query":
      tell(await answerTo(engine, message.text, message.values));
      break;
    case "serve":
      rmSync(creating, { force: true });
      server.serve(engine);
      keepHouse(server.turns, engine, fail);
      watchOwnership();
      tell({ type: "serving" });
      break;
    case "close":
      await server.close();
      await engine.close();
      process.exit(0);
      break;
    default:
      assertUnreachable(message);
  }
}

async function answerTo(
  engine: Engine,
  text: string,
  values: readonly unknown[] | undefined,
): Promise<FromThread> {
  try {
    return { type: "rows", rows: await engine.rows(text, values) };
  } catch (error) {
    return { type: "refused", message: messageOf(error) };
  }
}

/** Opens the data; a database whose making was cut short is made anew, for nothing is in it yet. */
async function openEngine(): Promise<Engine> {
  const isNew = existsSync(creating) || isEmpty(data);
  if (isNew) {
    writeFileSync(creating, "");
    rmSync(data, { recursive: true, force: true });
    mkdirSync(data, { mode: 0o700 });
  } else if (!existsSync(join(data, "PG_VERSION"))) {
    throw new StoreUnfitError(
      `${data} holds other files than those of an embedded store; name another directory`,
    );
  }
  return Engine.open(data, { broke: (reason) => fail(new Error(reason)) });
}

function isEmpty(directory: string): boolean {
  return !existsSync(directory) || readdirSync(directory).length === 0;
}

/**
 * Ends the thread when its claim is gone, which happens when somebody removes the directory: the next
 * process would make a new one, and this engine would write into its files.
 */
function watchOwnership(): void {
  const { ino } = statSync(claim);
  setInterval(() => {
    if (statSync(claim, { throwIfNoEntry: false })?.ino !== ino)
      fail(new Error("its directory was removed"));
  }, OWNERSHIP_CHECK);
}

/** Ends the thread at once; clients see their connections end, and one of them takes over. */
function fail(error: unknown): never {
  tell({ type: "failed", message: messageOf(error), unfit: error instanceof StoreUnfitError });
  process.exit(1);
}

function tell(message: FromThread): void {
  port.postMessage(message);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
