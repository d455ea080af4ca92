// Why: what `tsk-gen/testing` offers to tests of programs that enqueue jobs.

export {
  type HandledProject as TestProject,
  MissingHandlerError,
} from "../runtime/jobs/execute.js";
export { type DrainReport, type FakeQueues, fake, type TestJob } from "./fake.js";
export { type InlineQueues, inline } from "./inline.js";
