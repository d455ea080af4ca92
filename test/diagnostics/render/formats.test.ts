import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { renderers } from "../../../src/diagnostics/render/index.js";
import { collect } from "../../../src/diagnostics/sink.js";
import { examples } from "./examples.js";

const findings = collect(examples.map(({ diagnostic }) => diagnostic));

it("registers every renderer of the folder", () => {
  const folder = readdirSync(new URL("../../../src/diagnostics/render/", import.meta.url));
  const files = folder.filter((name) => name.endsWith(".ts"));
  const formats = files.map((name) => name.replace(".ts", ""));
  const others = new Set(["index", "renderer"]);
  expect(formats.filter((name) => !others.has(name)).sort()).toEqual(Object.keys(renderers).sort());
});

describe("short", () => {
  it("is one line a finding and the summary", () => {
    const lines = renderers.short(findings).split("\n");
    expect(lines).toHaveLength(findings.shown.length + 2);
    expect(lines).toContain(
      "config/queue.tusk:3:13: error[TSK2004 unknown-backend]: there is no backend called `sidekik`",
    );
  });

  it("is empty when nothing was found", () => {
    expect(renderers.short(collect([]))).toBe("");
  });
});

describe("json", () => {
  it("gives places as line, column, and offset, and fixes as edits", () => {
    const document = JSON.parse(
      renderers.json(collect(examples.slice(0, 1).map(({ diagnostic }) => diagnostic)), {
        showPath: (path) => `sub/${path}`,
      }),
    );
    const place = {
      path: "sub/config/queue.tusk",
      start: { line: 3, column: 13, offset: 14 },
      end: { line: 3, column: 20, offset: 21 },
    };
    expect(document.diagnostics[0].primary).toEqual(place);
    expect(document.diagnostics[0].fix).toEqual({
      title: "write `sidekiq`",
      safe: true,
      edits: [{ ...place, insert: "sidekiq" }],
    });
  });

  it("is a document even when nothing was found", () => {
    expect(JSON.parse(renderers.json(collect([])))).toMatchObject({ diagnostics: [], errors: 0 });
  });
});
