import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Tests that start processes and servers, or change the state of their own. */
const SYSTEM = ["test/runtime/**", "test/testing/**", "test/package/**"].map(
  (folder) => `${folder}/*.test.ts`,
);

export default defineConfig({
  resolve: {
    alias: [
      { find: /^tsk-gen\/runtime$/, replacement: here("./src/runtime/index.ts") },
      { find: /^tsk-gen\/testing$/, replacement: here("./src/testing/index.ts") },
      { find: /^tsk-gen$/, replacement: here("./src/index.ts") },
    ],
  },
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Many tests wait for servers and processes, so every core may have its own.
    maxWorkers: "100%",
    projects: [
      {
        extends: true,
        // The compiler is pure, so its tests may share one copy of it: loading it costs more than most of them.
        test: { name: "compiler", include: ["test/**/*.test.ts"], exclude: SYSTEM, isolate: false },
      },
      { extends: true, test: { name: "system", include: SYSTEM } },
    ],
  },
});
