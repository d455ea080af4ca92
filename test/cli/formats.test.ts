import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commands } from "../../src/cli/commands/index.js";
import { formatOption } from "../../src/cli/findings.js";
import { renderers } from "../../src/diagnostics/render/index.js";
import { readSarif } from "../support/sarif.js";
import { readCommands } from "../support/workflow-commands.js";
import { config, handlers } from "./config.js";
import { folderWith, tskGen } from "./folder.js";

const formats = Object.keys(renderers);
const wrong = config.replace('"bullmq"', '"bulmq"');

describe("--format", () => {
  it("is explained by every command that shows findings, within 80 columns", async () => {
    const withFormat: string[] = [];
    for (const { name, load } of commands) {
      if ((await load()).options.format !== formatOption) continue;
      withFormat.push(name);
      const { stdout } = await tskGen(folderWith(), [name, "--help"]);
      expect(stdout.replace(/\s+/g, " ")).toContain(
        "How findings are shown: pretty, short, json, github, sarif",
      );
      for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    }
    expect(withFormat).toEqual(expect.arrayContaining(["check", "generate", "export"]));
  });

  it("is taken by each of them, and ends as without it", async () => {
    for (const format of formats) {
      const folder = folderWith({ "queue.tusk": wrong, "app.tusk": "name 'shop'\n" });
      for (const command of [["check"], ["generate"], ["export", "app.tusk"]]) {
        const { exitCode, stdout, stderr } = await tskGen(folder, [...command, "--format", format]);
        expect(exitCode).toBe(1);
        expect(`${stdout}${stderr}`).toMatch(/queue\.tusk|app\.tusk/);
      }
    }
  });

  it("is one document on stdout where programs read it, and nothing else", async () => {
    const folder = folderWith({ "queue.tusk": config });
    const empty = await tskGen(folder, ["generate", "--format", "sarif"]);
    expect([empty.exitCode, empty.stderr]).toEqual([0, ""]);
    expect(readSarif(empty.stdout).results).toEqual([]);
    const well = await tskGen(folder, ["check", "--format", "sarif"]);
    expect([well.exitCode, well.stderr]).toEqual([0, ""]);
    expect(readSarif(well.stdout).results).toEqual([]);
    writeFileSync(join(folder, "queue.tusk"), wrong);
    for (const command of ["check", "generate"]) {
      const { stdout, stderr } = await tskGen(folder, [command, "--format", "sarif"]);
      expect(stderr).toBe("");
      expect(readSarif(stdout).results).toHaveLength(1);
    }
  });

  it("leaves stdout of export to the tree", async () => {
    const folder = folderWith({ "app.tusk": "name: shop\nempty:\n" });
    const { exitCode, stdout, stderr } = await tskGen(folder, [
      "export",
      "app.tusk",
      "--format",
      "sarif",
    ]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ name: "shop", empty: null });
    expect(readSarif(stderr).results).toHaveLength(1);
  });

  it("carries what is stale, edited, and missing, as pretty does", async () => {
    const folder = folderWith({ "queue.tusk": config, ...handlers });
    await tskGen(folder, ["generate"]);
    writeFileSync(join(folder, "generated/worker.ts"), "// mine\n");
    rmSync(join(folder, "generated/retry.ts"));
    rmSync(join(folder, "handlers/welcome-email.ts"));
    const names = ["missing-handler", "stale-output", "edited-output"];
    const json = JSON.parse((await tskGen(folder, ["check", "--format", "json"])).stdout);
    expect(json.diagnostics.map(({ name }: { name: string }) => name)).toEqual(names);
    const { tool, results } = readSarif(
      (await tskGen(folder, ["check", "--format", "sarif"])).stdout,
    );
    expect(results.map(({ ruleIndex }) => tool.driver.rules[ruleIndex]?.name)).toEqual(names);
    for (const { help } of tool.driver.rules) expect(help?.markdown).toContain("## Example");
    const log = await tskGen(folder, ["check", "--format", "github"]);
    const titles = readCommands(log.stderr).map(({ properties }) => properties.title);
    expect(titles).toEqual(names.map((name) => expect.stringMatching(`^TSK\\d+ ${name}$`)));
    const refused = await tskGen(folder, ["generate", "--format", "sarif"]);
    expect(refused.exitCode).toBe(1);
    expect(readSarif(refused.stdout).results).toMatchObject([{ ruleId: "TSK7011" }]);
  });
});

describe("an ignored finding", () => {
  const ignoring = config.replace(
    "high: 5",
    "high: 0  # tsk-ignore weight-zero-is-one: paused until May",
  );

  it("is not shown to people and does not count, but programs learn of it and the reason", async () => {
    const folder = folderWith({ "queue.tusk": ignoring, ...handlers });
    await tskGen(folder, ["generate"]);
    for (const format of ["pretty", "short", "github"]) {
      const argv = ["check", "--max-warnings", "0", "--format", format];
      expect(await tskGen(folder, argv)).toEqual({ exitCode: 0, stdout: "", stderr: "" });
    }
    for (const command of ["check", "generate"]) {
      const json = JSON.parse((await tskGen(folder, [command, "--format", "json"])).stdout);
      expect(json).toMatchObject({
        diagnostics: [],
        warnings: 0,
        ignored: [
          {
            name: "weight-zero-is-one",
            reason: "paused until May",
            comment: { path: "queue.tusk", start: { line: 8, column: 16 } },
          },
        ],
      });
      const sarif = readSarif((await tskGen(folder, [command, "--format", "sarif"])).stdout);
      expect(sarif.results).toMatchObject([
        { suppressions: [{ kind: "inSource", justification: "paused until May" }] },
      ]);
    }
  });

  it("is one in a file without a schema, too, where no ignore is one too many", async () => {
    const text = "later:  # tsk-ignore empty-value, weight-zero-is-one: filled in by hand\n";
    const folder = folderWith({ "app.tusk": text });
    const { exitCode, stderr } = await tskGen(folder, ["export", "app.tusk"]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    const json = await tskGen(folder, ["export", "app.tusk", "--format", "json"]);
    expect(JSON.parse(json.stderr).ignored).toMatchObject([{ name: "empty-value" }]);
  });
});

describe("paths for programs", () => {
  const argv = ["check", "--format", "sarif"];
  const uriOf = ({ stdout }: { readonly stdout: string }) =>
    readSarif(stdout).results[0]?.locations[0].physicalLocation.artifactLocation;
  const fileOf = ({ stderr }: { readonly stderr: string }) =>
    readCommands(stderr)[0]?.properties.file;

  it("count from the root of the repository, wherever the command is called", async () => {
    const folder = folderWith({ "apps/mail box/config/queue.tusk": wrong });
    mkdirSync(join(folder, ".git"));
    const expected = { uri: "apps/mail%20box/config/queue.tusk", uriBaseId: "SRCROOT" };
    const app = join(folder, "apps/mail box");
    expect(uriOf(await tskGen(app, argv))).toEqual(expected);
    const named = ["--config", "apps/mail box/config/queue.tusk"];
    expect(uriOf(await tskGen(folder, [...argv, ...named]))).toEqual(expected);
    const deep = await tskGen(join(app, "config"), ["check", "--format", "github"]);
    expect(fileOf(deep)).toBe("apps/mail box/config/queue.tusk");
    expect(deep.stderr).toContain("\n1 error in apps/mail box/config/queue.tusk");
    const exported = ["export", "queue.tusk", "--format", "github"];
    writeFileSync(join(app, "config/queue.tusk"), "name 'shop'\n");
    expect(fileOf(await tskGen(join(app, "config"), exported))).toBe(
      "apps/mail box/config/queue.tusk",
    );
  });

  it("count from the repository that was checked out into a folder of the workspace", async () => {
    const folder = folderWith({
      "checkout/.git": "gitdir: elsewhere\n",
      "checkout/queue.tusk": wrong,
    });
    const env = { GITHUB_WORKSPACE: folder };
    expect(uriOf(await tskGen(join(folder, "checkout"), argv, env))?.uri).toBe("queue.tusk");
  });

  it("count from GitHub's workspace when there is no repository, else from here", async () => {
    const folder = folderWith({ "apps/mail/queue.tusk": wrong });
    const app = join(folder, "apps/mail");
    expect(uriOf(await tskGen(app, argv, { GITHUB_WORKSPACE: folder }))?.uri).toBe(
      "apps/mail/queue.tusk",
    );
    expect(uriOf(await tskGen(app, argv))?.uri).toBe("queue.tusk");
    expect(uriOf(await tskGen(app, argv, { GITHUB_WORKSPACE: "/elsewhere" }))?.uri).toBe(
      "queue.tusk",
    );
  });

  it("are absolute outside of the repository", async () => {
    const folder = folderWith({ "app/queue.tusk": config, "app/.git/HEAD": "" });
    const outside = ["--out", "../lib/queue"];
    const result = await tskGen(join(folder, "app"), [...argv, ...outside]);
    const { results } = readSarif(result.stdout);
    const uris = results.map(({ locations: [place] }) => place.physicalLocation.artifactLocation);
    expect(uris).toContainEqual({ uri: `file://${folder}/lib/queue/index.ts` });
  });
});
