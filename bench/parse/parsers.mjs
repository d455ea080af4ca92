// Why: the benchmark and the processes that measure memory need the same parsers, the latter one at a time.

import { strict as assert } from "node:assert";
import { pathToFileURL } from "node:url";

/** The parsers by name: the forms that each reads, and how it is loaded. */
export const PARSERS = {
  "tsk-gen": {
    forms: ["indentation", "sections"],
    async load(built) {
      const { parse, SourceFile } = await import(pathToFileURL(built).href);
      return (text) => parse(new SourceFile("queue.tusk", text), assert.fail);
    },
  },
  "js-yaml": {
    forms: ["indentation"],
    async load() {
      const { load } = await import("js-yaml");
      return (text) => load(text);
    },
  },
  yaml: {
    forms: ["indentation"],
    async load() {
      const { parseDocument } = await import("yaml");
      return (text) => parseDocument(text);
    },
  },
  "smol-toml": {
    forms: ["sections"],
    async load() {
      const { parse } = await import("smol-toml");
      return (text) => parse(text);
    },
  },
};

/** The plain data that a text is for a parser; for ours, what `export` prints. */
export async function dataOf(name, text, built) {
  return JSON.parse(JSON.stringify(await read(name, text, built)));
}

async function read(name, text, built) {
  if (name === "tsk-gen") {
    const { exportTree, readTree, SourceFile } = await import(pathToFileURL(built).href);
    const tree = readTree(new SourceFile("queue.tusk", text), assert.fail, { checked: false });
    return exportTree(tree, {}, assert.fail);
  }
  const parsed = (await PARSERS[name].load(built))(text);
  return name === "yaml" ? parsed.toJS() : parsed;
}
