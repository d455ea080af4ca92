// Why: what a handler logs in a test is nobody's business but its own.

import type { Logger } from "../runtime/interfaces.js";

/** Drops every line. */
export const SILENT: Logger = { debug() {}, info() {}, warn() {}, error() {} };
