// Why: files for the machines that run the worker are generated, so all of it is known at compile time.

import { section, setting, type Type } from "./define.js";
import { choice } from "./types/choice.js";
import { duration } from "./types/duration.js";
import { listOf } from "./types/list.js";
import { integer } from "./types/numbers.js";
import { form } from "./types/text.js";

const appName = form(
  "a name of lower-case letters, digits, `.`, `_`, and `-`",
  /^[a-z0-9][a-z0-9._-]*$/,
);
const userName = form(
  "a user name: lower-case letters, digits, `_`, and `-`",
  /^[a-z_][a-z0-9_-]{0,31}$/,
);
const imageName = form(
  "the name of an image, such as `node:24-alpine`",
  /^[a-z0-9]+([._/:-]+[A-Za-z0-9]+)*(@sha256:[0-9a-f]{64})?$/,
);
/** What systemd takes as it stands: it neither unquotes nor unescapes a path that is a whole value. */
const absolutePath = form(
  "a path that starts with `/`, of characters that can be seen, without backslashes",
  /^\/(?:[^\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\\]*[^\p{C}\p{Z}\\])?$/u,
);
const projectPath = form(
  "a path inside the project",
  /^(?!.*(^|\/)\.\.(\/|$))[^/\\~\p{Cc}\p{Cs}][^\\\p{Cc}\p{Cs}]*$/u,
);

/** What `deploy.targets` names. */
export type TargetName = (typeof TARGETS)[number];

const TARGETS = [
  "systemd",
  "docker",
  "compose",
  "kubernetes",
  "pre_commit",
  "github_actions",
] as const;

const targets = listOf(choice(TARGETS, ["prometheus", "grafana"]), "deployment targets");

/** A setting that generated files are made from. */
function constant<T>(type: Type<T>, doc: string, fallback?: T) {
  return setting(type, doc, {
    constant: true,
    ...(fallback !== undefined && { default: fallback }),
  });
}

/** `deploy`. */
export const deploySection = section("The files that run the worker on a machine.", {
  targets: constant(targets, "What files are generated.", ["systemd", "docker", "compose"]),
  entry: constant(projectPath, "The built worker.", "dist/generated/worker.js"),
  app: constant(appName, "What units, images, and services are called; the package's name."),
  node: constant(integer({ min: 20 }), "The major version of Node in images and in CI.", 24),
  replicas: constant(
    integer({ min: 1, max: 1_000 }),
    "How many workers Compose and Kubernetes start.",
    1,
  ),
  shutdown_timeout: constant(
    duration({ max: 86_400_000 }),
    "How long running jobs may go on once the worker is told to stop.",
    25_000,
  ),
  systemd: section("The unit.", {
    user: constant(userName, "Who runs it.", "deploy"),
    working_directory: constant(
      absolutePath,
      "Where the project is installed.",
      "/var/www/tsk/sdk",
    ),
    environment_file: constant(absolutePath, "Holds variables and secrets; `/etc/APP/worker.env`."),
    restart: constant(
      choice([
        "always",
        "on-failure",
        "on-abnormal",
        "on-abort",
        "on-success",
        "on-watchdog",
        "no",
      ]),
      "When systemd starts it again.",
      "always",
    ),
    restart_sec: constant(duration(), "How long systemd waits before that.", 5_000),
    node_path: constant(absolutePath, "The Node to run it with.", "/usr/bin/node"),
    read_write_paths: constant(
      listOf(absolutePath, "paths"),
      "Where it may write; elsewhere it only reads.",
      [],
    ),
  }),
  docker: section("The image.", {
    base_image: constant(imageName, "What it is built on; `node:NODE-alpine`."),
    image: constant(imageName, "What it is called; `APP-worker`."),
  }),
  compose: section("The services.", {
    redis_image: constant(imageName, "The image of Redis.", "redis:7-alpine"),
    postgres_image: constant(imageName, "The image of PostgreSQL.", "postgres:17-alpine"),
  }),
});
