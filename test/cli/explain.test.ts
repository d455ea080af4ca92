import { describe, expect, it } from "vitest";
import { retiredText } from "../../src/cli/explain/page.js";
import { main } from "../../src/cli/main.js";
import { loadCatalog } from "../../src/diagnostics/catalog.js";
import { folderWith, ioIn, tskGen } from "./folder.js";

const explain = (...args: string[]) => tskGen(folderWith(), ["explain", ...args]);

const page = `\
TSK5001 unknown-queue (error, fixable)

A worker fetches only from the queues that the selected backend declares. A job
of any other queue would be stored and never run, and nothing would say so;
limits of another queue would limit nothing.

    queue:
      backend: "bullmq"
      bullmq:
        queues:
          default: 1
          mail: 5

    jobs:
      welcome_email:
        queue: emails

    error[TSK5001 unknown-queue]: job \`welcome_email\` goes to queue \`emails\`, which is not declared
      --> queue.tusk:10:12
       |
     4 |     queues:
       |     ------ declared here: default and mail
       :
    10 |     queue: emails
       |            ^^^^^^ not one of them
       |
       = help: did you mean \`mail\`?   [fixable]
       = note: the job would be stored and no worker would ever fetch it

    1 error in queue.tusk - 1 fixable with --fix

Corrected:

    queue:
      backend: "bullmq"
      bullmq:
        queues:
          default: 1
          mail: 5

    jobs:
      welcome_email:
        queue: mail
`;

describe("tsk-gen explain", () => {
  it("prints a page by code or name, in any case", async () => {
    for (const written of ["TSK5001", "tsk5001", "5001", "unknown-queue", "Unknown-Queue"])
      expect(await explain(written)).toEqual({ exitCode: 0, stdout: page, stderr: "" });
  });

  it("wraps its sentences to a narrow terminal, as help does", async () => {
    const printed = async (argv: string[], columns?: number) => {
      const io = ioIn(folderWith());
      await main(argv, { ...io, stdout: { ...io.stdout, ...(columns && { columns }) } });
      return io.written.stdout.split("\n");
    };
    const sentences = (await printed(["explain", "unknown-queue"], 50)).slice(2, 5);
    expect(sentences.every((line) => line.length > 30 && line.length <= 50)).toBe(true);
    const help = ["check", "--help"];
    expect((await printed(help, 60)).length).toBeGreaterThan((await printed(help)).length);
  });

  it("prints what is typed and shown where a file says too little", async () => {
    const { stdout } = await explain("missing-handler");
    expect(stdout).toContain("\n    $ tsk-gen check\n    error[TSK7001 missing-handler]: ");
    expect(stdout).not.toContain("Corrected:");
  });

  it("gives the same as JSON", async () => {
    const { exitCode, stdout } = await explain("unknown-queue", "--format", "json");
    const [expected] = (await loadCatalog()).filter(({ code }) => code === "TSK5001");
    expect([exitCode, JSON.parse(stdout)]).toEqual([0, expected]);
  });

  it("lists all of them by stage in 80 columns", async () => {
    const { exitCode, stdout } = await explain();
    expect(exitCode).toBe(0);
    for (const { code, name } of await loadCatalog())
      expect(stdout).toContain(`  ${code} ${name} `);
    expect(stdout).toContain("\nHandlers and generated code\n  TSK7001 missing-handler ");
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(JSON.parse((await explain("--format", "json")).stdout)).toEqual(await loadCatalog());
  });

  it("says what became of a code that is no more", () => {
    const reason =
      "Its setting reads both spellings since one of them was given up, so nothing is wrong.";
    expect(retiredText({ code: "TSK5999", name: "old-name", reason })).toBe(
      "TSK5999 old-name (no longer in use)\n\n" +
        "Its setting reads both spellings since one of them was given up, so nothing is\nwrong.\n",
    );
  });

  it("proposes what is close to an unknown name, and ends with 2", async () => {
    expect(await explain("runaway-backof")).toEqual({
      exitCode: 2,
      stdout: "",
      stderr:
        "error: there is no diagnostic called `runaway-backof`\n  = help: did you mean `runaway-backoff`?\n",
    });
    const { stderr } = await explain("TSK9001");
    expect(stderr).toMatch(/= help: did you mean `TSK\d001`/);
    for (const far of ["everything-else-that-is-wrong", "TSK9999"])
      expect((await explain(far)).stderr).toContain("= help: `tsk-gen explain` lists them\n");
  });
});
