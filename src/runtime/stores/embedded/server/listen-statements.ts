// Why: the session hears every channel that any connection asked for, so the server has to know which
// connection asked for which. This is read only from statements that the engine says it has executed
// as LISTEN, UNLISTEN, or DISCARD ALL; text that merely contains the words is never looked at.

/** What a statement does to the channels that its connection hears. */
export type ListenAction =
  | { readonly kind: "listen" | "unlisten"; readonly channel: string }
  | { readonly kind: "unlisten-all" };

const TOKEN = new RegExp(
  [
    /--[^\n]*/, // comment
    /\/\*[\s\S]*?(?:\*\/|$)/, // comment
    /[eE]'[^'\\]*(?:(?:\\[\s\S]|'')[^'\\]*)*'/, // text with escapes
    /'[^']*(?:''[^']*)*'/, // text
    /"[^"]*(?:""[^"]*)*"/, // quoted name
    /\$(?<tag>[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$[\s\S]*?\$\k<tag>\$/, // text in dollars
    /[\w$\u0080-\uffff]+/, // name or keyword
    /[\s\S]/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "g",
);

/** The actions of the statements in `sql`, in order. */
export function listenActions(sql: string): ListenAction[] {
  return statementsOf(sql).flatMap((tokens) => actionOf(tokens) ?? []);
}

/** The tokens of each statement, without comments and blanks. */
function statementsOf(sql: string): string[][] {
  const statements: string[][] = [[]];
  for (const [token] of sql.matchAll(TOKEN)) {
    if (token === ";") statements.push([]);
    else if (!/^(?:--|\/\*|\s)/.test(token)) statements.at(-1)?.push(token);
  }
  return statements;
}

function actionOf([keyword = "", name = "", ...rest]: readonly string[]): ListenAction | undefined {
  if (rest.length > 0) return undefined;
  switch (keyword.toLowerCase()) {
    case "listen":
      return { kind: "listen", channel: channelOf(name) };
    case "unlisten":
      return name === "*"
        ? { kind: "unlisten-all" }
        : { kind: "unlisten", channel: channelOf(name) };
    case "discard":
      return name.toLowerCase() === "all" ? { kind: "unlisten-all" } : undefined;
    default:
      return undefined;
  }
}

/** A name as the engine stores it: folded to lower case unless quoted. */
function channelOf(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase();
}
