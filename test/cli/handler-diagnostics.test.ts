import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { plant } from "../support/scratch.js";
import { config, handlers } from "./config.js";
import { folderWith, tskGen } from "./folder.js";

/** What `check` says of the handlers of a generated project that these files were added to. */
async function checked(files: Readonly<Record<string, string>>, removed: readonly string[] = []) {
  const folder = folderWith({ "queue.tusk": config, ...handlers });
  await tskGen(folder, ["generate"]);
  for (const path of removed) rmSync(join(folder, path));
  plant(folder, files);
  return (await tskGen(folder, ["check"])).stderr;
}

const HANDLER = "export default async () => {};\n";

describe("a file in handlers/ of no job", () => {
  it.each([
    ["what handlers share", "handlers/mail.ts", "export const send = () => {};\n"],
    ["an index", "handlers/index.ts", HANDLER],
    ["a test", "handlers/welcome-email.test.ts", HANDLER],
    ["a declaration", "handlers/mail.d.ts", HANDLER],
    ["what lies in a folder", "handlers/mail/send.ts", HANDLER],
    ["a file of another kind", "handlers/mail.json", "{}"],
  ])("is none of our business when it is %s", async (_what, path, text) => {
    expect(await checked({ [path]: text })).toBe("");
  });

  it("is an orphan when it could run one", async () => {
    expect(await checked({ "handlers/send-mail.ts": `// Sends mail.\n${HANDLER}` })).toBe(
      `warning[TSK7003 orphan-handler]: no job is run by the handler \`send-mail.ts\`
 --> handlers/send-mail.ts:1:1
  |
1 | // Sends mail.
  | ^^^^^^^^^^^^^^
  |
  = help: remove it, or move what handlers share into a folder of its own

1 warning in handlers/send-mail.ts
`,
    );
  });

  it("may be that of a renamed job, whose names are alike", async () => {
    const stderr = await checked({ "handlers/welcome-mail.ts": HANDLER }, [
      "handlers/welcome-email.ts",
    ]);
    expect(stderr).toContain(
      "= help: did you mean `welcome-email.ts`? `tsk-gen rename welcome_mail welcome_email` renames it everywhere\n",
    );
  });

  it("may be that of the only job without one", async () => {
    const stderr = await checked({ "handlers/greet-user.ts": HANDLER }, [
      "handlers/welcome-email.ts",
    ]);
    expect(stderr).toContain(
      "= help: if the job was renamed, run `tsk-gen rename greet_user welcome_email`\n",
    );
  });

  it("is spelled as files are", async () => {
    const stderr = await checked({ "handlers/welcomeEmail.ts": HANDLER }, [
      "handlers/welcome-email.ts",
    ]);
    expect(stderr).toContain("= help: call it `welcome-email.ts`\n");
  });

  it("is guessed at no more when several jobs have no handler", async () => {
    const stderr = await checked({ "handlers/greet-user.ts": HANDLER }, [
      "handlers/welcome-email.ts",
      "handlers/data-cleanup.ts",
    ]);
    expect(stderr).toContain("= help: remove it, or move what handlers share");
  });
});

it("a handler that lies too deep is said to", async () => {
  const stderr = await checked({ "handlers/mail/users/welcome-email.ts": HANDLER }, [
    "handlers/welcome-email.ts",
  ]);
  expect(stderr).toContain("error[TSK7001 missing-handler]");
  expect(stderr).toContain(
    "= help: move `handlers/mail/users/welcome-email.ts` there: folders below are not looked into\n",
  );
});

describe("what a handler exports", () => {
  it("is a function, by default", async () => {
    const text = `/** Greets. */\nexport class WelcomeEmail {}\n\nexport default WelcomeEmail;\n`;
    expect(await checked({ "handlers/welcome-email.ts": text })).toBe(
      `error[TSK7004 not-a-function]: the default export of \`handlers/welcome-email.ts\` is no function
 --> handlers/welcome-email.ts:4:16
  |
4 | export default WelcomeEmail;
  |                ^^^^^^^^^^^^ it is a class
  |
  = note: a worker calls it to run the job \`welcome_email\`
  = help: export the function itself by default

1 error in handlers/welcome-email.ts
`,
    );
  });

  it("has a name that could be it, when there is no default", async () => {
    const text = `export const retries = 3;\nexport const welcomeEmail = async () => {};\n`;
    const stderr = await checked({ "handlers/welcome-email.ts": text });
    expect(stderr).toContain(
      `2 | export const welcomeEmail = async () => {};
  |              ^^^^^^^^^^^^ is this the handler?
  |
  = note: a worker calls it to run the job \`welcome_email\`
  = help: add \`export default welcomeEmail;\`
`,
    );
  });

  it("is looked for in the first line of a file without anything", async () => {
    const stderr = await checked({ "handlers/welcome-email.ts": "" });
    expect(stderr).toContain("has no default export\n --> handlers/welcome-email.ts:1:1\n");
    expect(stderr).toContain("= help: begin it with `export default async (payload) => {`\n");
  });

  it("keeps a worker from starting", async () => {
    const folder = folderWith({ "queue.tusk": config, ...handlers });
    await tskGen(folder, ["generate"]);
    plant(folder, { "handlers/data-cleanup.ts": "export default {};\n" });
    const { exitCode, stderr } = await tskGen(folder, ["work"]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("TSK7004 not-a-function");
  });

  it("is not judged in a file that is no text", async () => {
    const folder = folderWith({ "queue.tusk": config, ...handlers });
    await tskGen(folder, ["generate"]);
    renameSync(join(folder, "handlers/data-cleanup.ts"), join(folder, "handlers/data.bin"));
    plant(folder, { "handlers/data-cleanup.ts": "\0" });
    expect(await tskGen(folder, ["check"])).toMatchObject({ exitCode: 0, stderr: "" });
  });
});
