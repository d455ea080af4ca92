import fc, { type Arbitrary } from "fast-check";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import type { GeneratedFile } from "../../src/emit/file.js";
import { emitProject } from "../../templates/index.js";
import { hostileLine, hostileText } from "../support/arbitrary.js";
import { compileText } from "../support/compile.js";
import { readDockerfile } from "../support/dockerfile.js";
import { expandReferences } from "../support/kubernetes.js";
import { expandSpecifiers, readUnit, readWords } from "../support/unit.js";

/** Text in a queue.tusk, so that it says just that. */
function quoted(text: string): string {
  const escaped = text.replace(
    /[^A-Za-z0-9 ]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `"${escaped}"`;
}

/** Mostly without what a setting refuses. */
function without(refused: RegExp, text: Arbitrary<string>): Arbitrary<string> {
  const accepted = text.map((any) => any.replace(refused, "") || "x");
  return fc.oneof({ weight: 1, arbitrary: text }, { weight: 12, arbitrary: accepted });
}

const key = without(/[\s\p{Cc}]/gu, hostileText);
const path = without(/[\p{Cc}\\]/gu, hostileLine);

const texts = fc.record({
  prefix: key,
  namespace: key,
  fallback: key,
  description: without(/\0/g, hostileText),
  note: hostileText,
  stage: hostileText,
  entry: path.map((text) => `dist/${text}.js`),
  directory: path.map((text) => `/srv/${text}`),
  writable: path.map((text) => `/var/${text}`),
  environment: path.map((text) => `/etc/${text}`),
});
type Texts = typeof texts extends Arbitrary<infer T> ? T : never;

/** A file with hostile text in every setting that takes any text. */
function fileWith(texts: Texts): string {
  const written = Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, quoted(text)]),
  );
  return `queue:
  backend: "sidekiq"
  sidekiq:
    prefix: ${written.prefix}
  bullmq:
    prefix: @env("OTHER_PREFIX", ${written.fallback})
  resque:
    namespace: ${written.namespace}
  monitoring:
    enabled: @env("STAGE", "none") == ${written.stage}
jobs:
  remind:
    description: ${written.description}
    payload:
      note: string
schedules:
  daily: { job: remind, every: "1d", payload: { note: ${written.note} } }
deploy:
  targets: [systemd, docker, compose, kubernetes, pre_commit, github_actions]
  entry: ${written.entry}
  systemd:
    working_directory: ${written.directory}
    environment_file: ${written.environment}
    read_write_paths: [${written.writable}]
`;
}

/** What text literals of a module say. */
function literalsOf(files: readonly GeneratedFile[]): Set<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.add(node.text);
    ts.forEachChild(node, visit);
  };
  for (const { path, contents } of files) {
    if (!path.endsWith(".ts")) continue;
    const file = ts.createSourceFile(path, contents, ts.ScriptTarget.ES2022, true);
    expect(Reflect.get(file, "parseDiagnostics")).toEqual([]);
    visit(file);
  }
  return found;
}

/** Expects each value to be in the outputs as it is in the file. */
function expectData(texts: Texts, files: readonly GeneratedFile[]): void {
  const contents = (ending: string) =>
    files.find(({ path }) => path.endsWith(ending))?.contents ?? "";
  const literals = literalsOf(files);
  for (const name of ["prefix", "fallback", "namespace", "note", "stage"] as const)
    expect(literals).toContain(texts[name]);
  const unit = new Map(readUnit(contents("-worker.service")).map(({ key, value }) => [key, value]));
  const settingOf = (key: string) => unit.get(key) ?? "";
  expect(expandSpecifiers(settingOf("WorkingDirectory"))).toBe(texts.directory);
  expect(expandSpecifiers(settingOf("EnvironmentFile"))).toBe(texts.environment);
  expect(readWords(settingOf("ReadWritePaths"), false)).toContain(texts.writable);
  expect(readWords(settingOf("ExecStart"), true)).toEqual(["/usr/bin/node", texts.entry]);
  const command = readDockerfile(contents("Dockerfile.queue")).findLast(
    ({ name }) => name === "CMD",
  );
  expect(JSON.parse(command?.rest ?? "")).toContain(texts.entry);
  const healthCheck = readDockerfile(contents("Dockerfile.queue")).find(
    ({ name }) => name === "HEALTHCHECK",
  );
  const [, , script = ""] = JSON.parse(/CMD (.*)$/.exec(healthCheck?.rest ?? "")?.[1] ?? "[]");
  expect(literalsOf([{ path: "probe.ts", contents: script }])).toContain(texts.stage);
  const [pod] = parse(contents("/kubernetes.yaml")).spec.template.spec.containers;
  const probe = pod.livenessProbe.exec.command.map(expandReferences).at(-1);
  expect(probe).toBe(script);
  for (const { path, contents } of files)
    if (/\.ya?ml$/.test(path))
      expect(parseAllDocuments(contents).flatMap(({ errors }) => errors)).toEqual([]);
}

describe("hostile text in a queue.tusk", () => {
  it("arrives in every output as the data that it is, or is refused with a place", () => {
    const outcomes = { arrived: 0, refused: 0 };
    fc.assert(
      fc.property(texts, (texts) => {
        const { project, diagnostics } = compileText(fileWith(texts));
        if (project === undefined) {
          for (const { primary } of diagnostics) expect(primary.span.end).toBeGreaterThan(0);
          outcomes.refused++;
          return;
        }
        const files = emitProject(project, {
          toolVersion: "1.2.3",
          handlersImport: "../handlers",
          outDirFromRoot: "generated",
          configFromRoot: "queue.tusk",
        });
        expectData(texts, files);
        outcomes.arrived++;
      }),
      { numRuns: 300 },
    );
    expect(outcomes.arrived).toBeGreaterThan(30);
    expect(outcomes.refused).toBeGreaterThan(30);
  }, 60_000);
});
