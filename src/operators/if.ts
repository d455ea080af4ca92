// Why: `@if(c, a, b)` is the older spelling of `c ? a : b`.

import { wrongCall } from "./arguments.js";
import type { CompileOperator } from "./operator.js";

/** `@if(condition, whenTrue, whenFalse)`. */
export const conditional: CompileOperator = {
  phase: "compile",
  example: "@if(condition, one, other)",
  names: ["if"],
  rewrite: (use) => {
    const [test, whenTrue, whenFalse, extra] = use.call.args ?? [];
    if (!test || !whenTrue || !whenFalse || extra) {
      return wrongCall(use, "a condition and two values", "write `condition ? one : other`");
    }
    return { kind: "Conditional", span: use.call.span, test, whenTrue, whenFalse };
  },
};
