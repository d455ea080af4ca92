import { expect, it } from "vitest";
import { lineFingerprints } from "../../../../src/diagnostics/render/sarif/fingerprint.js";
import { SourceFile } from "../../../../src/source/source.js";

function fingerprintsOf(text: string): string[] {
  const ofLine = lineFingerprints(new SourceFile("queue.tusk", text));
  return text.split(/\r?\n/).map((_, index) => ofLine(index + 1));
}

it("gives the values that GitHub computes by itself", () => {
  expect(fingerprintsOf("")).toEqual(["c129715d7a2bc9a3:1"]);
  expect(fingerprintsOf(" a\nb\n  \t\tc\n d")).toEqual([
    "271789c17abda88f:1",
    "54703d4cd895b18:1",
    "180aee12dab6264:1",
    "a23a3dc5e078b07b:1",
  ]);
  const greeting = " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n";
  const expected = [
    "e9496ae3ebfced30:1",
    "fb7c023a8b9ccb3f:1",
    "ce8ba1a563dcdaca:1",
    "e20e36e16fcb0cc8:1",
    "b3edc88f2938467e:1",
    "c8e28b0b4002a3a0:1",
    "c129715d7a2bc9a3:1",
  ];
  expect(fingerprintsOf(greeting)).toEqual(expected);
  expect(fingerprintsOf(greeting.replaceAll("\n", "\r\n"))).toEqual(expected);
});

it("counts lines that begin alike", () => {
  const lines = fingerprintsOf("Lorem ipsum dolor sit amet.\n".repeat(10));
  expect(lines.slice(0, 8)).toEqual([
    "a7f2ff13bc495cf2:1",
    "a7f2ff13bc495cf2:2",
    "a7f2ff13bc495cf2:3",
    "a7f2ff13bc495cf2:4",
    "a7f2ff13bc495cf2:5",
    "a7f2ff13bc495cf2:6",
    "a7f2ff1481e87703:1",
    "a9cf91f7bbf1862b:1",
  ]);
});

it("stays what it was when lines above it come, go, or are indented otherwise", () => {
  const tail = `queue:\n  name: x\n${"rest: 1\n".repeat(20)}`;
  const before = lineFingerprints(new SourceFile("queue.tusk", tail));
  const after = lineFingerprints(new SourceFile("queue.tusk", `# new\n\n\t  ${tail}`));
  expect(after(4)).toBe(before(2));
  expect(after(4)).not.toBe(after(3));
});
