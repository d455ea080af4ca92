// Why: what is written, read, or named relative to a directory must be in it, and a path looks inside in more ways
// than it is: `..a` is a name, and another drive of Windows has no relative way.

import nodePath from "node:path";

/** Whether a path is a directory or in it. Both are absolute; links are not looked at. */
export function isInside(
  directory: string,
  path: string,
  {
    relative,
    isAbsolute,
    sep,
  }: Pick<nodePath.PlatformPath, "relative" | "isAbsolute" | "sep"> = nodePath,
): boolean {
  const way = relative(directory, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
