import { describe, expect, it } from "vitest";
import { Turns } from "../../../../src/runtime/stores/embedded/server/turns.js";

const [ann, bob, cyd] = [{ name: "ann" }, { name: "bob" }, { name: "cyd" }];

describe("turns", () => {
  it("run one after another, first come, first served", async () => {
    const turns = new Turns();
    const events: string[] = [];
    const work = (name: string) => async () => {
      events.push(`${name} starts`);
      await new Promise((resolve) => setImmediate(resolve));
      events.push(`${name} ends`);
      return false;
    };
    await Promise.all([turns.run(ann, work("ann")), turns.run(bob, work("bob"))]);
    expect(events).toEqual(["ann starts", "ann ends", "bob starts", "bob ends"]);
  });

  it("let a party that keeps the engine go on before all others", async () => {
    const turns = new Turns();
    const order: string[] = [];
    const work = (name: string, keeps: boolean) => async () => {
      order.push(name);
      return keeps;
    };
    await turns.run(ann, work("ann begins", true));
    const others = [turns.run(bob, work("bob", false)), turns.run(cyd, work("cyd", false))];
    await turns.run(ann, work("ann works", true));
    expect(turns.keeper).toBe(ann);
    await turns.run(ann, work("ann commits", false));
    await Promise.all(others);
    expect(order).toEqual(["ann begins", "ann works", "ann commits", "bob", "cyd"]);
    expect(turns.keeper).toBeUndefined();
  });

  it("do not run what was withdrawn before its turn", async () => {
    const turns = new Turns();
    const running = turns.run(ann, async () => {
      throw new Error("ran all the same");
    });
    expect(turns.withdraw(ann)).toBe(true);
    expect(await running).toBe(false);
    expect(turns.withdraw(ann)).toBe(false);
  });

  it("go on after one that failed", async () => {
    const turns = new Turns();
    const failing = turns.run(ann, async () => {
      throw new Error("no");
    });
    const next = turns.run(bob, async () => false);
    await expect(failing).rejects.toThrow("no");
    expect(await next).toBe(true);
  });
});
