// Why: what is encrypted here would need its key here, beside the file.

import { family } from "./names.js";
import { refused, variableFor } from "./operator.js";

/** `@encrypt`, `@jwt`, and their like. */
export const crypto = refused({
  names: family("encrypt", "decrypt", "jwt", "hash", "sign", "certificate", "hmac", "bcrypt"),
  example: '@encrypt("...")',
  would: "would need a key on every machine that compiles the file",
  instead: (use) =>
    `use \`@secret("${variableFor(use)}")\`, which is read when the worker starts and never shown`,
});
