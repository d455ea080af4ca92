import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type Format, isOfFormat } from "../../src/model/payload/formats.js";

/** The generated code's own checks. */
const SCHEMAS = {
  datetime: z.iso.datetime({ offset: true }),
  date: z.iso.date(),
  uuid: z.uuid(),
  email: z.email(),
  url: z.url(),
} satisfies Record<Format, z.ZodType>;

const SAMPLES: Record<Format, readonly string[]> = {
  datetime: [
    "2025-01-15T10:00:00Z",
    "2025-01-15T10:00:00.123+02:00",
    "2024-02-29T23:59:59Z",
    "2025-02-29T00:00:00Z",
    "2025-01-15T10:00:00",
    "2025-01-15T10:00Z",
    "2025-01-15 10:00:00Z",
    "2025-01-15T24:00:00Z",
    "2025-01-15T10:00:00z",
    "2025-01-15",
  ],
  date: [
    "2025-01-15",
    "2024-02-29",
    "2023-02-29",
    "2025-13-01",
    "2025-00-10",
    "2025-1-5",
    "0000-01-01",
    "",
  ],
  uuid: [
    "f81d4fae-7dec-41d0-a765-00a0c91e6bf6",
    "F81D4FAE-7DEC-41D0-A765-00A0C91E6BF6",
    "00000000-0000-0000-0000-000000000000",
    "f81d4fae-7dec-01d0-a765-00a0c91e6bf6",
    "f81d4fae-7dec-41d0-c765-00a0c91e6bf6",
    "f81d4fae7dec41d0a76500a0c91e6bf6",
  ],
  email: [
    "a@b.example",
    "first.last+tag@sub.example.org",
    "o'neil@b.example",
    "a'@b.example",
    ".a@b.example",
    "a..b@c.example",
    "a@b",
    "a@-b.example",
    "a b@c.example",
    "@b.example",
    "a@b@c.example",
  ],
  url: ["https://example.org/x?y#z", "mailto:a@b.example", "example.org", "http://", ""],
};

describe("a text of a format", () => {
  for (const format of Object.keys(SAMPLES) as Format[]) {
    it.each(SAMPLES[format])(`is a ${format} where the generated code takes it: %s`, (text) => {
      expect(isOfFormat(text, format)).toBe(SCHEMAS[format].safeParse(text).success);
    });
  }
});
