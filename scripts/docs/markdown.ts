// Why: the way to the pages, as people find them in the repository.

import type { Page } from "../../src/diagnostics/catalog.js";
import { type Retired, retired } from "../../src/diagnostics/retired.js";
import { byStage } from "../../src/diagnostics/stages.js";

/** The list of all pages. */
export function indexMarkdown(pages: readonly Page[]): string {
  const blocks = [
    "# Diagnostics",
    ...INTRODUCTION,
    ...byStage(pages).flatMap(({ title, members }) => [`## ${title}`, table(members)]),
    ...(retired.length === 0
      ? []
      : ["## Retired", ...RETIRED, retired.map(retiredLine).join("\n")]),
  ];
  return `${blocks.join("\n\n")}\n`;
}

const INTRODUCTION = [
  "What tsk-gen can find in your files, by the stage at which it is found. `tsk-gen explain CODE` shows\n" +
    "the same pages in a terminal. A number never changes its meaning.",
  "The sentences are those of the examples. Where `--fix` says yes, `tsk-gen check --fix` mends the\n" +
    "example by itself.",
];

const RETIRED = ["Reported by earlier versions. Their numbers are not used again."];

function table(pages: readonly Page[]): string {
  const rows = pages.map(({ code, name, severity, fixable, headline }) => {
    const link = `[${code}](${name}.md)`;
    return `| ${link} | ${name} | ${severity} | ${fixable ? "yes" : ""} | ${cell(headline)} |`;
  });
  return ["| code | name | severity | `--fix` | says |", "| - | - | - | - | - |", ...rows].join(
    "\n",
  );
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

function retiredLine({ code, name, reason }: Retired): string {
  return `- ${code} ${name}: ${reason}`;
}
