// Why: what deployment files are made from; names that they share follow from one another unless the file
// sets them.

import { bug } from "../diagnostics/bug.js";
import type { Model } from "../model/model.js";
import type { Bound, Located, Members } from "../schema/define.js";
import { deploySection } from "../schema/deploy.js";
import type { Deploy } from "./ir.js";

/** What deployment files are called after. */
export interface AppNames {
  /** The name in the project's package.json, if it has one. */
  readonly packageName?: string | undefined;
}

/** What a project without a name is called. */
const NAMELESS = "app";

/** Fills in what the file leaves out of `deploy`. */
export function lowerDeploy(bound: Model["deploy"], { packageName = "" }: AppNames): Deploy {
  const { members } = deploySection;
  const own = settledOf(members, bound);
  const systemd = settledOf(members.systemd.members, bound.systemd.settings);
  const docker = settledOf(members.docker.members, bound.docker.settings);
  const compose = settledOf(members.compose.members, bound.compose.settings);
  const app = own("app", nameFrom(packageName));
  const node = own("node");
  return {
    targets: own("targets"),
    entry: own("entry"),
    app,
    node,
    replicas: own("replicas"),
    shutdown_timeout: own("shutdown_timeout"),
    systemd: {
      user: systemd("user"),
      working_directory: systemd("working_directory"),
      environment_file: systemd("environment_file", `/etc/${app}/worker.env`),
      restart: systemd("restart"),
      restart_sec: systemd("restart_sec"),
      node_path: systemd("node_path"),
      read_write_paths: systemd("read_write_paths"),
    },
    docker: {
      base_image: docker("base_image", `node:${node}-alpine`),
      image: docker("image", `${app}-worker`),
    },
    compose: {
      redis_image: compose("redis_image"),
      postgres_image: compose("postgres_image"),
    },
  };
}

/** The keys of M that are settings, with their types. */
type Values<M> = {
  readonly [K in keyof Bound<M>]: Bound<M>[K] extends Located<infer T> | undefined ? T : never;
};

/** A reader of settings: as the file says, else `fallback`, else the schema's default. */
function settledOf<M extends Members>(members: M, bound: Bound<M>) {
  return <K extends keyof Bound<M> & string>(key: K, fallback?: Values<M>[K]): Values<M>[K] => {
    const located = bound[key] as Located<Values<M>[K]> | undefined;
    const member = members[key];
    const declared = member?.kind === "setting" ? member.default : undefined;
    return located?.value ?? fallback ?? (declared as Values<M>[K]) ?? bug(`no ${key} in deploy`);
  };
}

/** The name of a package without its scope, in the letters of units and images. */
function nameFrom(packageName: string): string {
  const name = packageName.toLowerCase().replace(/^@[^/]*\//, "");
  return name.replace(/[^a-z0-9._-]+/g, "-").replace(/^[^a-z0-9]+/, "") || NAMELESS;
}
