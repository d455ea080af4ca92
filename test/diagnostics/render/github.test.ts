import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../../src/diagnostics/diagnostic.js";
import { renderGithub } from "../../../src/diagnostics/render/github.js";
import { collect } from "../../../src/diagnostics/sink.js";
import { SourceFile } from "../../../src/source/source.js";
import { readCommands } from "../../support/workflow-commands.js";
import { diagnosticAt, fileWith, labelAt } from "./build.js";
import { examples } from "./examples.js";

const render = (...found: readonly Diagnostic[]) => renderGithub(collect(found));

const exampleOf = (name: string): Diagnostic => {
  const found = examples.find(({ diagnostic }) => diagnostic.name === name);
  if (found === undefined) throw new Error(`no example is called ${name}`);
  return found.diagnostic;
};

describe("github", () => {
  it("is a workflow command a finding, with all that is known, and the summary", () => {
    expect(render(exampleOf("unknown-queue"))).toBe(
      [
        "::error file=config/queue.tusk,line=41,endLine=41,col=12,endColumn=17,title=TSK5001 unknown-queue::" +
          [
            "config/queue.tusk:41:12: error[TSK5001 unknown-queue]: job `WelcomeEmail` goes to queue `urgent`, which is not declared",
            "config/queue.tusk:41:12: not one of them",
            "config/queue.tusk:7:5: declared here: default, high, low, and critical",
            "note: the job would be stored and no worker would ever fetch it",
            "help: send it to `critical`, the heaviest one, or add `urgent: 1` under `queues`",
          ].join("%0A"),
        "1 error in config/queue.tusk",
        "",
      ].join("\n"),
    );
  });

  it("says what can be fixed, and names places in other files by their path", () => {
    const [fixable] = readCommands(render(exampleOf("unknown-backend")));
    expect(fixable?.message).toContain("\nhelp: did you mean `sidekiq`?   [fixable]");
    const [other] = readCommands(render(exampleOf("handler-payload")));
    expect(other?.properties.file).toBe("handlers/welcome-email.ts");
    expect(other?.message).toContain("\nconfig/queue.tusk:43:16: so the payload has");
  });

  it("takes the title of a fix for help when there is no other", () => {
    const primary = labelAt(fileWith("queue.tusk", { 1: "a: 1" }), 1, "1");
    const fix = { title: "write 2", safe: false, edits: [{ ...primary, insert: "2" }] };
    const [command] = readCommands(render(diagnosticAt(primary, { fix })));
    expect(command?.message).toMatch(/\nhelp: write 2$/);
  });

  it("sorts by severity and calls a hint a notice", () => {
    const source = fileWith("queue.tusk", { 1: "a: 1", 2: "b: 2", 3: "c: 3" });
    const output = render(
      diagnosticAt(labelAt(source, 1, "1"), { severity: "hint" }),
      diagnosticAt(labelAt(source, 2, "2"), { severity: "warning" }),
      diagnosticAt(labelAt(source, 3, "3"), { severity: "error" }),
    );
    expect(readCommands(output).map(({ name }) => name)).toEqual(["error", "warning", "notice"]);
  });

  it("names the last character, and no columns over several lines", () => {
    const source = new SourceFile("queue.tusk", 'a: """one\ntwo\n"""\nb:\n');
    const placeOf = (start: number, end: number) => {
      const [command] = readCommands(render(diagnosticAt({ source, span: { start, end } })));
      const { file: _, title: __, ...place } = command?.properties ?? {};
      return place;
    };
    expect(placeOf(0, 1)).toEqual({ line: "1", endLine: "1", col: "1", endColumn: "1" });
    expect(placeOf(3, 17)).toEqual({ line: "1", endLine: "3" });
    expect(placeOf(20, 20)).toEqual({ line: "4", endLine: "4", col: "3", endColumn: "3" });
    expect(placeOf(0, 10)).toEqual({ line: "1", endLine: "1", col: "1", endColumn: "10" });
  });

  it("lets no text be read as a command, a property, or another line", () => {
    const hostile = "a%0A::add-mask::x, b:c=d%25\r\n::error::y";
    const source = new SourceFile(`dir,with:100%/${hostile}.tusk`, `${hostile}: 1\n`);
    const output = render(
      diagnosticAt({ source, span: { start: 0, end: 3 }, text: hostile }, { message: hostile }),
    );
    const [command, ...others] = readCommands(output);
    expect(others).toEqual([]);
    expect(output.split("\n")).toHaveLength(3);
    expect(command?.properties.file).toBe(source.path);
    expect(command?.message).toContain("]: a%0A::add-mask::x, b:c=d%25␍␊::error::y\n");
  });

  it("keeps what GitHub would drop: past ten of a kind the last annotation holds the rest", () => {
    const source = new SourceFile("queue.tusk", "x\n".repeat(100));
    const many = (count: number, parts: Partial<Diagnostic>) =>
      Array.from({ length: count }, (_, index) =>
        diagnosticAt({ source, span: { start: 2 * index, end: 2 * index + 1 } }, parts),
      );
    const ten = readCommands(render(...many(10, {})));
    expect(ten.map(({ properties }) => properties.line)).toEqual("1 2 3 4 5 6 7 8 9 10".split(" "));
    const output = render(...many(12, {}), ...many(3, { severity: "warning", code: "TSK9002" }));
    const commands = readCommands(output);
    expect(commands.map(({ name }) => name).filter((name) => name === "error")).toHaveLength(10);
    expect(commands[9]?.properties).toEqual({ title: "3 more errors" });
    for (const line of [10, 11, 12])
      expect(commands[9]?.message).toContain(`queue.tusk:${line}:1: error[TSK9001 example]`);
    expect(output).toMatch(/\n12 errors, 3 warnings in queue\.tusk\n$/);
    const hidden = render(...many(60, {}));
    expect(readCommands(hidden)).toHaveLength(10);
    expect(hidden).toMatch(/\n10 more are not shown\n60 errors in queue\.tusk\n$/);
  });

  it("is empty when nothing was found", () => {
    expect(render()).toBe("");
  });
});
