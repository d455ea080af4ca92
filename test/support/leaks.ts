// Why: a file of tests that leaves a timer, a connection, or a process behind has found a defect.

import { afterAll, beforeAll, expect } from "vitest";

/** What keeps a process alive and is nobody's but the tests'. */
const WATCHED = ["Timeout", "TCPSocketWrap", "TCPServerWrap", "ProcessWrap", "PipeWrap"];

/** How long things may take to go away, in milliseconds. */
const PATIENCE = 3000;

/** Fails the file when more is alive after its tests than before. Call it before other hooks. */
export function expectNothingLeft(): void {
  let before: Record<string, number> = {};
  beforeAll(() => {
    before = count();
  });
  afterAll(async () => {
    const deadline = Date.now() + PATIENCE;
    while (surplus(before).length > 0 && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(surplus(before)).toEqual([]);
  });
}

function count(): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

function surplus(before: Record<string, number>): string[] {
  const now = count();
  return WATCHED.filter((kind) => (now[kind] ?? 0) > (before[kind] ?? 0));
}
