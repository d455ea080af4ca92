import { expect, test } from "vitest";
import { parseRedisUrl, redisUrlProblem } from "../../../src/runtime/stores/redis-url.js";

test("reads host, port, database, and credentials", () => {
  expect(parseRedisUrl("redis://us%40er:p%2Fw@h:1/3")).toEqual({
    host: "h",
    port: 1,
    db: 3,
    username: "us@er",
    password: "p/w",
    tls: false,
  });
  expect(parseRedisUrl("rediss://:secret@[::1]")).toEqual({
    host: "::1",
    port: 6379,
    db: 0,
    password: "secret",
    tls: true,
  });
});

test.each([
  ["redis://h/eins", "accepted: a whole number as the database, such as redis://host:6379/3"],
  ["redis:///3", "accepted: a url that names a host, such as redis://localhost:6379/0"],
  ["redis://h:99999", "accepted: redis://user:password@host:port/database"],
  ["redis://h/1?family=6", "its ?family=6 is not understood; accepted: a url without parameters"],
])("says what is wrong with %s", (url, problem) => {
  expect(redisUrlProblem(url)).toBe(problem);
});
