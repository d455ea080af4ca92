import { join } from "node:path";
import * as morph from "ts-morph";
import { describe, expect, it } from "vitest";
import { renameInSources } from "../../src/handlers/rename.js";
import { openProject } from "../../src/handlers/ts-morph.js";
import { jobNamesOf } from "../../src/model/names.js";
import { emitProject } from "../../templates/index.js";
import { field, job, payload, seedProject } from "../support/project.js";
import { plant, scratch } from "../support/scratch.js";

function namesOf(key: string) {
  const names = jobNamesOf(key);
  if (names === undefined) throw new Error(`${key} is no name`);
  return names;
}

/** What becomes of these files when the job `welcome_email` is called `greet_user`. */
function rename(files: Readonly<Record<string, string>>) {
  const root = scratch();
  plant(root, files);
  const project = seedProject({
    jobs: [
      job("welcome_email", { payload: payload(field("user_id", { kind: "int" })) }),
      job("data_cleanup"),
    ],
    recurring: [],
    groups: [],
  });
  const generated = emitProject(project, {
    toolVersion: "0",
    handlersImport: "../handlers",
    outDirFromRoot: "generated",
    configFromRoot: "queue.tusk",
  });
  const tsconfig = files["tsconfig.json"] && join(root, "tsconfig.json");
  const { changed, refused } = renameInSources(openProject(morph, tsconfig, { allowJs: true }), {
    files: Object.keys(files)
      .filter((path) => /\.tsx?$|\.js$/.test(path))
      .map((path) => join(root, path)),
    output: join(root, "generated"),
    generated,
    handlers: join(root, "handlers"),
    from: namesOf("welcome_email"),
    to: namesOf("greet_user"),
  });
  const shown = (path: string) => path.slice(root.length + 1);
  return {
    changed: Object.fromEntries(changed.map(({ path, after }) => [shown(path), after])),
    refused: refused.map((one) => ({ ...one, path: shown(one.path) })),
  };
}

/** The same for one file `src/app.ts`. */
function renameIn(text: string): string | undefined {
  const { changed, refused } = rename({ "src/app.ts": text });
  expect(refused).toEqual([]);
  return changed["src/app.ts"];
}

describe("renameInSources", () => {
  it("changes the import and the uses of a class, whatever stands around them", () => {
    expect(
      renameIn(`import { a } from "./a" // keep
import { WelcomeEmailJob /* the first */ } from '../generated/index.js' // keep, too
\timport type {WelcomeEmailPayload, WelcomeEmailInput} from "../generated/index.js";

/** Enqueues WelcomeEmailJob. */
export   const send=(user_id:number)=>WelcomeEmailJob . performAsync({user_id}) // now
const text = "WelcomeEmailJob";
`),
    ).toBe(`import { a } from "./a" // keep
import { GreetUserJob /* the first */ } from '../generated/index.js' // keep, too
\timport type {GreetUserPayload, GreetUserInput} from "../generated/index.js";

/** Enqueues WelcomeEmailJob. */
export   const send=(user_id:number)=>GreetUserJob . performAsync({user_id}) // now
const text = "WelcomeEmailJob";
`);
  });

  it("keeps a name that an import gives, and the keys of objects", () => {
    expect(
      renameIn(`import { WelcomeEmailJob as Welcome } from "../generated/jobs/welcome-email.js";
import { WelcomeEmailJob } from "../generated/index.js";
export const all = { Welcome, WelcomeEmailJob };
`),
    ).toBe(`import { GreetUserJob as Welcome } from "../generated/jobs/greet-user.js";
import { GreetUserJob } from "../generated/index.js";
export const all = { Welcome, WelcomeEmailJob: GreetUserJob };
`);
  });

  it("goes through files that export it again, and namespaces", () => {
    const { changed } = rename({
      "src/jobs.ts": 'export { WelcomeEmailJob } from "../generated/index.js";\n',
      "src/all.ts": 'export * from "./jobs.js";\n',
      "src/app.ts": 'import { WelcomeEmailJob } from "./all.js";\nWelcomeEmailJob.performAsync;\n',
      "src/spaces.ts": 'import * as queue from "../generated/index.js";\nqueue.WelcomeEmailJob;\n',
      "test/app.js": 'import { WelcomeEmailJob } from "../generated/index.js";\nWelcomeEmailJob;\n',
    });
    expect(changed).toEqual({
      "src/jobs.ts": 'export { GreetUserJob } from "../generated/index.js";\n',
      "src/app.ts": 'import { GreetUserJob } from "./all.js";\nGreetUserJob.performAsync;\n',
      "src/spaces.ts": 'import * as queue from "../generated/index.js";\nqueue.GreetUserJob;\n',
      "test/app.js": 'import { GreetUserJob } from "../generated/index.js";\nGreetUserJob;\n',
    });
  });

  it("changes the members of the lists of jobs and handlers", () => {
    expect(
      renameIn(`import { createRuntime, jobs } from "../generated/index.js";
import welcomeEmail from "../handlers/welcome-email.js";
import cleanup from "../handlers/data-cleanup.js";
jobs.welcomeEmail.performAsync({ user_id: 1 });
const { welcomeEmail: first } = jobs;
export const runtime = createRuntime({ welcomeEmail, dataCleanup: cleanup });
`),
    ).toBe(`import { createRuntime, jobs } from "../generated/index.js";
import greetUser from "../handlers/greet-user.js";
import cleanup from "../handlers/data-cleanup.js";
jobs.greetUser.performAsync({ user_id: 1 });
const { greetUser: first } = jobs;
export const runtime = createRuntime({ greetUser, dataCleanup: cleanup });
`);
  });

  it("changes what the handler imports, and its name if it is that of the job", () => {
    const { changed } = rename({
      "handlers/welcome-email.ts": `import type { WelcomeEmailHandler } from "../generated/jobs/welcome-email.js";

// Greets.
const welcomeEmail: WelcomeEmailHandler = async ({ user_id }) => {};
export default welcomeEmail;
`,
      "test/mail.test.ts": `import run from "../handlers/welcome-email.js";
vi.mock('../handlers/welcome-email', () => ({}));
const later = import(\`../handlers/welcome-email.js\`);
`,
    });
    expect(changed).toEqual({
      "handlers/welcome-email.ts": `import type { GreetUserHandler } from "../generated/jobs/greet-user.js";

// Greets.
const greetUser: GreetUserHandler = async ({ user_id }) => {};
export default greetUser;
`,
      "test/mail.test.ts": `import run from "../handlers/greet-user.js";
vi.mock('../handlers/greet-user', () => ({}));
const later = import(\`../handlers/greet-user.js\`);
`,
    });
  });

  it("follows the paths of tsconfig.json", () => {
    const { changed } = rename({
      "tsconfig.json": JSON.stringify({
        compilerOptions: { module: "NodeNext", paths: { "#queue/*": ["./generated/*"] } },
      }),
      "src/app.ts":
        'import { WelcomeEmailJob } from "#queue/jobs/welcome-email.js";\nWelcomeEmailJob;\n',
    });
    expect(changed["src/app.ts"]).toBe(
      'import { GreetUserJob } from "#queue/jobs/greet-user.js";\nGreetUserJob;\n',
    );
  });

  it("leaves alone what is only called the same", () => {
    const { changed } = rename({
      "src/app.ts": "class WelcomeEmailJob {}\nexport const welcomeEmail = WelcomeEmailJob;\n",
      "src/other/welcome-email.ts": "export {};\n",
      "src/other/app.ts": 'import "./welcome-email.js";\n',
    });
    expect(changed).toEqual({});
  });

  it("refuses a file where the new name means something else, with what to paste", () => {
    const { changed, refused } = rename({
      "src/app.ts": `import { WelcomeEmailJob } from "../generated/index.js"; // keep
class GreetUserJob {}
WelcomeEmailJob.performAsync(new GreetUserJob());
`,
    });
    expect(changed).toEqual({});
    expect(refused).toEqual([
      {
        path: "src/app.ts",
        why: "it has a `GreetUserJob` of its own",
        line: 1,
        snippet: 'import { GreetUserJob } from "../generated/index.js"; // keep',
      },
    ]);
  });
});
