import { describe, expect, it } from "vitest";
import { changeOf, marksOf } from "../support/change.js";

const file = (backend: string, ...settings: readonly string[]) =>
  `queue:\n  backend: "${backend}"\n  ${backend}:\n    concurrency: 4\n${settings
    .map((line) => `    ${line}\n`)
    .join("")}jobs:\n  a: {}\n`;

const bullmq = (...settings: readonly string[]) => file("bullmq", ...settings);
const url = (text: string) => bullmq(`url: "${text}"`);

describe("the place of queued jobs", () => {
  it.each([
    ["redis://localhost", "redis://127.0.0.1:6379/0"],
    ["redis://cache/2", "rediss://user:secret@cache:6379/2"],
    ["embedded:.tusk/store", "embedded:./.tusk/store/"],
  ])("is the same by %s and %s", (before, after) => {
    expect(marksOf(url(before), url(after))).toEqual([]);
  });

  it.each([
    ["redis://cache/2", "redis://cache/3"],
    ["redis://cache", "redis://other"],
    ["redis://cache:6379", "redis://cache:6380"],
    ["redis://cache", "embedded:.tusk/store"],
  ])("is another by %s and %s", (before, after) => {
    expect(marksOf(url(before), url(after))).toEqual([`changed-database: ${after} <- ${before}`]);
  });

  it("shows no line with a password", () => {
    const [found] = changeOf(url("redis://me:secret@cache/1"), url("redis://me:secret@cache/2"));
    const text = [found?.primary, ...(found?.related ?? [])].map((label) => {
      const { line } = label?.source.position(label.span.start) ?? { line: 0 };
      return `${label?.source.line(line)} ${label?.text}`;
    });
    expect(text).toEqual(["  bullmq: is `cache:6379/2`", "  bullmq: was `cache:6379/1`"]);
  });

  it("is the same under another prefix where none is used", () => {
    for (const url of ['url: "postgres://db/app"', 'url: "embedded:.tusk"'])
      expect(marksOf(bullmq(url), bullmq(url, 'prefix: "shop"'))).toEqual([]);
  });

  it("is another under another prefix, set or not", () => {
    expect(marksOf(bullmq(), bullmq('prefix: "shop"'))).toEqual(["changed-prefix: shop <- bullmq"]);
    expect(marksOf(bullmq(), bullmq('prefix: "bull"'))).toEqual([]);
  });

  it("goes with the backend, unless both have it in common", () => {
    expect(marksOf(file("sidekiq"), bullmq())).toEqual(["changed-backend: bullmq <- sidekiq"]);
    expect(marksOf(file("sidekiq"), url("redis://localhost:6379/3"))).toEqual([]);
  });

  it("is passed over where only the environment knows it", () => {
    expect(marksOf(url("redis://cache"), bullmq('url: @env("STORE_URL")'))).toEqual([]);
    const which = 'queue:\n  backend: @env("WHICH", "sidekiq")\njobs:\n  a: {}\n';
    expect(marksOf(which, bullmq())).toEqual([expect.stringMatching(/^changed-backend: bullmq/)]);
  });
});
