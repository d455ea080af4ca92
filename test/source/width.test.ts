import stringWidth from "string-width";
import { expect, it } from "vitest";
import { displayWidth } from "../../src/source/width.js";

it("gives texts the columns that terminals do, as the usual library does", () => {
  const texts = [
    "",
    "plain",
    "äöü",
    "e\u0301",
    "日本語",
    "ｆｕｌｌ",
    "한국어",
    "👩‍👩‍👧",
    "🇩🇪",
    "👍🏽",
    "✔\ufe0f",
    "a\u200bb",
    "\u0007",
    "naïve 日本 👍 x",
    "…–—",
  ];
  for (const text of texts) expect([text, displayWidth(text)]).toEqual([text, stringWidth(text)]);
});
