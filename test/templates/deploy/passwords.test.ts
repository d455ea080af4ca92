// Why: deployment files are committed and shared, so what is a warning in queue.tusk must not be copied into them.

import { expect, it } from "vitest";
import { emitProject } from "../../../templates/index.js";
import { compileText } from "../../support/compile.js";

const TARGETS = "systemd, docker, compose, kubernetes, pre_commit, github_actions";

it.each([
  ["bullmq", 'url: "redis://app:hunter2@cache.internal:6379/2"'],
  ["bullmq", 'url: @env("CACHE", "redis://app:hunter2@cache.internal:6379/2")'],
  ["sidekiq", 'redis_url: "redis://:hunter2@cache.internal"'],
  ["delayed_job", 'database_url: "postgres://app:hunter2@db.internal/app"'],
])("no deployment file holds the password of %s with %s", (backend, url) => {
  const { project } = compileText(`
queue:
  backend: "${backend}"
  ${backend}:
    ${url}
deploy:
  targets: [${TARGETS}]
jobs:
  a: { payload: { x: int } }
`);
  if (project === undefined) throw new Error("does not compile");
  const files = emitProject(project, {
    toolVersion: "0.0.0",
    handlersImport: "../handlers",
    outDirFromRoot: "generated",
    configFromRoot: "queue.tusk",
  });
  const deployed = files.filter(({ path }) => !path.endsWith(".ts"));
  expect(deployed.length).toBeGreaterThan(5);
  for (const { path, contents } of deployed)
    expect([path, contents]).toEqual([path, expect.not.stringContaining("hunter2")]);
});
