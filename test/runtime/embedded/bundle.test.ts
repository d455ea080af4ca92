import { execFile } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "tsdown";
import { describe, expect, it } from "vitest";
import { storeDirectory, temporaryDirectory } from "./support/template.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const source = join(root, "src/runtime/stores/embedded");

/** Opens the store of a directory with a bundle, in a process of its own. */
const PROGRAM = `
  const { openEmbeddedStore } = await import(process.argv[1]);
  const store = await openEmbeddedStore({ directory: process.argv[2], log: console.log });
  await store.ready(30_000);
  console.log("ready");
  await store.close();
`;

describe("a bundle", { timeout: 60_000 }, () => {
  it("finds its thread beside it, and says how to install PGlite when that is missing", async () => {
    const project = await temporaryDirectory();
    await build({
      config: false,
      entry: {
        runtime: join(source, "index.ts"),
        "embedded-thread": join(source, "embedded-thread.ts"),
      },
      outDir: join(project, "dist"),
      dts: false,
      logLevel: "error",
      outExtensions: () => ({ js: ".js" }),
    });
    mkdirSync(join(project, "node_modules/@electric-sql"), { recursive: true });
    const install = (name: string) =>
      symlinkSync(join(root, "node_modules", name), join(project, "node_modules", name));
    for (const name of ["bullmq", "pg"]) install(name);
    const directory = await storeDirectory();
    const open = () =>
      promisify(execFile)(process.execPath, [
        "--input-type=module",
        "--eval",
        PROGRAM,
        join(project, "dist/runtime.js"),
        directory,
      ]);
    await expect(open()).rejects.toThrow(
      "the package @electric-sql/pglite is not installed; install it with `npm install --save-dev @electric-sql/pglite`",
    );
    install("@electric-sql/pglite");
    expect((await open()).stdout).toBe("ready\n");
  });
});
