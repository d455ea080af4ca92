// Why: package.json is the user's; what is added to it must leave everything else as it stands.

import manifest from "../../../package.json" with { type: "json" };
import { Failure } from "../exit.js";

/** The text of package.json after an edit, and what the user should know of it. */
export interface EditedPackage {
  readonly text: string;
  readonly notes: readonly string[];
}

type Section = Record<string, unknown>;

/** The image and the unit run what `build` makes. */
const scripts = {
  build: "tsc",
  "queue:generate": "tsk-gen generate",
  "queue:check": "tsk-gen check",
  "queue:work": "tsk-gen work",
};

/** Generated code imports these two. */
const dependencies = {
  "tsk-gen": `^${manifest.version}`,
  zod: manifest.dependencies.zod,
};

const { "ts-morph": tsMorph, tsx, typescript } = manifest.devDependencies;
const devDependencies = {
  "@electric-sql/pglite": manifest.devDependencies["@electric-sql/pglite"],
  "@types/node": manifest.devDependencies["@types/node"],
  "ts-morph": tsMorph,
  tsx,
  typescript,
};

/** A package.json for a folder that has none. */
export function newPackageJson(name: string): string {
  return `${JSON.stringify(
    { name, private: true, type: "module", scripts, dependencies, devDependencies },
    null,
    2,
  )}\n`;
}

/**
 * Adds scripts and dependencies that are not there yet, and makes the package one of ES modules, which
 * generated code is. Indentation, line breaks, and the order of keys stay. `hasMain` tells whether the
 * module that `main` names exists.
 */
export function editPackageJson(text: string, hasMain: (path: string) => boolean): EditedPackage {
  const content = parse(text);
  const notes: string[] = [];
  if (content.type !== "module") {
    const main = content.main;
    if (typeof main === "string" && hasMain(main)) {
      notes.push(
        `package.json is not of "type": "module", which generated code needs, and ${main} may not be one`,
      );
    } else {
      content.type = "module";
      notes.push('package.json has "type": "module" now, since generated code is ES modules');
    }
  }
  const listed = { ...section(content, "devDependencies"), ...section(content, "dependencies") };
  add(content, "scripts", scripts);
  add(content, "dependencies", without(dependencies, listed), true);
  add(content, "devDependencies", without(devDependencies, listed), true);
  return { text: stringifyLike(text, content), notes };
}

function parse(text: string): Section {
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    throw new Failure("package.json is not JSON", { notes: [String(error)], cause: error });
  }
  if (isSection(content)) return content;
  throw new Failure("package.json is not an object");
}

function section(content: Section, name: string): Section {
  const value = content[name] ?? {};
  if (isSection(value)) return value;
  throw new Failure(`\`${name}\` in package.json is not an object`);
}

/** What is there already wins. Dependencies are kept in the order that npm gives them. */
function add(content: Section, name: string, added: Section, sorted = false): void {
  if (Object.keys(added).length === 0) return;
  const merged = Object.entries({ ...added, ...section(content, name) });
  const own = Object.keys(section(content, name));
  const position = (key: string) => (own.includes(key) ? own.indexOf(key) : own.length);
  merged.sort(([a], [b]) => (sorted ? a.localeCompare(b, "en") : position(a) - position(b)));
  content[name] = Object.fromEntries(merged);
}

function without(wanted: Section, present: Section): Section {
  return Object.fromEntries(Object.entries(wanted).filter(([name]) => !(name in present)));
}

function stringifyLike(text: string, content: Section): string {
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? "  ";
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  return `${JSON.stringify(content, null, indent)}\n`.replaceAll("\n", lineBreak);
}

function isSection(value: unknown): value is Section {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
