import { expect, it } from "vitest";
import { changeOf, marksOf } from "../support/change.js";

const file = (queues: string, job = "a: {}", backend = "bullmq") =>
  `queue:\n  backend: "${backend}"\n  ${backend}:\n    queues: ${queues}\njobs:\n  ${job}\n`;

it("a queue that is gone is one finding, though its jobs moved", () => {
  const [found, ...others] = changeOf(
    file("{ default: 1, mail: 5, low: 1 }", "a: { queue: mail }"),
    file("{ default: 1 }"),
  );
  expect(others).toEqual([]);
  expect(found).toMatchObject({
    message: "no worker serves the queues `mail` and `low` any more",
    notes: ["what is queued there of `a` is stored and never run"],
  });
});

it("weights, order, and new queues break nothing", () => {
  const after = file("{ low: 3, default: 2, mail: 1 }");
  expect(marksOf(file("{ default: 1, mail: 5 }"), after)).toEqual([]);
});

it("the queue that a file without queues has is served until it is left out", () => {
  const before = 'queue:\n  backend: "bullmq"\njobs:\n  a: {}\n';
  expect(marksOf(before, file("[mail]", "a: { queue: mail }"))).toEqual([
    "removed-queue: queues <- ",
  ]);
});

it("another backend has its jobs elsewhere, which is another finding", () => {
  expect(
    marksOf(file("{ default: 1, mail: 5 }"), file("{ default: 1 }", "a: {}", "sidekiq")),
  ).toEqual(["changed-backend: sidekiq <- bullmq"]);
});
