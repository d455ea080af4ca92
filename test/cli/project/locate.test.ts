import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { locateProject, showPath } from "../../../src/cli/project/locate.js";
import { folderWith, ioIn } from "../folder.js";

describe("the project", () => {
  it("is the current directory, with queue.tusk in it or in its config", () => {
    const plain = folderWith({ "queue.tusk": "", "config/queue.tusk": "" });
    expect(locateProject(ioIn(plain), undefined)).toEqual({
      root: plain,
      config: join(plain, "queue.tusk"),
      name: "queue.tusk",
    });
    const nested = folderWith({ "config/queue.tusk": "" });
    expect(locateProject(ioIn(nested), undefined)).toEqual({
      root: nested,
      config: join(nested, "config/queue.tusk"),
      name: "config/queue.tusk",
    });
  });

  it("is around the file that --config names, above a directory called config", () => {
    const io = ioIn("/srv/app");
    expect(locateProject(io, "jobs/mail.tusk")).toEqual({
      root: "/srv/app/jobs",
      config: "/srv/app/jobs/mail.tusk",
      name: "mail.tusk",
    });
    expect(locateProject(io, "../other/config/queue.tusk")).toEqual({
      root: "/srv/other",
      config: "/srv/other/config/queue.tusk",
      name: "config/queue.tusk",
    });
  });

  it("is the same by whatever name, and wherever the command is called", () => {
    const folder = folderWith({
      "services/a/config/queue.tusk": "",
      "services/a/package.json": "{}",
    });
    const root = join(folder, "services/a");
    const from = (cwd: string, option?: string) => locateProject(ioIn(join(folder, cwd)), option);
    for (const found of [
      from(".", "services/a/config/queue.tusk"),
      from("services/a"),
      from("services/a/config"),
      from("services/a/config", "queue.tusk"),
    ])
      expect(found).toEqual({
        root,
        config: join(root, "config/queue.tusk"),
        name: "config/queue.tusk",
      });
  });

  it("is a directory called config that is a package or a repository itself", () => {
    for (const top of ["package.json", ".git"]) {
      const folder = folderWith({ "config/queue.tusk": "", [`config/${top}`]: "" });
      const paths = { root: join(folder, "config"), name: "queue.tusk" };
      expect(locateProject(ioIn(folder), "config/queue.tusk")).toMatchObject(paths);
      expect(locateProject(ioIn(join(folder, "config")), undefined)).toMatchObject(paths);
    }
  });

  it("is missing with one clear error", () => {
    const folder = folderWith();
    expect(() => locateProject(ioIn(folder), undefined)).toThrow("there is no queue.tusk here");
  });
});

it("shows paths relative to the current directory as long as that is near", () => {
  const io = ioIn("/srv/app");
  expect(showPath(io, "/srv/app/config/queue.tusk")).toBe("config/queue.tusk");
  expect(showPath(io, "/srv/other/queue.tusk")).toBe("../other/queue.tusk");
  expect(showPath(io, "/tmp/queue.tusk")).toBe("/tmp/queue.tusk");
  expect(showPath(io, "/srv/app")).toBe(".");
});
