import { spawn } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { accepts, Claim } from "../../../src/runtime/stores/embedded/claim.js";
import { preparePlace, socketPath } from "../../../src/runtime/stores/embedded/place.js";
import { StoreUnfitError } from "../../../src/runtime/stores/store.js";
import { endProcess } from "../../support/redis.js";
import { Child } from "./support/processes.js";
import { temporaryDirectory } from "./support/template.js";

/** What another process does right after this one has looked into the directory. */
const looks = vi.hoisted(() => ({ after: (_names: readonly string[]): void => {} }));

vi.mock("node:fs", async (importOriginal) => {
  const fs = await importOriginal<typeof import("node:fs")>();
  const readdirSync = (path: string) => {
    const names = fs.readdirSync(path);
    looks.after(names);
    return names;
  };
  return { ...fs, readdirSync };
});

/** Leaves the file of a socket that nobody listens on, as a killed process does. */
async function leaveDeadSocket(path: string): Promise<void> {
  const script = `require("net").createServer().listen(${JSON.stringify(path)}, () => console.log())`;
  const child = spawn(process.execPath, ["-e", script]);
  await new Promise((resolve) => child.stdout.once("data", resolve));
  await endProcess(child);
}

describe("a claim", () => {
  it("is had by one at a time, and by another once it was released", async () => {
    const place = preparePlace(await temporaryDirectory());
    const first = await Claim.take(place);
    expect(first).toBeInstanceOf(Claim);
    expect(await Claim.take(place)).toBeUndefined();
    await first?.release();
    const second = await Claim.take(place);
    expect(second).toBeInstanceOf(Claim);
    await second?.release();
    expect(readdirSync(place.directory)).toEqual([]);
  });

  it("is never had by two, however many try at the same moment", async () => {
    const place = preparePlace(await temporaryDirectory());
    let holders = 0;
    let most = 0;
    let taken = 0;
    const rival = async () => {
      for (let won = 0; won < 3; ) {
        const claim = await Claim.take(place);
        if (claim !== undefined) {
          holders += 1;
          most = Math.max(most, holders);
          await sleep(1);
          holders -= 1;
          await claim.release();
          won += 1;
          taken += 1;
        }
        await sleep(Math.random() * 20);
      }
    };
    await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(rival));
    expect({ most, taken }).toEqual({ most: 1, taken: 24 });
  });

  it("passes over what killed processes left, and clears it away", async () => {
    const place = preparePlace(await temporaryDirectory());
    for (const name of [".owner-000001", ".owner-000002"])
      await leaveDeadSocket(join(place.directory, name));
    writeFileSync(join(place.directory, ".owner-000003"), "no socket at all");
    const claim = await Claim.take(place);
    expect(readdirSync(place.directory)).toHaveLength(1);
    await claim?.release();
  });

  it("is given up by one that was taken for dead while it began to listen", async () => {
    const place = preparePlace(await temporaryDirectory());
    looks.after = (names) => {
      for (const name of names) rmSync(join(place.directory, name));
    };
    expect(await Claim.take(place)).toBeUndefined();
    looks.after = () => {};
    const claim = await Claim.take(place);
    expect(claim).toBeInstanceOf(Claim);
    await claim?.release();
  });

  it("of a paused process holds", async () => {
    const place = preparePlace(await temporaryDirectory());
    const path = join(place.directory, ".owner-paused");
    const script = `require("net").createServer().listen(${JSON.stringify(path)}, () => console.log())`;
    const child = spawn(process.execPath, ["-e", script]);
    await new Promise((resolve) => child.stdout.once("data", resolve));
    child.kill("SIGSTOP");
    expect(await accepts(path)).toBe(true);
    expect(await Claim.take(place)).toBeUndefined();
    await endProcess(child);
    const claim = await Claim.take(place);
    expect(claim).toBeInstanceOf(Claim);
    await claim?.release();
  });
});

describe("the place of a store", () => {
  it("is made for the user alone", async () => {
    const place = preparePlace(join(await temporaryDirectory(), "new/store"));
    expect(statSync(place.directory).mode & 0o777).toBe(0o700);
    expect(socketPath(place)).toBe(join(place.directory, ".s.PGSQL.5432"));
  });

  it("with a path too long for sockets gets a short alias to the same directory", async () => {
    const temporary = await temporaryDirectory();
    const long = join(await temporaryDirectory(), "a".repeat(120));
    const place = preparePlace(long, temporary);
    expect(place.directory).toBe(long);
    expect(Buffer.byteLength(socketPath(place))).toBeLessThanOrEqual(103);
    expect(readlinkSync(place.sockets)).toBe(long);
    expect(statSync(join(place.sockets, "..")).mode & 0o777).toBe(0o700);
    expect(preparePlace(long, temporary)).toEqual(place);
    const claim = await Claim.take(place);
    const elsewhere = preparePlace(long, await temporaryDirectory());
    expect(elsewhere.sockets).not.toBe(place.sockets);
    expect(await Claim.take(elsewhere)).toBeUndefined();
    await claim?.release();
  });

  it("is the same under a symbolic link", async () => {
    const directory = await temporaryDirectory();
    const link = join(await temporaryDirectory(), "link");
    symlinkSync(directory, link);
    expect(preparePlace(link)).toEqual(preparePlace(directory));
  });

  it("does not trust a home for aliases that others can write to", async () => {
    const temporary = await temporaryDirectory();
    const home = join(temporary, `tsk-gen-${process.getuid?.()}`);
    mkdirSync(home);
    chmodSync(home, 0o777);
    const long = join(await temporaryDirectory(), "a".repeat(120));
    expect(() => preparePlace(long, temporary)).toThrow(
      `(${home} does not belong to this user alone); name a directory with a path of at most 89 bytes`,
    );
  });

  it("cannot be a file, or lie below one", async () => {
    const file = join(await temporaryDirectory(), "file");
    writeFileSync(file, "");
    expect(() => preparePlace(file)).toThrow(StoreUnfitError);
    expect(() => preparePlace(file)).toThrow(
      `the embedded store cannot be kept in ${file}: it is a file; name a directory`,
    );
    expect(() => preparePlace(join(file, "store"))).toThrow(
      "a part of this path is a file; name a path that leads through directories",
    );
  });

  it("cannot be where the user may not write", async () => {
    const directory = await temporaryDirectory();
    chmodSync(directory, 0o555);
    // Permission bits mean nothing to root.
    const child = new Child(process.getuid?.() === 0 ? 65_534 : undefined);
    onTestFinished(() => child.kill());
    for (const path of [directory, join(directory, "store")])
      await expect(child.tell({ do: "open", directory: path })).rejects.toThrow(
        `StoreUnfitError: the embedded store cannot be kept in ${path}: this user may not write there; name another directory, or give the user the right`,
      );
  });

  it("cannot be where nothing can be made, even by root", () => {
    expect(() => preparePlace("/proc/tsk-gen/store")).toThrow(
      "the embedded store cannot be kept in /proc/tsk-gen/store: ",
    );
  });
});
