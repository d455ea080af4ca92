// One bad line costs one error, and nothing but that line, wherever it stands among good ones.

import fc from "fast-check";
import { expect, it } from "vitest";
import { exported, read } from "../support/language.js";
import { cases } from "../support/soup.js";

const GOOD = `$region: "eu"
queue:
  backend: "bullmq"
  queues:
    critical: 10
    default: 5
  bullmq:
    url: @env("REDIS_URL", "redis://localhost")
    options { retries: 3, wait: [1, 2] }

jobs:
  "send mail": 1
  tags:
    - urgent
    - region: $region
      weight: 2
    - "slow, or so"
  last: true

[monitoring]
port: 9090
path = "/metrics" # for the collector
`;

/** Lines that are wrong by themselves, each in another way; \`zz\` is no key of the good file. */
const BAD = [
  'zz: "never closed',
  "zz: 'never closed",
  "zz := 1",
  "zz :: 1",
  "zz == 1",
  "zz yy: 1",
  'zz "text"',
  "zz: [1, 2",
  "zz: { yy: 1",
  "zz: (1 + 2",
  "zz: [1, 2]]",
  "zz: { yy 1 }",
  "zz: [1,, 2]",
  "zz: $nowhere",
  'zz: @shell("ls")',
  "zz: @nothing(1)",
  "zz: time()",
  'zz: "a" "b"',
  "zz: `ls`",
  "= 1",
  ")",
  "}",
  "? zz",
  "@shell('ls')",
];

const lines = GOOD.split("\n");
/** Where a line of the same depth may stand: not among the items of a list. */
const places = lines.flatMap((line, index) => (/^ *- /.test(line) ? [] : [index]));
const good = exported(read(GOOD));

it("the good lines are good", () => {
  expect(read(GOOD).findings).toEqual([]);
});

it.each(BAD)("one bad line, one error: %s", { timeout: cases(30_000) }, (bad) => {
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.constantFrom("", " # why", "\r"), (at, end) => {
      const indent = /^ */.exec(lines[at] ?? "")?.[0] ?? "";
      const text = lines.toSpliced(at, 0, indent + bad + end).join("\n");
      const reading = read(text);
      const errors = reading.diagnostics.filter(({ severity }) => severity === "error");
      expect(
        errors.map(({ primary }) => reading.source.position(primary.span.start).line),
        `${text}\n${reading.findings.join("\n")}`,
      ).toEqual([at + 1]);
      expect(without(exported(reading)), text).toEqual(good);
    }),
    { numRuns: cases(60) },
  );
});

/** A tree without what the bad line may have left in it. */
function without(tree: unknown): unknown {
  return JSON.parse(JSON.stringify(tree, (key, value) => (key === "zz" ? undefined : value)));
}
