// Why: `--fix` writes to files of the user that nobody looks at before. What it writes was compiled first, and
// what it left out is said where the finding is.

import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { mend } from "../../diagnostics/mend.js";
import type { SourceFile } from "../../source/source.js";
import type { Change } from "../changes.js";
import type { Io } from "../io.js";
import { compileProject } from "./compile.js";
import { showPath } from "./locate.js";
import { replaceText } from "./replace.js";

/** Applies the safe fixes of a project's files, each file in one step, and answers which changed. */
export function mendProject(io: Io, config: string | undefined): Change[] {
  const read = new Map<string, SourceFile>();
  const texts = mend((texts) => {
    const { sources, diagnostics } = compileProject(io, config, texts);
    for (const source of sources) if (!texts.has(source.path)) read.set(source.path, source);
    return diagnostics;
  }, isOwn);
  const { sources, files } = compileProject(io, config, texts);
  return sources.flatMap((source): Change[] => {
    const before = read.get(source.path)?.text;
    const path = files.pathOf(source);
    if (before === undefined || path === undefined || before === source.text) return [];
    const shown = showPath(io, path);
    replaceText(path, { before, after: source.text, shown });
    return [{ action: "changed", path: shown }];
  });
}

/** Findings after `mendProject`: a fix that is still there was left out. */
export function withLeftOut(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.map((found) => {
    if (found.fix?.safe !== true) return found;
    const note = isOwn(found.primary.source) ? DOES_HARM : NOT_OURS;
    return { ...found, notes: [...found.notes, note], fix: { ...found.fix, safe: false } };
  });
}

const DOES_HARM = "`--fix` left this out: the file would have a new error";
const NOT_OURS = "`--fix` changes no file below node_modules";

/** Whether a file is the project's own and no installed package's. */
function isOwn({ path }: SourceFile): boolean {
  return !path.split("/").includes("node_modules");
}
