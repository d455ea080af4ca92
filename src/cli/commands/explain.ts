// Why: a message has room for what is wrong here; the page behind its code has room for why, and an example.

import { loadCatalog, type Page } from "../../diagnostics/catalog.js";
import { type Retired, retired } from "../../diagnostics/retired.js";
import { askFor, didYouMean, suggest } from "../../diagnostics/suggest.js";
import { defineCommand } from "../command.js";
import { EXIT, Failure } from "../exit.js";
import { listText, pageText, retiredText } from "../explain/page.js";
import { outputOption, printJson, wantsJson } from "../findings.js";

export const explain = defineCommand({
  positionals: {
    code: {
      type: "string",
      describe: "The code or name of a diagnostic; without it, all are listed",
    },
  },
  options: { format: outputOption },
  examples: [
    ["tsk-gen explain TSK5001", "why it is wrong, an example, and the same without the mistake"],
    ["tsk-gen explain unknown-queue", "the same by its name"],
  ],
  async run({ code, format }, io) {
    const asJson = wantsJson(format);
    const pages = await loadCatalog();
    const entry = code === undefined ? pages : find(code, pages);
    if (asJson) printJson(entry, io);
    else io.stdout.write(textOf(entry, io.stdout.columns));
    return EXIT.ok;
  },
});

function find(code: string, pages: readonly Page[]): Page | Retired {
  const entries = [...pages, ...retired];
  const written = code.toLowerCase().replace(/^(?=\d+$)/, "tsk");
  const found = entries.find((entry) =>
    namesOf(entry).some((name) => name.toLowerCase() === written),
  );
  if (found !== undefined) return found;
  throw new Failure(`there is no diagnostic called \`${code}\``, {
    help: meant(code, entries) ?? "`tsk-gen explain` lists them",
  });
}

/** Codes have their letters in common, which makes no two of them alike. */
function meant(code: string, entries: readonly (Page | Retired)[]): string | undefined {
  const digits = /^(?:tsk)?(\d+)$/i.exec(code)?.[1];
  if (digits === undefined) return didYouMean(code, entries.flatMap(namesOf));
  const close = suggest(
    digits,
    entries.map((entry) => entry.code.slice("TSK".length)),
  );
  return askFor(close.map((found) => `TSK${found}`));
}

function namesOf({ code, name }: Page | Retired): string[] {
  return [code, name];
}

function textOf(entry: readonly Page[] | Page | Retired, columns: number | undefined): string {
  if ("severity" in entry) return pageText(entry, columns);
  return "reason" in entry ? retiredText(entry, columns) : listText(entry);
}
