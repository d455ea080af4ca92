// What holds for every file, be it text or not: it is read as a command reads it, and checked, formatted, shown,
// and mended without an exception.

import fc, { type Arbitrary } from "fast-check";
import { describe, it } from "vitest";
import { Failure } from "../../src/cli/exit.js";
import { readInput } from "../../src/cli/project/read.js";
import { compile } from "../../src/compile.js";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { applySafeFixes } from "../../src/diagnostics/fix.js";
import { renderPretty } from "../../src/diagnostics/render/pretty.js";
import { collect } from "../../src/diagnostics/sink.js";
import { format } from "../../src/format/format.js";
import type { SourceFile } from "../../src/source/source.js";
import { ioIn } from "../cli/folder.js";
import { cases, soup } from "../support/soup.js";

/** A text with up to three of its bytes replaced. */
const damagedBytes: Arbitrary<Uint8Array> = fc
  .tuple(soup, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 }))
  .map(([text, slips]) => {
    const bytes = Buffer.from(text);
    for (const [at, byte] of slips) if (bytes.length > 0) bytes[at % bytes.length] = byte;
    return bytes;
  });

async function readBytes(bytes: Uint8Array) {
  async function* stdin() {
    yield bytes;
  }
  try {
    return await readInput({ ...ioIn("/"), stdin: stdin() }, "any.tusk");
  } catch (error) {
    // A file that is no text at all ends the command with a message.
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/** Does with a file what the commands do. */
function answer(source: SourceFile): void {
  const { diagnostics } = compile(source);
  const unformatted = format(source).diagnostics ?? [];
  expectPlaces([...diagnostics, ...unformatted]);
  renderPretty(collect(diagnostics));
  applySafeFixes(source, diagnostics);
}

function expectPlaces(diagnostics: readonly Diagnostic[]): void {
  for (const { code, primary, related, fix } of diagnostics)
    for (const { source, span } of [primary, ...related, ...(fix?.edits ?? [])])
      if (span.start < 0 || span.start > span.end || span.end > source.text.length)
        throw new Error(`${code} is at ${span.start} to ${span.end} of ${source.text.length}`);
}

async function holds(arbitrary: Arbitrary<Uint8Array>, count: number): Promise<void> {
  let texts = 0;
  await fc.assert(
    fc.asyncProperty(arbitrary, async (bytes) => {
      const read = await readBytes(bytes);
      if (read?.kind === "text") {
        texts++;
        answer(read.source);
      } else if (read !== undefined) expectPlaces([read.diagnostic]);
    }),
    { numRuns: cases(count) },
  );
  if (texts < cases(count) / 20) throw new Error(`only ${texts} of ${cases(count)} were text`);
}

describe("any file gets an answer:", { timeout: cases(60_000) }, () => {
  it("bytes", () => holds(fc.uint8Array({ maxLength: 40 }), 2_000));

  it("text with slips in its bytes", () => holds(damagedBytes, 8_000));
});
