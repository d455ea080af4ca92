import { expect, it } from "vitest";
import { storeVariables } from "../../src/cli/project/store.js";
import { ioIn } from "./folder.js";

it("means the same directory from wherever the command is called", () => {
  const variables = (cwd: string, option?: string) => storeVariables(ioIn(cwd), "/srv/app", option);
  expect(variables("/srv/app")).toEqual({});
  expect(variables("/srv", "embedded")).toEqual({ QUEUE_STORE: "embedded" });
  expect(variables("/srv/app", "embedded:data")).toEqual({ QUEUE_STORE: "embedded:data" });
  expect(variables("/srv", "embedded:app/data")).toEqual({ QUEUE_STORE: "embedded:data" });
  expect(variables("/srv/app", "embedded:../data")).toEqual({
    QUEUE_STORE: "embedded:../data",
  });
  expect(variables("/", "embedded:/srv/app")).toEqual({ QUEUE_STORE: "embedded:/srv/app" });
});

it("means the same by a directory in the environment, and leaves other variables to the runtime", () => {
  const variables = (store: string) =>
    storeVariables(ioIn("/srv", { QUEUE_STORE: store }), "/srv/app", undefined);
  expect(variables("embedded:app/data")).toEqual({ QUEUE_STORE: "embedded:data" });
  expect(variables("embedded")).toEqual({});
  expect(variables("redis")).toEqual({});
});

it("refuses any other store", () => {
  for (const option of ["redis://h", "embedded:", "Embedded"])
    expect(() => storeVariables(ioIn("/"), "/srv/app", option)).toThrow(
      `\`--store ${option}\` is not possible`,
    );
});
