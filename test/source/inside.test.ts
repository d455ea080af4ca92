import { posix, win32 } from "node:path";
import { expect, it } from "vitest";
import { isInside } from "../../src/source/inside.js";

it.each([
  ["/a", "/a", true],
  ["/a", "/a/b/c", true],
  ["/a", "/a/..b", true],
  ["/", "/a", true],
  ["/a", "/", false],
  ["/a", "/ab", false],
  ["/a", "/b/a", false],
])("from %s, %s is inside: %s", (directory, path, inside) => {
  expect(isInside(directory, path, posix)).toBe(inside);
});

it("takes no other drive of Windows for inside", () => {
  expect(isInside("C:\\a", "C:\\a\\b", win32)).toBe(true);
  expect(isInside("C:\\a", "D:\\a\\b", win32)).toBe(false);
});
