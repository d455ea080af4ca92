// Why: what the benchmark measures, bundled as the command is.

export { parse } from "../../grammar/parse.js";
export { exportTree } from "../../src/evaluate/export-tree.js";
export { readTree } from "../../src/evaluate/read-tree.js";
export { SourceFile } from "../../src/source/source.js";
