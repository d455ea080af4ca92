// Why: one value out of another file.

import { wrongCall } from "./arguments.js";
import { at, type ImportOperator } from "./operator.js";

/** `@NAME.tsk.get("a.b")`: a value of NAME.tsk or NAME.tusk. */
export const tskGet: ImportOperator = {
  phase: "import",
  example: '@config.tsk.get("a.b")',
  names: ["**.tsk.get"],
  target(use) {
    const { source, word } = use;
    const [keys, extra] = use.call.args ?? [];
    const help = `write \`${word}("key")\`, with dots between nested keys`;
    if (keys?.kind !== "StringLiteral" || keys.value === "" || extra !== undefined)
      return wrongCall(use, "the keys that lead to a value, as plain text in quotes", help);
    const name = use.call.path
      .slice(0, -2)
      .map((segment) => segment.name)
      .join(".");
    return {
      paths: [`${name}.tsk`, `${name}.tusk`],
      keys: keys.value.split("."),
      at: { path: at(use), keys: { source, span: keys.span } },
    };
  },
};
