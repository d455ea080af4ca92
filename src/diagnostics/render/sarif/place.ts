// Why: SARIF names places by its own rules: URIs under a base that the reader knows, and regions that do not
// count a byte order mark.

import { BYTE_ORDER_MARK, type SourceFile, type Span } from "../../../source/source.js";

/** What relative URIs count from, as the document calls it. */
export const BASE = "SRCROOT";

/** A file by its path: relative to the base, or absolute where it lies outside of it. */
export function artifactLocation(path: string) {
  const [drive] = /^[A-Za-z]:(?=[\\/])/.exec(path) ?? [];
  if (drive !== undefined)
    return { uri: `file:///${drive}${encode(path.slice(2).replaceAll("\\", "/"))}` };
  if (path.startsWith("/")) return { uri: `file://${encode(path)}` };
  return { uri: encode(path), uriBaseId: BASE };
}

/** Lines and columns count from 1, the end is the first character behind the region. */
export function region(source: SourceFile, { start, end }: Span) {
  const first = source.position(start);
  const last = source.position(end);
  const mark = source.text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
  const charOffset = Math.max(start - mark, 0);
  return {
    startLine: first.line,
    startColumn: first.column,
    endLine: last.line,
    endColumn: last.column,
    charOffset,
    charLength: Math.max(end - mark, 0) - charOffset,
  };
}

function encode(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
