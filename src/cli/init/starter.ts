// Why: the first files of a project are read by somebody who has read nothing else yet.

/** One job on two queues; runs with nothing installed but npm packages. */
export const queueTusk = `\
# How jobs run, and what they are. \`npx tsk-gen generate\` compiles this file into generated/.

queue:
  backend: "bullmq"

  bullmq:
    # Where jobs are kept. The embedded store needs nothing installed; in production set QUEUE_URL to
    # redis://... or rediss://...
    url: "embedded:.tusk/store"

    # How many jobs a process runs at a time, on all queues together.
    concurrency: 10

    # The share of each queue while all of them have work: here 1 in 6 and 5 in 6.
    queues:
      default: 1
      high: 5

  # What every job gets unless it sets its own.
  jobs:
    retry_attempts: 3
    retry_delay: "1m"
    timeout: "5m"

jobs:
  # Run by handlers/welcome-email.ts.
  welcome_email:
    description: "Greets a new user"
    queue: high
    payload:
      user_id: int
      name: string(1..100)?
`;

/** The handler of that job. */
export const handler = {
  path: "handlers/welcome-email.ts",
  text: `\
import type { WelcomeEmailHandler } from "../generated/jobs/welcome-email.js";

/** Greets a new user. A job runs at least once, so a second run must do no harm. */
const welcomeEmail: WelcomeEmailHandler = async ({ user_id, name }, { log }) => {
  log.info({ user_id }, \`welcome, \${name ?? "stranger"}\`);
};

export default welcomeEmail;
`,
} as const;

/** Something to enqueue first. */
export const firstEnqueue = `npx tsk-gen enqueue welcome_email '{"user_id": 1, "name": "Ada"}'`;

/** Checks types with `npx tsc --noEmit` and builds what production runs with `npx tsc`. */
export const tsconfig = {
  compilerOptions: {
    target: "ES2022",
    module: "NodeNext",
    types: ["node"],
    strict: true,
    skipLibCheck: true,
    rootDir: ".",
    outDir: "dist",
  },
  include: ["generated", "handlers", "src"],
};
