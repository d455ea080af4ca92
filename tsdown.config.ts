// Why: the command starts in a tenth of a second only if it is one file; a production install carries the
// runtime's dependencies only, so the compiler's are bundled.

import { defineConfig } from "tsdown";
import manifest from "./package.json" with { type: "json" };

const external = [
  ...Object.keys(manifest.dependencies),
  ...Object.keys(manifest.peerDependencies),
].map((name) => new RegExp(`^${name}(/|$)`));

export default defineConfig({
  entry: {
    cli: "src/cli/bin.ts",
    index: "src/index.ts",
    runtime: "src/runtime/index.ts",
  },
  format: "esm",
  platform: "node",
  target: "node20.19",
  outDir: "dist",
  fixedExtension: false,
  dts: false,
  external,
  noExternal: (name) => !external.some((pattern) => pattern.test(name)),
  inlineOnly: false,
});
