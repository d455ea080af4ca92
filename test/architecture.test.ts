// Why: the layers are the architecture. This reads every import and holds them to one table, so that a
// shortcut between layers is a failing test and not a habit.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Each folder or file with its layer: it imports its own folder and lower layers only. */
const LAYERS: readonly (readonly [path: string, layer: number])[] = [
  ["src/source/", 0],
  ["src/version.ts", 0],
  ["src/diagnostics/", 1],
  ["grammar/", 2],
  ["src/syntax/", 3],
  ["src/format/", 3],
  ["src/ignores/", 3],
  ["src/operators/", 4],
  ["src/evaluate/", 5],
  ["src/schema/", 6],
  ["src/backends/", 7],
  ["src/model/", 8],
  ["src/rules/", 9],
  ["src/ir/", 10],
  ["src/breaking/", 10],
  ["src/emit/", 11],
  ["templates/", 12],
  ["src/handlers/", 13],
  ["src/compile.ts", 13],
  ["src/index.ts", 13],
  ["src/cli/", 14],
];

/** Types that every layer may name. */
const SHARED_TYPES = ["src/syntax/tree.ts", "src/ir/ir.ts"];

/** What runs in the user's processes: it imports itself and npm packages. */
const ISLANDS: Readonly<Record<string, readonly string[]>> = {
  "src/runtime/": ["src/runtime/"],
  "src/testing/": ["src/testing/", "src/runtime/"],
};

/** Packages and built-in modules with the only places that may import them. */
const HOMES: Readonly<Record<string, readonly string[]>> = {
  chevrotain: ["grammar/"],
  "ts-morph": ["src/handlers/"],
  typescript: [],
  yargs: ["src/cli/"],
  picocolors: ["src/diagnostics/render/"],
  bullmq: ["src/runtime/", "src/testing/"],
  ioredis: ["src/runtime/", "src/testing/"],
  pg: ["src/runtime/", "src/testing/"],
  pino: ["src/runtime/", "src/testing/"],
  "prom-client": ["src/runtime/", "src/testing/"],
  "@electric-sql/pglite": ["src/runtime/stores/embedded/"],
  "node:fs": ["src/cli/", "src/emit/write/", "src/runtime/", "src/testing/"],
  "node:fs/promises": ["src/cli/", "src/emit/write/", "src/runtime/"],
  "node:child_process": ["src/cli/", "src/runtime/"],
  "node:process": ["src/cli/", "src/runtime/", "src/testing/"],
};

/** A registry imports every file of its folder; these are parts that the files share. */
const REGISTRIES: readonly {
  readonly index: string;
  /** Where that is not the folder of the index. */
  readonly folder?: string;
  readonly shared: readonly string[];
}[] = [
  { index: "src/diagnostics/render/index.ts", shared: ["renderer.ts"] },
  { index: "src/cli/commands/index.ts", shared: [] },
  {
    index: "src/operators/index.ts",
    shared: ["arguments.ts", "casts.ts", "find.ts", "names.ts", "operator.ts"],
  },
  { index: "src/backends/index.ts", shared: ["define.ts", "select.ts", "settings.ts"] },
  { index: "src/rules/index.ts", shared: ["rule.ts"] },
  {
    index: "templates/index.ts",
    folder: "templates/deploy",
    shared: [
      "compose-store.ts",
      "facts.ts",
      "kubernetes-keda.ts",
      "kubernetes-pod.ts",
      "kubernetes-probes.ts",
      "monitoring.ts",
      "store.ts",
      "systemd-environment.ts",
      "variables.ts",
    ],
  },
];

const LONGEST_FILE = 400;

interface Import {
  readonly from: string;
  /** A path in the repository, or the name of a package. */
  readonly to: string;
  readonly kind: "static" | "dynamic" | "type";
}

const compilerFiles = ["grammar", "src", "templates"].flatMap((folder) => filesUnder(folder));
const imports = compilerFiles.flatMap(importsOf);

describe("layers", () => {
  it("name every folder, so that a new one is placed on purpose", () => {
    const placed = [...LAYERS.map(([path]) => path), ...Object.keys(ISLANDS)];
    expect(compilerFiles.filter((file) => !placed.some((path) => file.startsWith(path)))).toEqual(
      [],
    );
  });

  it("point down", () => {
    const upward = imports.filter(({ from, to, kind }) => {
      const [own, other] = [layerOf(from), layerOf(to)];
      if (own === undefined || other === undefined || folderOf(from) === folderOf(to)) return false;
      return other > own && !(kind === "type" && SHARED_TYPES.includes(to));
    });
    expect(upward.map(show)).toEqual([]);
  });

  it("leave the islands alone, and the islands them", () => {
    const crossings = imports.filter(({ from, to, kind }) => {
      const allowed = Object.entries(ISLANDS).find(([island]) => from.startsWith(island))?.[1];
      if (allowed !== undefined) return isFile(to) && !allowed.some((path) => to.startsWith(path));
      const target = Object.keys(ISLANDS).find((island) => to.startsWith(island));
      if (target === undefined) return false;
      return !from.startsWith("src/cli/") || kind === "static";
    });
    expect(crossings.map(show)).toEqual([]);
  });

  it("take nothing from what is written for people", () => {
    expect(imports.filter(({ to }) => to.startsWith("docs/")).map(show)).toEqual([]);
  });

  it("keep each package in its place", () => {
    const astray = imports.filter(({ from, to }) => {
      const homes = HOMES[to];
      return homes !== undefined && !homes.some((home) => from.startsWith(home));
    });
    expect(astray.map(show)).toEqual([]);
  });
});

describe("registries", () => {
  for (const { index, folder = dirname(index), shared } of REGISTRIES)
    it(`${index} lists ${folder}`, () => {
      const files = readdirSync(join(root, folder)).filter((name) => name.endsWith(".ts"));
      const listed = imports.filter(({ from }) => from === index).map(({ to }) => to);
      const missing = files.filter(
        (name) =>
          name !== "index.ts" && !shared.includes(name) && !listed.includes(`${folder}/${name}`),
      );
      expect(missing).toEqual([]);
    });
});

it("every path in these tables is there", () => {
  const parts = REGISTRIES.flatMap(({ index, folder = dirname(index), shared }) => [
    index,
    ...shared.map((name) => `${folder}/${name}`),
  ]);
  const paths = [
    ...LAYERS.map(([path]) => path),
    ...SHARED_TYPES,
    ...Object.keys(ISLANDS),
    ...Object.values(HOMES).flat(),
    ...parts,
  ];
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

it("no file is past 400 lines", () => {
  const folders = ["grammar", "src", "templates", "scripts", "bench", "examples"];
  const long = folders
    .flatMap((folder) => filesUnder(folder))
    .map((file) => ({ file, lines: read(file).split("\n").length - 1 }))
    .filter(({ lines }) => lines > LONGEST_FILE);
  expect(long).toEqual([]);
});

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mts|mjs|js)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}

function read(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

function importsOf(file: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, kind: Import["kind"]) => {
    if (specifier !== undefined && ts.isStringLiteral(specifier))
      found.push({ from: file, to: target(file, specifier.text), kind });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node))
      add(node.moduleSpecifier, node.importClause?.isTypeOnly === true ? "type" : "static");
    else if (ts.isExportDeclaration(node))
      add(node.moduleSpecifier, node.isTypeOnly ? "type" : "static");
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], "dynamic");
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal, "type");
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, read(file), ts.ScriptTarget.ES2022));
  return found;
}

/** The imported file relative to the repository, or the package without a path inside it. */
function target(file: string, specifier: string): string {
  if (specifier.startsWith("."))
    return relative(root, resolve(root, dirname(file), specifier))
      .replaceAll("\\", "/")
      .replace(/\.js$/, ".ts");
  if (specifier.startsWith("node:")) return specifier;
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

function isFile(path: string): boolean {
  return /\.(ts|json)$/.test(path);
}

function layerOf(path: string): number | undefined {
  return LAYERS.find(([prefix]) => path.startsWith(prefix))?.[1];
}

function folderOf(path: string): string | undefined {
  return LAYERS.find(([prefix]) => path.startsWith(prefix))?.[0];
}

function show({ from, to, kind }: Import): string {
  return `${from} -> ${to}${kind === "static" ? "" : ` (${kind})`}`;
}
