import { expect, it } from "vitest";
import { z } from "zod";
import type { Handler, VersionedHandler } from "../../../src/runtime/interfaces.js";

const payload = z.strictObject({ user_id: z.int(), tone: z.string().default("warm") });

type WelcomeEmailHandler = VersionedHandler<typeof payload>;

it("`upcast` answers what a producer passes, so that defaults may be left out", () => {
  const handler: WelcomeEmailHandler = ({ user_id, tone }) => `${user_id} ${tone}`;
  handler.upcast = (old, version) => ({ user_id: Number(old) + version });
  expect(handler.upcast(40, 2)).toEqual({ user_id: 42 });
  // @ts-expect-error: the present payload has no field of this name
  handler.upcast = (old) => ({ id: Number(old) });
  // @ts-expect-error: it is checked as it is, so it cannot be a promise
  handler.upcast = async (old) => ({ user_id: Number(old) });
});

it("is a handler of what it receives", () => {
  const handler: VersionedHandler<typeof payload> = ({ tone }) => tone.length;
  const plain: Handler<z.output<typeof payload>> = handler;
  expect(plain.upcast).toBeUndefined();
});
