import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^tsk-gen\/runtime$/, replacement: here("./src/runtime/index.ts") },
      { find: /^tsk-gen\/testing$/, replacement: here("./src/testing/index.ts") },
      { find: /^tsk-gen$/, replacement: here("./src/index.ts") },
    ],
  },
  test: { include: ["test/**/*.test.ts"], testTimeout: 30_000, hookTimeout: 60_000 },
});
