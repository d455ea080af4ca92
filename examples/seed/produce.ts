// Why: a program that puts work on the queues. It shares nothing with the worker but the store.
//
//   npx tsx examples/seed/produce.ts [jobs a queue]

import { jobs, queues, schedules } from "../../generated/index.js";

const perQueue = Number(process.argv[2] ?? 100);
const numbers = Array.from({ length: perQueue }, (_, index) => index + 1);

// Payloads are checked here, before anything is stored; each slice is one round trip.
const batches = await Promise.all([
  queues.batchEnqueue(
    jobs.passwordReset,
    numbers.map((user_id) => ({ user_id, token: `token-of-${user_id}` })),
  ),
  queues.batchEnqueue(
    jobs.welcomeEmail,
    numbers.map((user_id) => ({ user_id })),
  ),
  queues.batchEnqueue(
    jobs.postIndexing,
    numbers.map((post_id) => ({ post_id })),
  ),
  queues.batchEnqueue(
    jobs.userStatistics,
    numbers.map((user_id) => ({ user_id })),
  ),
]);

// A group of the file: each of its jobs after its own delay.
await schedules.postTasks({ post_id: 1 });

await queues.close();

let failed = 0;
for (const { errors } of batches)
  for (const { index, error } of errors) {
    process.stderr.write(`item ${index}: ${error.message}\n`);
    failed += 1;
  }
process.exitCode = failed > 0 ? 1 : 0;
