import { describe, expect, it } from "vitest";
import { SourceFile } from "../../src/source/source.js";

describe("a position", () => {
  it("counts lines and columns from 1", () => {
    const source = new SourceFile("queue.tusk", "ab\r\ncd\n");
    expect(source.position(0)).toEqual({ line: 1, column: 1 });
    expect(source.position(5)).toEqual({ line: 2, column: 2 });
    expect(source.position(7)).toEqual({ line: 3, column: 1 });
    expect(source.line(1)).toBe("ab");
  });

  it("does not count a byte order mark, as editors do not", () => {
    const source = new SourceFile("queue.tusk", "\ufeffab\ncd");
    expect(source.position(0)).toEqual({ line: 1, column: 1 });
    expect(source.position(2)).toEqual({ line: 1, column: 2 });
    expect(source.position(4)).toEqual({ line: 2, column: 1 });
    expect(source.line(1)).toBe("ab");
  });
});
