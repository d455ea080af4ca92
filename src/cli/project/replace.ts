// Why: a file of the user is never seen half written, keeps its permissions, and stays where a link says it is.

import { nodeDisk } from "../../emit/write/disk.js";
import { replaceFile } from "../../emit/write/temporary.js";

/** Writes a file that is there anew, in one step; `path` is absolute. Throws what the system throws. */
export function replaceText(path: string, text: string): void {
  replaceFile({ disk: nodeDisk, pid: process.pid }, nodeDisk.realPath(path), text);
}
