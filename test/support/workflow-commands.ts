// Why: what GitHub makes of a log is tested by reading it as GitHub's runner does, not by looking at escapes.

/** A workflow command as the runner takes it. */
export interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** The commands in a log: lines that start with `::`, blanks before it aside. */
export function readCommands(log: string): WorkflowCommand[] {
  return log.split(/\r\n|\r|\n/).flatMap((line) => {
    const match = /^\s*::([^\s:]+)(?: (.*?))?::(.*)$/.exec(line);
    if (match === null) return [];
    const [, name = "", list = "", message = ""] = match;
    const pairs = list.split(",").filter((pair) => pair.includes("="));
    const properties = pairs.map((pair) => {
      const at = pair.indexOf("=");
      return [pair.slice(0, at), decode(pair.slice(at + 1), ["%0D", "%0A", "%3A", "%2C"])];
    });
    return [
      {
        name,
        properties: Object.fromEntries(properties),
        message: decode(message, ["%0D", "%0A"]),
      },
    ];
  });
}

const CHARACTERS: Readonly<Record<string, string>> = {
  "%0D": "\r",
  "%0A": "\n",
  "%3A": ":",
  "%2C": ",",
};

function decode(text: string, codes: readonly string[]): string {
  const decoded = codes.reduce(
    (result, code) => result.replaceAll(code, CHARACTERS[code] ?? ""),
    text,
  );
  return decoded.replaceAll("%25", "%");
}
