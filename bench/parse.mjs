// Why: a compiler that is run on every save may not be slow on a large file. This reads the same settings
// with the parser of the built command and with the usual parsers of YAML and TOML, in turns, so that a
// busy machine slows all of them. Run it by `npm run bench:parse`.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { build } from "tsdown";
import { dataOf, PARSERS } from "./parse/parsers.mjs";
import { makeSettings, writeIndented, writeSections } from "./parse/settings.mjs";

/** Megabytes of the file in the indentation form; how often it is read unmeasured, and measured. */
const SIZES = [
  { megabytes: 1, warmUps: 2, rounds: 9 },
  { megabytes: 8, warmUps: 1, rounds: 3 },
];
/** A parser that has taken so many milliseconds at a size sits out its further rounds. */
const MOST_TIME = 10_000;
const BARS = { ratio_js_yaml: 0.5, ratio_yaml: 4, linearity: 9 };

const OURS = "tsk-gen";
const root = fileURLToPath(new URL("..", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "bench-parse-"));
try {
  const built = await buildParser();
  const parsers = {};
  for (const [name, { load }] of Object.entries(PARSERS)) parsers[name] = await load(built);
  const results = [];
  for (const size of SIZES) {
    const files = writeFiles(size.megabytes);
    if (results.length === 0) await checkAgreement(files, built);
    const measured = resultsOf(files, timeAll(parsers, files, size), built);
    for (const result of measured) print(withRatios(result, measured));
    results.push(...measured);
  }
  judge(results);
} finally {
  rmSync(scratch, { recursive: true });
}

/** The command's own build, with the parser as one more entry. */
async function buildParser() {
  process.chdir(root);
  const entry = { ours: "bench/parse/ours.ts" };
  await build({ config: "tsdown.config.ts", entry, outDir: scratch, logLevel: "silent" });
  return join(scratch, "ours.js");
}

function writeFiles(megabytes) {
  const perQueue = writeIndented(makeSettings(1000)).length / 1000;
  const settings = makeSettings(Math.round((megabytes * 1e6) / perQueue));
  const texts = { indentation: writeIndented(settings), sections: writeSections(settings) };
  return Object.entries(texts).map(([form, text]) => {
    const path = join(scratch, `${form}-${megabytes}`);
    writeFileSync(path, text);
    return { form, megabytes, text, path, settings };
  });
}

async function checkAgreement(files, built) {
  for (const { form, text, settings } of files)
    for (const [name, { forms }] of Object.entries(PARSERS)) {
      if (!forms.includes(form)) continue;
      const agrees = isDeepStrictEqual(await dataOf(name, text, built), { queue: settings });
      if (!agrees) throw new Error(`${name} reads other data than was written, in ${form}`);
    }
}

/** The milliseconds of every measured run, by form and parser. */
function timeAll(parsers, files, { warmUps, rounds }) {
  const runs = files.flatMap(({ form, text }) =>
    Object.entries(parsers)
      .filter(([name]) => PARSERS[name].forms.includes(form))
      .map(([name, parse]) => ({ form, name, run: () => parse(text), times: [] })),
  );
  for (let round = -warmUps; round < rounds; round++)
    for (const { run, times } of runs) {
      if (times.reduce((sum, time) => sum + time, 0) > MOST_TIME) continue;
      const taken = measure(run);
      if (round >= 0) times.push(taken);
    }
  return runs;
}

function measure(run) {
  globalThis.gc?.();
  const started = performance.now();
  run();
  return performance.now() - started;
}

function resultsOf(files, runs, built) {
  return runs.map(({ form, name, times }) => {
    const { megabytes, text, path } = files.find((file) => file.form === form);
    const ms = median(times);
    return {
      form,
      megabytes,
      parser: name,
      mb_per_s: Buffer.byteLength(text) / 1000 / ms,
      median_ms: ms,
      peak_mb: peakOf(name, path, built),
    };
  });
}

function peakOf(name, path, built) {
  const script = join(root, "bench/parse/memory.mjs");
  return Number(execFileSync(process.execPath, [script, name, path, built], { encoding: "utf8" }));
}

/** Ours against the others at the same size, each by the bytes of its own file. */
function withRatios(result, results) {
  if (result.parser !== OURS) return result;
  const ratio = (name) =>
    result.mb_per_s /
    results.find(({ parser, megabytes }) => parser === name && megabytes === result.megabytes)
      .mb_per_s;
  return {
    ...result,
    ratio_js_yaml: ratio("js-yaml"),
    ratio_yaml: ratio("yaml"),
    ratio_smol_toml: ratio("smol-toml"),
  };
}

function judge(results) {
  const ours = results
    .filter(({ parser }) => parser === OURS)
    .map((result) => withRatios(result, results));
  const lowest = (key) => Math.min(...ours.map((result) => result[key]));
  const [small, large] = SIZES.map((size) =>
    ours.filter(({ megabytes }) => megabytes === size.megabytes),
  );
  const growth = small.map(({ form, median_ms }, at) => [form, large[at].median_ms / median_ms]);
  print({ linearity: Object.fromEntries(growth) });
  const met = {
    ratio_js_yaml: lowest("ratio_js_yaml") >= BARS.ratio_js_yaml,
    ratio_yaml: lowest("ratio_yaml") >= BARS.ratio_yaml,
    linearity: growth.every(([, times]) => times <= BARS.linearity),
  };
  print({ bars: BARS, met });
  if (Object.values(met).includes(false)) process.exitCode = 1;
}

function print(value) {
  const rounded = (_, item) => (typeof item === "number" ? Math.round(item * 100) / 100 : item);
  process.stdout.write(`${JSON.stringify(value, rounded)}\n`);
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
