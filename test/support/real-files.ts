// Why: laws of the language are tried on files in the style of real ones. Samples of them are in test/data/tusk;
// where the corpus that they are modelled on is beside the repository, it is read, too.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export interface RealFile {
  readonly name: string;
  readonly text: string;
}

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Where the samples are. */
export const SAMPLES = folder("../data/tusk/");
const CORPUS = folder("../../../shared/corpus/files/");

/** The samples of the repository. */
export const samples: readonly RealFile[] = filesIn(SAMPLES);

/** The files of the corpus; none where it is not there. */
export function corpusFiles(): readonly RealFile[] {
  return existsSync(CORPUS) ? filesIn(CORPUS) : [];
}

function filesIn(path: string): RealFile[] {
  const names = readdirSync(path).filter((name) => name.endsWith(".tsk"));
  return names.map((name) => ({ name, text: readFileSync(path + name, "utf8") }));
}
