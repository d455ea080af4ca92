// Why: a compiler that calls other machines gives other output when they do, and none when they are down.

import { family } from "./names.js";
import { readFromEnvironment, refused } from "./operator.js";

/** `@http`, `@fetch`, `@graphql`, and their like. */
export const http = refused({
  names: family("http", "https", "fetch", "graphql", "api", "rest", "websocket", "grpc"),
  example: '@http("GET", "...")',
  would: "would call another machine on every `tsk-gen check`",
  instead: readFromEnvironment,
});
