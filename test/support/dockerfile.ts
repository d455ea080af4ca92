// Why: a small reader of Dockerfiles, to see that what was written is what is read.

/** An instruction with its arguments as they stand; a backslash at a line's end joins the next. */
export interface Instruction {
  readonly name: string;
  readonly rest: string;
}

export function readDockerfile(text: string): Instruction[] {
  const lines = text.split("\n").filter((line) => !/^\s*#/.test(line));
  const joined = lines.join("\n").replace(/\\[ \t]*\n/g, "");
  return joined
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const [, name = "", rest = ""] = /^\s*(\S+)\s*(.*)$/s.exec(line) ?? [];
      return { name, rest };
    });
}
