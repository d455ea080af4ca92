import fc from "fast-check";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import type { GeneratedFile } from "../../src/emit/file.js";
import { PREAMBLE } from "../../src/emit/file.js";
import type { Project } from "../../src/ir/ir.js";
import { handlerFile } from "../../templates/handler/handler.js";
import { emitProject } from "../../templates/index.js";
import { hostileText, projects } from "../support/arbitrary.js";
import { biomeFindings } from "../support/biome.js";
import { readDockerfile } from "../support/dockerfile.js";
import { field, job, payload, seedProject, setting } from "../support/project.js";
import { readUnit } from "../support/unit.js";

const OPTIONS = {
  toolVersion: "1.2.3",
  handlersImport: "../handlers",
  outDirFromRoot: "generated",
  configFromRoot: "queue.tusk",
};

function filesOf(project: Project): GeneratedFile[] {
  const handlers = project.jobs.map((one) => handlerFile(one, { generatedImport: "../generated" }));
  return [
    ...emitProject(project, OPTIONS),
    ...handlers.map(({ path, contents }) => ({ path: `../handlers/${path}`, contents })),
  ];
}

function contentsOf(files: readonly GeneratedFile[], ending: string): string {
  return files.find(({ path }) => path.endsWith(ending))?.contents ?? "";
}

/** Statements that a module runs when it is loaded, beside declarations. */
function statementsRun(text: string): string[] {
  const file = ts.createSourceFile("x.ts", text, ts.ScriptTarget.ES2022, true);
  const declarations = [
    ts.SyntaxKind.ImportDeclaration,
    ts.SyntaxKind.ExportDeclaration,
    ts.SyntaxKind.ExportAssignment,
    ts.SyntaxKind.VariableStatement,
    ts.SyntaxKind.TypeAliasDeclaration,
    ts.SyntaxKind.InterfaceDeclaration,
    ts.SyntaxKind.ClassDeclaration,
    ts.SyntaxKind.FunctionDeclaration,
  ];
  return file.statements
    .filter(({ kind }) => !declarations.includes(kind))
    .map((statement) => statement.getText(file));
}

/** Functions and objects that a module calls, but for what it was passed as text. */
function calleesOf(text: string): Set<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      let callee: ts.Expression = node.expression;
      while (ts.isPropertyAccessExpression(callee) || ts.isCallExpression(callee))
        callee = callee.expression;
      found.add(callee.getText());
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("x.ts", text, ts.ScriptTarget.ES2022, true));
  return found;
}

/** The keys of a value and of what is in it, each with those that lead to it. */
function keyPaths(value: unknown, above = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const path = above === "" ? key : `${above}.${key}`;
    return [path, ...keyPaths(inner, path)];
  });
}

const ALLOWED =
  /^(?:define\w+|env|z|QueueManager|Runtime|createRuntime|isMain|runtime|read|Number|Error|Run\w+Job|\w+Payload)$/;

describe("hostile text", () => {
  it("never becomes code in TypeScript", () => {
    fc.assert(
      fc.property(projects, (project) => {
        for (const { path, contents } of filesOf(project)) {
          if (!path.endsWith(".ts")) continue;
          const file = ts.createSourceFile(path, contents, ts.ScriptTarget.ES2022, true);
          expect(Reflect.get(file, "parseDiagnostics")).toEqual([]);
          expect(Reflect.get(file, "commentDirectives") ?? []).toEqual([]);
          expect(statementsRun(contents)).toHaveLength(path === "worker.ts" ? 1 : 0);
          for (const callee of calleesOf(contents)) expect(callee).toMatch(ALLOWED);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("never adds a setting to a unit, an instruction to an image, or a key to a Compose file", () => {
    const [unit, image, compose] = [".service", "Dockerfile.queue", ".yml"].map((ending) =>
      contentsOf(filesOf(seedProject()), ending),
    );
    const unitKeys = readUnit(unit ?? "").map(({ section, key }) => `${section}.${key}`);
    const instructions = readDockerfile(image ?? "").map(({ name }) => name);
    const services = Object.keys(parseDocument(compose ?? "").toJS().services);
    fc.assert(
      fc.property(projects, (project) => {
        const files = filesOf(project);
        const settings = readUnit(contentsOf(files, ".service"));
        const keys = settings.map(({ section, key }) => `${section}.${key}`);
        expect(keys.filter((key) => key !== "Service.ReadWritePaths")).toEqual(unitKeys);
        const names = readDockerfile(contentsOf(files, "Dockerfile.queue")).map(({ name }) => name);
        expect(names).toEqual(instructions);
        const document = parseDocument(contentsOf(files, ".yml"));
        expect(document.errors).toEqual([]);
        expect([services, ["apply", "worker"]]).toContainEqual(
          Object.keys(document.toJS().services),
        );
      }),
      { numRuns: 60 },
    );
  });

  it("never adds a key to what a cluster is given", () => {
    const manifestsOf = (project: Project) =>
      filesOf(project).filter(({ path }) => /\bkubernetes.*\.yaml$/.test(path));
    const keysOf = (project: Project) =>
      manifestsOf(project).map(({ contents }) => keyPaths(parseDocument(contents).toJS()));
    const expected = keysOf(seedProject());
    expect(expected).toHaveLength(3);
    fc.assert(
      fc.property(projects, (project) => {
        const keys = keysOf(project);
        expect(keys.map((paths) => paths.filter((path) => path !== "spec.replicas"))).toEqual(
          expected,
        );
      }),
      { numRuns: 60 },
    );
  });

  it("never becomes a variable in an environment file", () => {
    const [first, ...others] = seedProject().profiles;
    fc.assert(
      fc.property(hostileText, hostileText, (name, value) => {
        const settings = [setting("prefix", "text", value, name)];
        const profiles = first === undefined ? [] : [{ ...first, settings }, ...others];
        const text = contentsOf(filesOf(seedProject({ profiles })), ".env");
        expect(text.split("\n").filter((line) => !/^(?:#.*)?$/.test(line))).toEqual([]);
      }),
    );
  });
});

describe("output", () => {
  it("is as the formatter and the linter leave it, whatever the names and texts", async () => {
    const sample = fc.sample(projects, { seed: 20, numRuns: 60 });
    const files = sample.flatMap((project, index) =>
      filesOf(project)
        .filter(({ path }) => /\.(?:ts|json)$/.test(path))
        .map(({ path, contents }) => [`${index}/generated/${path}`, contents]),
    );
    expect(await biomeFindings(Object.fromEntries(files))).toBe("");
  }, 60_000);

  it("says in its first line what made it", () => {
    for (const { path, contents } of emitProject(seedProject(), OPTIONS)) {
      const [first = "", second = ""] = contents.split("\n");
      const expected = { ts: `// ${PREAMBLE}`, json: "{" }[path.split(".").at(-1) ?? ""];
      expect(first).toBe(expected ?? `# ${PREAMBLE}`);
      if (path.endsWith(".json"))
        expect(second).toBe(`  "generated": ${JSON.stringify(PREAMBLE)},`);
    }
  });

  it("has one line end of one kind, no trailing white space, and the same bytes every time", () => {
    const files = emitProject(seedProject(), OPTIONS);
    for (const { path, contents } of files)
      expect(contents, path).toMatch(/^(?:(?:.*[^\s])?\n)*(?:.*[^\s])\n$/);
    expect(emitProject(seedProject(), OPTIONS)).toEqual(files);
  });

  it("comes from the targets that were asked for", () => {
    const targetsOf = (targets: readonly string[]) => {
      const { deploy } = seedProject();
      return emitProject(seedProject({ deploy: { ...deploy, targets } }), OPTIONS)
        .map(({ path }) => path)
        .filter((path) => path.startsWith("deploy/"));
    };
    expect(targetsOf([])).toEqual([]);
    expect(targetsOf(["systemd"])).toEqual([
      "deploy/shop-worker.service",
      "deploy/shop-apply.service",
      "deploy/shop-worker.env",
    ]);
    expect(targetsOf(["docker", "compose"])).toEqual([
      "deploy/Dockerfile.queue",
      "deploy/Dockerfile.queue.dockerignore",
      "deploy/docker-compose.queue.yml",
    ]);
  });
});

describe("a change", () => {
  const before = emitProject(seedProject(), OPTIONS);
  const changedBy = (more: Partial<Project>) => {
    const after = new Map(
      emitProject(seedProject(more), OPTIONS).map((file) => [file.path, file.contents]),
    );
    const paths = new Set([...before.map(({ path }) => path), ...after.keys()]);
    const contents = new Map(before.map((file) => [file.path, file.contents]));
    return [...paths].filter((path) => after.get(path) !== contents.get(path)).sort();
  };

  it("of a job's payload touches its own file and the manifest", () => {
    const jobs = seedProject().jobs.map((one) =>
      one.key === "welcome_email" ? { ...one, payload: payload(field("x", { kind: "int" })) } : one,
    );
    expect(changedBy({ jobs })).toEqual(["jobs/welcome-email.ts", "manifest.json"]);
  });

  it("that adds a job touches its file, the lists of jobs, and the manifest", () => {
    const jobs = [...seedProject().jobs, job("new_one")];
    expect(changedBy({ jobs })).toEqual([
      "index.ts",
      "jobs/new-one.ts",
      "manifest.json",
      "worker.ts",
    ]);
  });

  it("of a schedule touches the schedules and the manifest", () => {
    const recurring = [{ key: "x", job: "DataCleanupJob", every: 60_000, timezone: "UTC" }];
    expect(changedBy({ recurring })).toEqual(["manifest.json", "schedules.ts"]);
  });
});
