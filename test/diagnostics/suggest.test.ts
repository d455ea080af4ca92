import { describe, expect, it } from "vitest";
import { didYouMean, joinWords, suggest, suggestFiles } from "../../src/diagnostics/suggest.js";

const backends = ["bullmq", "sidekiq", "delayed_job", "resque"];

describe("suggest", () => {
  it("finds a name with a missing, a wrong, an extra, or a swapped letter", () => {
    for (const written of ["sidekik", "sidkiq", "sidekiqq", "sideikq"])
      expect(suggest(written, backends)).toEqual(["sidekiq"]);
  });

  it("treats a different case as the nearest there is", () => {
    expect(suggest("Queues", ["queue", "queues"])).toEqual(["queues", "queue"]);
  });

  it("offers nothing that is further than 0.4 x length + 1", () => {
    expect(suggest("rabbitmq", backends)).toEqual([]);
    expect(suggest("kafka", backends)).toEqual([]);
    expect(suggest("ab", ["xy"])).toEqual([]);
    expect(suggest("ab", ["ay"])).toEqual(["ay"]);
  });

  it("offers nothing of which more than half is other letters", () => {
    expect(suggest("a", ["x"])).toEqual([]);
    expect(suggest("int", ["env", "if"])).toEqual([]);
    expect(suggest("theme", ["name"])).toEqual([]);
    expect(suggest("a", ["ab"])).toEqual(["ab"]);
  });

  it("offers at most three, nearest first, each once, and never the name itself", () => {
    expect(suggest("high", ["hihg", "high", "hi", "nigh", "thigh", "nigh"])).toEqual([
      "hihg",
      "nigh",
      "thigh",
    ]);
  });

  it("compares no names of great length", () => {
    expect(suggest("a".repeat(101), ["a".repeat(100)])).toEqual([]);
    expect(suggest("a".repeat(100), ["a".repeat(99)])).toEqual(["a".repeat(99)]);
  });
});

describe("suggestFiles", () => {
  it("compares names without their common ending", () => {
    expect(suggestFiles("shared.tusk", ["e.tusk", "base.tusk"])).toEqual([]);
    expect(suggestFiles("shard.tusk", ["e.tusk", "shared.tusk"])).toEqual(["shared.tusk"]);
    expect(suggestFiles("shared.tsk", ["shared.tusk"])).toEqual(["shared.tusk"]);
    expect(suggestFiles("shared", ["shared.tusk"])).toEqual(["shared.tusk"]);
  });

  it("compares nothing of the folders that paths share", () => {
    expect(suggestFiles("parts/of/jobs.tusk", ["parts/of/mail.tusk"])).toEqual([]);
    expect(suggestFiles("./parts/job.tusk", ["parts/jobs.tusk"])).toEqual(["parts/jobs.tusk"]);
    expect(suggestFiles("part/jobs.tusk", ["parts/jobs.tusk", "old/jobs.tusk"])).toEqual([
      "parts/jobs.tusk",
    ]);
  });
});

describe("didYouMean", () => {
  it("asks when a name is close", () => {
    expect(didYouMean("sidekik", backends)).toBe("did you mean `sidekiq`?");
    expect(didYouMean("lov", ["low", "lot"])).toBe("did you mean `low` or `lot`?");
  });

  it("lists the choices when none is close and they are few", () => {
    expect(didYouMean("kafka", backends)).toBe(
      "use `bullmq`, `sidekiq`, `delayed_job`, or `resque`",
    );
  });

  it("says nothing when there are too many choices, or none", () => {
    const many = Array.from({ length: 9 }, (_, index) => `setting_number_${index}`);
    expect(didYouMean("zzz", many)).toBeUndefined();
    expect(didYouMean("zzz", [])).toBeUndefined();
  });
});

it("joins words with an Oxford comma", () => {
  expect(joinWords([], "and")).toBe("");
  expect(joinWords(["a"], "and")).toBe("a");
  expect(joinWords(["a", "b"], "or")).toBe("a or b");
  expect(joinWords(["a", "b", "c"], "and")).toBe("a, b, and c");
});
