// Why: the list of operators, in the order in which they are tried. A new one is a file and a line here.

import { cache } from "./cache.js";
import { clock } from "./clock.js";
import { code } from "./code.js";
import { crypto } from "./crypto.js";
import { env } from "./env.js";
import { file } from "./file.js";
import { http } from "./http.js";
import { conditional } from "./if.js";
import { importFile } from "./import.js";
import { learn } from "./learn.js";
import { metrics } from "./metrics.js";
import type { Operator } from "./operator.js";
import { optimize } from "./optimize.js";
import { query } from "./query.js";
import { random } from "./random.js";
import { request } from "./request.js";
import { secret } from "./secret.js";
import { shell } from "./shell.js";
import { tskGet } from "./tsk-get.js";
import { tskSet } from "./tsk-set.js";

/** Every operator; the first whose words match is meant. */
export const operators: readonly Operator[] = [
  env,
  secret,
  conditional,
  tskGet,
  tskSet,
  importFile,
  shell,
  query,
  http,
  code,
  file,
  cache,
  metrics,
  learn,
  optimize,
  request,
  crypto,
  clock,
  random,
];
