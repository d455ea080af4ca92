import { describe, expect, it } from "vitest";
import { editPackageJson, newPackageJson } from "../../../src/cli/init/package-json.js";

const noMain = () => false;

function edit(content: unknown, indent: string | number = 2) {
  const { text, notes } = editPackageJson(`${JSON.stringify(content, null, indent)}\n`, noMain);
  return { text, notes, content: JSON.parse(text) };
}

describe("editing package.json", () => {
  it("adds scripts and dependencies to what is there", () => {
    const { content } = edit({
      name: "shop",
      type: "module",
      scripts: { start: "node ." },
      dependencies: { express: "^5.0.0", zoo: "1" },
    });
    expect(Object.keys(content)).toEqual([
      "name",
      "type",
      "scripts",
      "dependencies",
      "devDependencies",
    ]);
    expect(content.scripts).toEqual({
      start: "node .",
      build: "tsc",
      "queue:generate": "tsk-gen generate",
      "queue:check": "tsk-gen check",
      "queue:work": "tsk-gen work",
    });
    expect(Object.keys(content.dependencies)).toEqual(["express", "tsk-gen", "zod", "zoo"]);
    expect(Object.keys(content.devDependencies)).toEqual([
      "@electric-sql/pglite",
      "@types/node",
      "ts-morph",
      "tsx",
      "typescript",
    ]);
  });

  it("leaves what is there already, wherever it is", () => {
    const { content } = edit({
      type: "module",
      scripts: { "queue:work": "tsk-gen work --queues high" },
      dependencies: { tsx: "4.0.0" },
      devDependencies: { "tsk-gen": "file:../tsk-gen.tgz" },
    });
    expect(content.scripts["queue:work"]).toBe("tsk-gen work --queues high");
    expect(content.dependencies).toEqual({ tsx: "4.0.0", zod: expect.any(String) });
    expect(content.devDependencies).toMatchObject({ "tsk-gen": "file:../tsk-gen.tgz" });
    expect(content.devDependencies).not.toHaveProperty("tsx");
  });

  it("changes nothing when run on its own result", () => {
    const { text } = edit({ name: "shop" });
    expect(editPackageJson(text, noMain)).toEqual({ text, notes: [] });
    const fresh = newPackageJson("shop");
    expect(editPackageJson(fresh, noMain)).toEqual({ text: fresh, notes: [] });
  });

  it("keeps indentation and line breaks", () => {
    expect(edit({ name: "shop", private: true }, "\t").text).toMatch(
      /^\{\n\t"name": "shop",\n\t"p/,
    );
    expect(edit({ name: "shop" }, 4).text).toMatch(/^\{\n {4}"name": "shop",\n/);
    const windows = '{\r\n  "name": "shop"\r\n}\r\n';
    expect(editPackageJson(windows, noMain).text.replaceAll("\r\n", "")).not.toContain("\n");
  });

  it("makes the package one of ES modules and says so", () => {
    const { content, notes } = edit({ name: "shop", type: "commonjs", main: "index.js" });
    expect(content.type).toBe("module");
    expect(notes).toEqual([
      'package.json has "type": "module" now, since generated code is ES modules',
    ]);
  });

  it("leaves the type of a package that has code, and says so", () => {
    const text = '{ "main": "lib.js" }';
    const { text: edited, notes } = editPackageJson(text, (path) => path === "lib.js");
    expect(JSON.parse(edited)).not.toHaveProperty("type");
    expect(notes).toEqual([
      'package.json is not of "type": "module", which generated code needs, and lib.js may not be one',
    ]);
  });

  it("refuses what is no package.json", () => {
    expect(() => editPackageJson("{ name: 1 }", noMain)).toThrow("package.json is not JSON");
    expect(() => editPackageJson("[]", noMain)).toThrow("package.json is not an object");
    expect(() => editPackageJson('{ "scripts": [] }', noMain)).toThrow(
      "`scripts` in package.json is not an object",
    );
  });
});
