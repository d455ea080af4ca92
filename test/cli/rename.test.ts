import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { nodeDisk } from "../../src/emit/write/disk.js";
import { harvest } from "../support/scratch.js";
import { folderWith, tskGen } from "./folder.js";

const queueTusk = `\
# All jobs of the shop.
queue:
  backend: "bullmq"

jobs:
  welcome_email:   # the first mail
    timeout: "2m"
    payload: { user_id: int }
  data_cleanup:
    timeout: \${jobs.welcome_email.timeout}

schedules:
  welcome_email: { job: WelcomeEmailJob, cron: "0 3 * * *", payload: { user_id: 1 } }
  'later':
    payload: { user_id: int }
    after: { "welcome_email": "1h" } // again
`;

const handler = `\
import type { WelcomeEmailHandler } from "../generated/jobs/welcome-email.js";

// Greets.
const welcomeEmail: WelcomeEmailHandler = async ({ user_id }) => {};

export default welcomeEmail;
`;

const app = `\
import { WelcomeEmailJob } from '../generated/index.js' // keep
export const send = () => WelcomeEmailJob.performAsync({user_id: 1}) // now
`;

const files = {
  "queue.tusk": queueTusk,
  "handlers/welcome-email.ts": handler,
  "handlers/data-cleanup.ts": "export default async () => {};\n",
  "src/app.ts": app,
};

/** A generated project. */
async function projectWith(more: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = folderWith({ ...files, ...more });
  await tskGen(folder, ["generate"]);
  return folder;
}

describe("tsk-gen rename", () => {
  it("writes an untouched first handler anew, whose text names the job and the file", async () => {
    const folder = await projectWith();
    rmSync(join(folder, "handlers/welcome-email.ts"));
    await tskGen(folder, ["generate"]);
    const { exitCode } = await tskGen(folder, ["rename", "welcome_email", "greet_user"]);
    const renamed = readFileSync(join(folder, "handlers/greet-user.ts"), "utf8");
    expect(exitCode).toBe(0);
    expect(renamed).not.toMatch(/welcome/i);
    rmSync(join(folder, "handlers/greet-user.ts"));
    await tskGen(folder, ["generate"]);
    expect(readFileSync(join(folder, "handlers/greet-user.ts"), "utf8")).toBe(renamed);
  });

  it("changes queue.tusk, the handler, every caller, and the generated code, and says what queued jobs need", async () => {
    const folder = await projectWith();
    const { exitCode, stdout, stderr } = await tskGen(folder, [
      "rename",
      "welcome_email",
      "greet_user",
    ]);
    expect([exitCode, stderr]).toEqual([
      0,
      `note: jobs that are queued already keep the name WelcomeEmailJob, and new code fails them
help: before it is deployed, let workers with the old code finish them: \`tsk-gen work --drain\`
help: or declare \`welcome_email\` beside \`greet_user\` until none is left, delayed ones included
`,
    ]);
    expect(stdout).toBe(`\
changed  src/app.ts
changed  queue.tusk
removed  handlers/welcome-email.ts
created  handlers/greet-user.ts
created  generated/jobs/greet-user.ts
changed  generated/index.ts
changed  generated/schedules.ts
changed  generated/worker.ts
changed  generated/manifest.json
removed  generated/jobs/welcome-email.ts
`);
    const after = harvest(folder);
    expect(after["queue.tusk"]).toBe(`\
# All jobs of the shop.
queue:
  backend: "bullmq"

jobs:
  greet_user:   # the first mail
    timeout: "2m"
    payload: { user_id: int }
  data_cleanup:
    timeout: \${jobs.greet_user.timeout}

schedules:
  welcome_email: { job: GreetUserJob, cron: "0 3 * * *", payload: { user_id: 1 } }
  'later':
    payload: { user_id: int }
    after: { "greet_user": "1h" } // again
`);
    expect(after["handlers/greet-user.ts"]).toBe(
      handler
        .replaceAll("WelcomeEmail", "GreetUser")
        .replaceAll("welcomeEmail", "greetUser")
        .replaceAll("welcome-email", "greet-user"),
    );
    expect(after["src/app.ts"]).toBe(app.replaceAll("WelcomeEmail", "GreetUser"));
    expect(await tskGen(folder, ["check", "--max-warnings", "0"])).toEqual({
      exitCode: 0,
      stdout: "",
      stderr: "",
    });
  });

  it("is undone by the opposite", async () => {
    const folder = await projectWith();
    const before = harvest(folder);
    await tskGen(folder, ["rename", "WelcomeEmailJob", "GreetUserJob"]);
    expect(readFileSync(join(folder, "queue.tusk"), "utf8")).toContain("\n  greet_user:   #");
    await tskGen(folder, ["rename", "GreetUser", "welcome_email"]);
    expect(harvest(folder)).toEqual(before);
  });

  it("shows a patch with --dry-run and writes nothing", async () => {
    const folder = await projectWith();
    const before = harvest(folder);
    const { stdout } = await tskGen(folder, ["rename", "welcome_email", "greet_user", "--dry-run"]);
    expect(stdout).toContain("\n+import { GreetUserJob } from '../generated/index.js' // keep\n");
    expect(stdout).toContain("-  welcome_email:   # the first mail\n+  greet_user:   # the first");
    expect(stdout).toContain("\ncreated  handlers/greet-user.ts\n");
    expect(stdout.match(/created {2}handlers/g)).toHaveLength(1);
    expect(harvest(folder)).toEqual(before);
  });

  it("changes only the key when the job keeps its class", async () => {
    const folder = await projectWith();
    const { stdout, stderr } = await tskGen(folder, ["rename", "welcome_email", "welcomeEmail"]);
    expect(stderr).toBe("");
    expect(stdout).toBe(
      "changed  queue.tusk\nchanged  generated/jobs/welcome-email.ts\nchanged  generated/schedules.ts\nchanged  generated/manifest.json\n",
    );
  });

  it("changes imported files, too", async () => {
    const folder = await projectWith({
      "queue.tusk": `@import "jobs.tusk"\nqueue:\n  backend: "bullmq"\njobs:\n  @import "more.tusk"\n`,
      "jobs.tusk": "# mail\njobs:\n  welcome_email: {} # first\n",
      "more.tusk": "data_cleanup: {} # nightly\n",
    });
    expect((await tskGen(folder, ["rename", "welcome_email", "greet_user"])).exitCode).toBe(0);
    expect((await tskGen(folder, ["rename", "data_cleanup", "sweep"])).exitCode).toBe(0);
    const after = harvest(folder);
    expect(after["jobs.tusk"]).toBe("# mail\njobs:\n  greet_user: {} # first\n");
    expect(after["more.tusk"]).toBe("sweep: {} # nightly\n");
    expect(Object.keys(after)).toContain("handlers/sweep.ts");
  });

  it("finishes what was begun by hand in queue.tusk", async () => {
    const folder = await projectWith();
    const renamed = queueTusk
      .replaceAll("  welcome_email:  ", "  greet_user:  ")
      .replace("jobs.welcome_email", "jobs.greet_user")
      .replace("WelcomeEmailJob", "GreetUserJob")
      .replace('"welcome_email"', '"greet_user"');
    writeFileSync(join(folder, "queue.tusk"), renamed);
    const check = await tskGen(folder, ["check"]);
    expect(check.stderr).toContain("run `tsk-gen rename welcome_email greet_user`");
    const { exitCode } = await tskGen(folder, ["rename", "welcome_email", "greet_user"]);
    expect(exitCode).toBe(0);
    expect(harvest(folder)["src/app.ts"]).toBe(app.replaceAll("WelcomeEmail", "GreetUser"));
    expect((await tskGen(folder, ["check"])).exitCode).toBe(0);
  });
});

describe("a rename that is ended", () => {
  const parts = {
    "queue.tusk": `@import "jobs.tusk"
@import "later.tusk"
queue:
  backend: "bullmq"
schedules:
  nightly: { job: WelcomeEmailJob, cron: "0 3 * * *", payload: { user_id: 1 } }
`,
    "jobs.tusk": "jobs:\n  welcome_email: { payload: { user_id: int } }\n  data_cleanup: {}\n",
    "later.tusk": `schedules:
  later: { payload: { user_id: int }, after: { welcome_email: "1h" } }
`,
  };
  const rename = (folder: string) => tskGen(folder, ["rename", "WelcomeEmailJob", "greet_user"]);

  it("between any two operations on the user's files is finished by the same command", async () => {
    const before = harvest(await projectWith(parts));
    const whole = folderWith(before);
    expect((await rename(whole)).exitCode).toBe(0);
    const expected = harvest(whole);
    for (let operations = 0; ; operations++) {
      const folder = folderWith(before);
      await rename(folder).finally(dieAfter(operations));
      const left = harvest(folder);
      const isDone = Object.keys(parts).every((path) => left[path] === expected[path]);
      // What is left then is generated code, which every command that writes it brings up to date.
      if (isDone) {
        expect(operations).toBeGreaterThan(15);
        return;
      }
      expect((await rename(folder)).exitCode).toBe(0);
      expect(harvest(folder)).toEqual(expected);
    }
  }, 120_000);
});

const CHANGING = ["makeDirectory", "create", "setMode", "rename", "link", "remove"] as const;

/** Lets the disk stop after so many operations that change it; answers how it goes on. */
function dieAfter(operations: number): () => void {
  let left = operations;
  const spies = CHANGING.map((name) => {
    const operation = nodeDisk[name] as (...args: readonly unknown[]) => void;
    return vi.spyOn(nodeDisk, name).mockImplementation((...args: readonly unknown[]) => {
      if (left-- <= 0) throw new Error("killed");
      operation(...args);
    });
  });
  return () => {
    for (const spy of spies) spy.mockRestore();
  };
}

describe("a rename that cannot be done", () => {
  it.each([
    [
      ["welcome_mail", "greet_user"],
      "error: queue.tusk has no job called `welcome_mail`\n  = help: did you mean `welcome_email`?\n",
    ],
    [["welcome_email", "data_cleanup"], "error: there is a job called `data_cleanup` already\n"],
    [["welcome_email", "DataCleanupJob"], "error: there is a job called `data_cleanup` already\n"],
    [["welcome_email", "welcome_email"], "error: the job is called `welcome_email` already\n"],
    [
      ["welcome_email", "2fa"],
      "error: a job cannot be called `2fa`\n  = note: a name is letters, digits, `_`, and `-`, beginning with a letter\n",
    ],
    [
      ["welcome_email", "delete"],
      "error: a job cannot be called `delete`\n  = note: `delete` is a word of JavaScript itself\n  = help: call it `run_delete`\n",
    ],
    [["welcome_email"], "error: `tsk-gen rename` needs the argument <new>\n"],
  ])("says why: %j", async (names, expected) => {
    const folder = await projectWith();
    const before = harvest(folder);
    const { exitCode, stderr } = await tskGen(folder, ["rename", ...names]);
    expect(exitCode).toBe(2);
    expect(stderr.startsWith(expected)).toBe(true);
    expect(harvest(folder)).toEqual(before);
  });

  it("leaves everything as it is when a handler of the new name is there", async () => {
    const folder = await projectWith({ "handlers/greet-user.ts": "// mine\n" });
    const before = harvest(folder);
    const { exitCode, stderr } = await tskGen(folder, ["rename", "welcome_email", "greet_user"]);
    expect([exitCode, stderr]).toEqual([
      2,
      "error: `handlers/greet-user.ts` is there already, beside `handlers/welcome-email.ts`\n  = help: move one of the two away\n",
    ]);
    expect(harvest(folder)).toEqual(before);
  });

  it("leaves everything as it is when a generated file was edited", async () => {
    const folder = await projectWith();
    writeFileSync(join(folder, "generated/worker.ts"), "// mine\n");
    const before = harvest(folder);
    const { exitCode, stderr } = await tskGen(folder, ["rename", "welcome_email", "greet_user"]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("TSK7011 edited-output");
    expect(harvest(folder)).toEqual(before);
  });

  it("shows what to paste where the new name means something else", async () => {
    const folder = await projectWith({
      "src/clash.ts": `import { WelcomeEmailJob } from "../generated/index.js";\nclass GreetUserJob {}\nexport const all = [WelcomeEmailJob, GreetUserJob];\n`,
    });
    const before = harvest(folder);
    const { exitCode, stderr } = await tskGen(folder, ["rename", "welcome_email", "greet_user"]);
    expect([exitCode, stderr]).toEqual([
      2,
      `error: \`src/clash.ts\` cannot be changed: it has a \`GreetUserJob\` of its own
  = note: src/clash.ts:1 would become: import { GreetUserJob } from "../generated/index.js";
  = help: change it by hand, and run the command again; nothing was written
`,
    ]);
    expect(harvest(folder)).toEqual(before);
  });

  it("shows the lines of queue.tusk that only people can change", async () => {
    const folder = await projectWith({
      "queue.tusk": `$first: "welcome"\n${queueTusk.replace("WelcomeEmailJob", '"${first}_email"')}`,
    });
    const before = harvest(folder);
    const { exitCode, stderr } = await tskGen(folder, ["rename", "welcome_email", "greet_user"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      "error: `welcome_email` is named where only people can rename it\n  = note: queue.tusk:14: schedule `welcome_email` runs job `welcome_email`, which is not declared\n",
    );
    expect(harvest(folder)).toEqual(before);
  });

  it("shows what is wrong with queue.tusk first", async () => {
    const folder = await projectWith();
    writeFileSync(join(folder, "queue.tusk"), queueTusk.replace("bullmq", "bulmq"));
    const { exitCode, stderr } = await tskGen(folder, ["rename", "welcome_email", "greet_user"]);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining("TSK2004 unknown-backend")]);
  });
});
