// Why: the command starts in a tenth of a second only if little is read for it; a production install carries
// the runtime's dependencies only, so the compiler's are bundled.

import { fileURLToPath } from "node:url";
import { defineConfig } from "tsdown";
import manifest from "./package.json" with { type: "json" };

const external = [
  ...Object.keys(manifest.dependencies),
  ...Object.keys(manifest.peerDependencies),
].map((name) => new RegExp(`^${name}(/|$)`));

/** The library's emoji expressions take longer to compile than the whole command takes to start. */
const ownWidth = {
  name: "own-string-width",
  resolveId: (id: string) => (id === "string-width" ? "\0string-width" : undefined),
  load: (id: string) =>
    id === "\0string-width"
      ? `export { displayWidth as default } from "${widthModule}";`
      : undefined,
};
const widthModule = fileURLToPath(new URL("./src/source/width.ts", import.meta.url));

export default defineConfig({
  entry: {
    cli: "src/cli/bin.ts",
    index: "src/index.ts",
    runtime: "src/runtime/index.ts",
    testing: "src/testing/index.ts",
    // The embedded store starts its thread from a file beside its own.
    "embedded-thread": "src/runtime/stores/embedded/embedded-thread.ts",
  },
  format: "esm",
  platform: "node",
  target: "node20.19",
  outDir: "dist",
  fixedExtension: false,
  dts: false,
  minify: { compress: true, mangle: false },
  plugins: [ownWidth],
  deps: {
    neverBundle: external,
    alwaysBundle: (name) => !external.some((pattern) => pattern.test(name)),
    onlyBundle: false,
  },
});
