// Why: a page of the documentation as it reads on a terminal, with nothing but text.

import type { Page } from "../../diagnostics/catalog.js";
import type { Retired } from "../../diagnostics/retired.js";
import { byStage } from "../../diagnostics/stages.js";
import { wrap } from "../../diagnostics/wrap.js";

/** The width of paragraphs where the terminal is wider, or there is none. */
const COLUMNS = 80;
const INDENT = "    ";

/** The page of one diagnostic, its paragraphs no wider than `columns`. */
export function pageText(page: Page, columns?: number): string {
  const { code, name, why, example, session } = page;
  const blocks = [
    `${code} ${name} (${kindOf(page)})`,
    ...why.map((text) => paragraph(text, columns)),
    ...(example === undefined
      ? []
      : [
          ...(example.before === undefined ? [] : [indented(example.before), "becomes"]),
          indented(example.wrong),
          indented(example.printed),
          "Corrected:",
          indented(example.right),
        ]),
    ...(session === undefined ? [] : [indented(session)]),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** Every diagnostic on a line, by stage. */
export function listText(pages: readonly Page[]): string {
  const widest = Math.max(...pages.map(({ name }) => name.length));
  const line = (page: Page) => `  ${page.code} ${page.name.padEnd(widest)}  ${kindOf(page)}`;
  const stages = byStage(pages).map(({ title, members }) =>
    [title, ...members.map(line)].join("\n"),
  );
  return `${stages.join("\n\n")}\n`;
}

/** What became of a diagnostic that is no more. */
export function retiredText({ code, name, reason }: Retired, columns?: number): string {
  return `${code} ${name} (no longer in use)\n\n${paragraph(reason, columns)}\n`;
}

function kindOf({ severity, fixable }: Page): string {
  return fixable ? `${severity}, fixable` : severity;
}

function paragraph(text: string, columns = COLUMNS): string {
  return wrap(text, Math.min(columns, COLUMNS)).join("\n");
}

function indented(text: string): string {
  return text.trimEnd().replace(/^(?=.)/gm, INDENT);
}
