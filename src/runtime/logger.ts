// Why: one line of JSON for each thing that happens, on standard output, where the platform collects
// it. Urls are logged without passwords, payloads only at the level debug.

import { pino } from "pino";
import type { Logger } from "./interfaces.js";
import type { LogLevel } from "./settings/config.js";

/** The logger of a worker process. */
export function createLogger(level: LogLevel): Logger {
  return pino({ level, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime });
}
