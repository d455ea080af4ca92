import { describe, expect, it } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { commands, laterCommands } from "../../src/cli/commands/index.js";
import { EXIT, Failure } from "../../src/cli/exit.js";
import { tellFailure } from "../../src/cli/failure.js";
import { hasColour } from "../../src/cli/io.js";
import { folderWith, ioIn, tskGen } from "./folder.js";

/** Text that was wrapped, in one line. */
const folded = (text: string) => text.replace(/\s+/g, " ");

describe("help", () => {
  it("lists every command of this version on stdout, and no other", async () => {
    const { exitCode, stdout, stderr } = await tskGen(folderWith(), ["--help"]);
    expect(exitCode).toBe(0);
    expect(stderr).toBe("");
    for (const { name, describe: does } of commands) {
      expect(stdout).toContain(`tsk-gen ${name}`);
      expect(folded(stdout)).toContain(does);
    }
    for (const name of laterCommands) expect(stdout).not.toContain(`tsk-gen ${name}`);
  });

  for (const entry of commands)
    it(`of ${entry.name} shows its options and an example`, async () => {
      const { exitCode, stdout } = await tskGen(folderWith(), [entry.name, "--help"]);
      const command = await entry.load();
      expect(exitCode).toBe(0);
      expect(stdout).toContain(entry.describe);
      for (const option of Object.keys(command.options)) expect(stdout).toContain(`--${option}`);
      expect(command.examples.length).toBeGreaterThan(0);
      for (const [example] of command.examples) {
        expect(example).toMatch(new RegExp(`^tsk-gen(?: ${entry.name}\\b|$| --)`));
        expect(folded(stdout)).toContain(example);
      }
    });

  it("prints the version", async () => {
    for (const argv of [["--version"], ["-v"], ["check", "-v"]]) {
      const { exitCode, stdout } = await tskGen(folderWith(), argv);
      expect([exitCode, stdout]).toEqual([0, `${manifest.version}\n`]);
    }
  });

  it("has a short name", async () => {
    for (const command of [[], ["check"]]) {
      const [short, long] = await Promise.all(
        ["-h", "--help"].map((option) => tskGen(folderWith(), [...command, option])),
      );
      expect(short).toEqual(long);
    }
  });

  it("prints a completion script and completes commands and options", async () => {
    const script = await tskGen(folderWith(), ["completion"], { SHELL: "/bin/bash" });
    expect(script).toMatchObject({ exitCode: 0, stderr: "" });
    expect(script.stdout).toContain("complete ");
    const names = await tskGen(folderWith(), ["--get-yargs-completions", "tsk-gen", "in"]);
    expect(names.stdout).toContain("init");
  });
});

describe("wrong usage", () => {
  const cases: readonly (readonly [argv: readonly string[], message: string])[] = [
    [["inti"], "error: there is no command called `inti`\n  = help: did you mean `init`?\n"],
    [["doctor"], "error: the command `doctor` is not in this version yet\n"],
    [["init", "x"], "error: `tsk-gen init` does not take the argument `x`\n"],
    [["init", "--force"], "error: `tsk-gen init` has no option `--force`\n"],
  ];
  for (const [argv, message] of cases)
    it(`tsk-gen ${argv.join(" ")} is one clear error`, async () => {
      const { exitCode, stdout, stderr } = await tskGen(folderWith(), argv);
      expect([exitCode, stdout]).toEqual([EXIT.misuse, ""]);
      expect(stderr.startsWith(message)).toBe(true);
    });

  it("is an option without its value, with what it takes", async () => {
    for (const { name, load } of commands)
      for (const [option, { requiresArg, describe: does }] of Object.entries(
        (await load()).options,
      ))
        for (const argv of requiresArg === true ? [[`--${option}`], [`--${option}=`]] : []) {
          const { exitCode, stderr } = await tskGen(folderWith(), [name, ...argv]);
          expect([exitCode, stderr]).toEqual([
            EXIT.misuse,
            `error: \`--${option}\` needs a value\n  = note: \`--${option}\`: ${does}\n  = help: \`tsk-gen ${name} --help\` shows what it takes\n`,
          ]);
        }
  });

  it("is an unknown option, with a name only if it could be meant", async () => {
    const helpOf = async (option: string) =>
      (await tskGen(folderWith(), ["generate", option])).stderr.split("= help: ")[1];
    expect(await helpOf("--foo")).toBe("`tsk-gen generate --help` shows what it takes\n");
    expect(await helpOf("--dryrun")).toBe("did you mean `--dry-run`?\n");
  });

  it("is a lone `-` where nothing is read from stdin", async () => {
    const { exitCode, stderr } = await tskGen(folderWith(), ["check", "-"]);
    expect(exitCode).toBe(EXIT.misuse);
    expect(stderr).toContain("`tsk-gen check` does not take the argument `-`");
  });

  it("is what every command of a later version is", async () => {
    for (const name of laterCommands) {
      const { exitCode, stderr } = await tskGen(folderWith(), [name, "--all", "x"]);
      expect([exitCode, stderr]).toEqual([
        EXIT.misuse,
        `error: the command \`${name}\` is not in this version yet\n`,
      ]);
    }
  });
});

it("takes the last of an option that is given twice", async () => {
  const folder = folderWith({ "a.tusk": 'a: @env("A")\n' });
  const argv = ["export", "a.tusk", "--env", "process", "--env", "none"];
  expect((await tskGen(folder, argv, { A: "1" })).stdout).toBe('{\n  "a": null\n}\n');
});

describe("what ends a command", () => {
  it("is shown with its notes and help, safe for a terminal", () => {
    const io = ioIn("/");
    const failure = new Failure("no \u001b[31m", { notes: ["a"], help: "b", exitCode: 1 });
    expect(tellFailure(failure, io)).toBe(1);
    expect(io.written.stderr).toBe("error: no ␛[31m\n  = note: a\n  = help: b\n");
  });

  it("is broken to the width of a terminal", () => {
    const io = ioIn("/", { NO_COLOR: "1" });
    const failure = new Failure("word ".repeat(20).trim(), { notes: ["note ".repeat(20).trim()] });
    tellFailure(failure, { ...io, stderr: { ...io.stderr, isTerminal: true, columns: 60 } });
    expect(io.written.stderr.split("\n")).toEqual([
      `error: ${"word ".repeat(10).trim()}`,
      `       ${"word ".repeat(10).trim()}`,
      `  = note: ${"note ".repeat(10).trim()}`,
      `          ${"note ".repeat(10).trim()}`,
      "",
    ]);
  });

  it("is trouble of the system, not of tsk-gen, when a file cannot be written", () => {
    const io = ioIn("/");
    const error = Object.assign(new Error("EACCES: permission denied, open '/x'"), {
      code: "EACCES",
      syscall: "open",
    });
    expect(tellFailure(error, io)).toBe(EXIT.misuse);
    expect(io.written.stderr).toBe("error: EACCES: permission denied, open '/x'\n");
  });

  it("is a bug otherwise, with one line, and a stack for whoever asks", () => {
    const quiet = ioIn("/");
    expect(tellFailure(new TypeError("x is undefined\nmore"), quiet)).toBe(EXIT.bug);
    expect(quiet.written.stderr).toBe(
      "this is a bug in tsk-gen: x is undefined; TSK_GEN_DEBUG=1 shows where\n",
    );
    const loud = ioIn("/", { TSK_GEN_DEBUG: "1" });
    tellFailure(new TypeError("x is undefined"), loud);
    expect(loud.written.stderr).toMatch(
      /^this is a bug in tsk-gen: x is undefined\nTypeError.*\n {4}at/,
    );
  });
});

describe("colours", () => {
  const terminal = { write: () => {}, isTerminal: true };
  const pipe = { ...terminal, isTerminal: false };

  it("are for terminals, unless the terminal is dumb or a CI's", () => {
    expect(hasColour(terminal, {})).toBe(true);
    expect(hasColour(terminal, { CI: "false", NO_COLOR: "", FORCE_COLOR: "" })).toBe(true);
    expect(hasColour(terminal, { CI: "true" })).toBe(false);
    expect(hasColour(terminal, { TERM: "dumb" })).toBe(false);
    expect(hasColour(pipe, {})).toBe(false);
  });

  it("can be forced anywhere, and forbidden whatever is forced", () => {
    expect(hasColour(pipe, { FORCE_COLOR: "1", CI: "true", TERM: "dumb" })).toBe(true);
    expect(hasColour(terminal, { FORCE_COLOR: "0" })).toBe(false);
    expect(hasColour(terminal, { NO_COLOR: "1", FORCE_COLOR: "1" })).toBe(false);
  });

  it("stay out of everything that another program reads", async () => {
    const folder = folderWith({ "queue.tusk": "queue:\n  backend: sidekik\n" });
    for (const format of ["short", "json", "github", "sarif"]) {
      const argv = ["check", "--format", format];
      const { stdout, stderr } = await tskGen(folder, argv, { FORCE_COLOR: "1" });
      expect(`${stdout}${stderr}`).not.toContain("\u001b");
    }
    const { stderr } = await tskGen(folder, ["check"], { FORCE_COLOR: "1" });
    expect(stderr).toContain("\u001b[31m");
  });
});
