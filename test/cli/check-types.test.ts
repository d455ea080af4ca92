import { describe, expect, it } from "vitest";
import { openTypeScript } from "../../src/cli/project/typescript.js";
import { fileWith } from "../diagnostics/render/build.js";
import { examples } from "../diagnostics/render/examples.js";
import { folderWith, tskGen } from "./folder.js";

const queueTusk = `\
queue:
  backend: "bullmq"

jobs:
  welcome_email:
    payload:
      user_id: int
      note: string?
      tone: warm | plain = warm
      address:
        city: string
        zip: int
      tags: string[]
      nick: string | null
  data_cleanup: {}
`;

/** What is said of the payloads of a project whose handler of `welcome_email` is this. */
async function check(handler: string, more: Readonly<Record<string, string>> = {}) {
  const folder = folderWith({
    "queue.tusk": queueTusk,
    "handlers/welcome-email.ts": handler,
    "handlers/data-cleanup.ts": "export default async () => {};\n",
    ...more,
  });
  await tskGen(folder, ["generate"]);
  return tskGen(folder, ["check", "--types"]);
}

describe("check --types", () => {
  it.each([
    "export default async () => {};",
    "export default async ({ user_id }: { user_id: number }) => {};",
    "export default async (payload: { user_id: number; note?: string; other?: string }) => {};",
    'export default async (payload: { tone: "warm" | "plain" | "cold" }) => {};',
    "export default async (payload: unknown) => {};",
    "export default async (payload: any) => {};",
    "export default async (...all: unknown[]) => {};",
    "export default async <T>(payload: T) => {};",
    "export default function (payload: string): void;\nexport default function (payload: object): void;\nexport default function () {}",
    "export default async (payload: { user_id: number }) => { const wrong: string = 1; };",
    'import type { WelcomeEmailHandler } from "../generated/jobs/welcome-email.js";\nconst run: WelcomeEmailHandler = async ({ user_id }) => {};\nexport default run;',
    "type Handler<P> = (payload: P) => unknown;\nconst run: Handler<{ user_id: number }> = () => {};\nexport default run;",
    'import { nothing } from "./nowhere.js";\nexport default nothing;',
  ])("accepts a handler that takes what is sent: %s", async (handler) => {
    expect(await check(handler)).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });

  it("shows each field that does not fit, on both sides", async () => {
    const { exitCode, stdout, stderr } = await check(`\
interface Payload {
  user_id: string;
  note: string, // may be missing
  tone: "warm";
  address: { city: boolean };
  tags: number[];
}

export default async (payload: Payload) => {};
`);
    expect([exitCode, stdout]).toEqual([1, ""]);
    const labels = stderr.split("\n").filter((line) => /\| +[-^]+ /.test(line));
    expect(labels.map((line) => line.trim())).toEqual([
      "|   ^^^^^^^^^^^^^^^ expects text",
      "|                --- so the payload has `user_id: number`",
      "|   ^^^^^^^^^^^^ expects text",
      "|             ------- so the payload has `note?: string`",
      '|   ^^^^^^^^^^^^ expects `"warm"`',
      '|             ------------------- so the payload has `tone: "warm" | "plain"`',
      "|              ^^^^^^^^^^^^^ expects true or false",
      "|               ------ so the payload has `address.city: string`",
      "|   ^^^^^^^^^^^^^^ expects `number[]`",
      "|             -------- so the payload has `tags: Array<string>`",
    ]);
  });

  it("knows the name that was meant", async () => {
    const { stderr } = await check("export default async (job: { userId: number }) => {};\n");
    expect(stderr).toBe(
      `error[TSK7002 handler-payload]: handler \`welcomeEmail\` does not accept what queue.tusk sends
 --> handlers/welcome-email.ts:1:30
  |
1 | export default async (job: { userId: number }) => {};
  |                              ^^^^^^^^^^^^^^ expects a number
 ::: queue.tusk:6:5
  |
6 |     payload:
  |     ------- so the payload has no \`userId\`
  |
  = help: did you mean \`user_id\`?

1 error in handlers/welcome-email.ts
`,
    );
  });

  it("shows a payload that is no object of fields as a whole", async () => {
    const { stderr } = await check("export default async (id: number) => {};\n");
    expect(stderr).toContain("  |                           ^^^^^^ expects a number\n");
    expect(stderr).toMatch(
      / {5}------- so the payload is `\{ user_id: number; note\?: .*\.\.\.`\n/,
    );
  });

  it("finds a handler of a job without a payload that wants one", async () => {
    const { stderr } = await check("export default async () => {};\n", {
      "handlers/data-cleanup.ts": "export default async (payload: { days: number }) => {};\n",
    });
    expect(stderr).toContain("handler `dataCleanup` does not accept what queue.tusk sends\n");
    expect(stderr).toContain("it has no `payload`, so the handler gets nothing\n");
  });

  it("points into the file where a type is declared", async () => {
    const { stderr } = await check(
      'import type { Sent } from "../src/sent.js";\nexport default async (payload: Sent) => {};\n',
      { "src/sent.ts": "export interface Sent {\n  user_id: string;\n}\n" },
    );
    expect(stderr).toContain(" --> src/sent.ts:2:3\n");
  });

  it("points to the handler where its type comes from a package", async () => {
    const { stderr } = await check(
      'import type { Handler } from "../types/handler.js";\n' +
        "const run: Handler<{ user_id: string }> = () => {};\nexport default run;\n",
      { "types/handler.d.ts": "export type Handler<P> = (payload: P) => unknown;\n" },
    );
    expect(stderr).toContain(" --> handlers/welcome-email.ts:");
    expect(stderr).toContain("expects text\n");
  });

  it("finds what is no function only to those who know types", async () => {
    const { stderr } = await check("const made = (): object => ({});\nexport default made();\n");
    expect(stderr).toContain("error[TSK7004 not-a-function]");
    expect(stderr).toContain("^^^^^^ it is of the type `object`\n");
  });

  it("says once what shows without types", async () => {
    const { stderr } = await check("class Job {}\nexport default Job;\n");
    expect(stderr.match(/TSK7004/g)).toHaveLength(1);
  });

  it("follows tsconfig.json", async () => {
    const handler = "export default async (payload: { nick: string }) => {};\n";
    const loose = { "tsconfig.json": '{ "compilerOptions": { "strict": false } }\n' };
    expect((await check(handler)).exitCode).toBe(1);
    expect((await check(handler, loose)).exitCode).toBe(0);
  });

  it("ends with 2 when tsconfig.json cannot be read", async () => {
    const { exitCode, stderr } = await check("export default () => {};\n", {
      "tsconfig.json": '{ "extends": "./nowhere.json", ',
    });
    expect([exitCode, stderr]).toEqual([
      2,
      "error: `tsconfig.json` cannot be read\n  = note: '}' expected.\n",
    ]);
  });

  it("ends with 2 when ts-morph is not installed, and says how to", async () => {
    const load = () => Promise.resolve(undefined);
    await expect(openTypeScript("/", "tsk-gen check --types", { load })).rejects.toMatchObject({
      exitCode: 2,
      message: "ts-morph is not installed, and `tsk-gen check --types` reads TypeScript with it",
      help: "`npm install --save-dev ts-morph`",
    });
  });

  it("reads as designed", async () => {
    const config = fileWith("config/queue.tusk", {
      2: 'queue: { backend: "bullmq" }',
      40: "jobs:",
      41: "  WelcomeEmail:",
      42: "    payload:",
      43: "      userId: int",
    });
    const handler = fileWith("handlers/welcome-email.ts", {
      4: "export default async function ({ userId }: { userId: string }) {",
      5: "}",
    });
    const folder = folderWith({ "config/queue.tusk": config.text, [handler.path]: handler.text });
    await tskGen(folder, ["generate"]);
    const { stderr } = await tskGen(folder, ["check", "--types"]);
    const designed = examples.find(({ diagnostic }) => diagnostic.name === "handler-payload");
    // Fields keep their names, so the designed `userId` is written as such.
    const expected = designed?.text
      .replace(":43:16", ":43:15")
      .replace(
        "      user_id: int\n   |                ---",
        "      userId: int\n   |               ---",
      );
    expect(stderr.replace(/\n\n[^\n]*\n$/, "\n")).toBe(expected?.trimStart());
  });
});
