// Why: a small valid queue.tusk for tests of commands.

export const config = `\
queue:
  backend: "bullmq"

  bullmq:
    url: "redis://localhost:6379"
    queues:
      default: 1
      high: 5

jobs:
  welcome_email:
    queue: high
    payload:
      user_id: int
      note: string = "hi"
  data_cleanup: {}
`;

/** Handlers for its jobs. */
export const handlers = {
  "handlers/welcome-email.ts": "export default async () => {};\n",
  "handlers/data-cleanup.ts": "export default async () => {};\n",
};
