// Why: a page reads the same in the repository, and wherever findings are shown with what they mean.

import type { Example, Page } from "./catalog.js";
import { wrap } from "./wrap.js";

const WIDTH = 100;

/** The page of a diagnostic. */
export function pageMarkdown(page: Page): string {
  const { code, name, severity, fixable } = page;
  const kind = severity === "error" ? "An error" : `A ${severity}`;
  const mended = fixable ? " `tsk-gen check --fix` mends the example." : "";
  return `# ${code} ${name}\n\n${kind}.${mended}\n\n${contentMarkdown(page)}`;
}

/** The page without its head: why it is wrong, and the example. */
export function contentMarkdown({ why, example, session }: Page): string {
  const blocks = [
    ...why.map((paragraph) => wrap(paragraph, WIDTH).join("\n")),
    ...(example
      ? [
          ...exampleOf(example),
          fence("text", example.printed),
          "## Corrected",
          fence("tusk", example.right),
        ]
      : []),
    ...(session === undefined ? [] : ["## Example", fence("console", session)]),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function exampleOf({ before, wrong }: Example): string[] {
  if (before === undefined) return ["## Example", fence("tusk", wrong)];
  return ["## Example", fence("tusk", before), "becomes", fence("tusk", wrong)];
}

function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text.replace(/(?<!\n)\n+$/, "")}\n\`\`\``;
}
