// Why: how wide a tab is differs from editor to editor, so beside spaces a tab may put a line into one block
// for its writer and into another for us. This finds out whether it does, and what was most likely meant.

import { EOF } from "chevrotain";
import type { SourceFile } from "../src/source/source.js";
import { tokenize } from "./lexer.js";
import { Scan } from "./scan.js";
import { Assign, BlockClose, Dash, Newline, type Token } from "./tokens.js";

/** How the tabs of a file are read. */
export interface TabReading {
  /** Columns from one tab stop to the next. */
  readonly width: number;
  /** Whether the file says the same with every width that is in use. */
  readonly certain: boolean;
}

/** The widths in use, the commonest first. */
const WIDTHS = [4, 2, 8] as const;
const INDENTING_TAB = /^ *\t/m;

/**
 * Decides how the tabs in `source` are read: as what leaves the fewest lines without a meaning, else the
 * fewest keys without a value, else one level of the lines that are indented by spaces.
 */
export function readTabs(source: SourceFile): TabReading {
  const [width] = WIDTHS;
  if (!INDENTING_TAB.test(source.text)) return { width, certain: true };
  const level = firstIndentation(source.text);
  const widths = new Set(level === undefined ? WIDTHS : [level, ...WIDTHS]);
  let best: Outline | undefined;
  let certain = true;
  for (const each of widths) {
    const outline = outlineOf(source, each);
    if (!outline.hasTabs) return { width: each, certain: true };
    certain &&= best === undefined || isSame(outline.shape, best.shape);
    if (best === undefined || isBetter(outline, best)) best = outline;
  }
  return { width: best?.width ?? width, certain };
}

/** A file as it reads with one width. */
interface Outline {
  readonly width: number;
  /** Whether a tab decides the column of a line. */
  readonly hasTabs: boolean;
  /** Type and place of each token. */
  readonly shape: readonly number[];
  readonly problems: number;
  readonly emptyKeys: number;
}

function outlineOf(source: SourceFile, width: number): Outline {
  const scan = new Scan(source, { width, certain: true });
  const shape: number[] = [];
  let problems = 0;
  let emptyKeys = 0;
  let last: Token | undefined;
  for (const batch of tokenize(scan))
    for (const token of batch) {
      shape.push(token.tokenTypeIdx, token.start);
      if (token.problem) problems += 1;
      if (last && WAITING.has(last.tokenType) && ENDS.has(token.tokenType)) emptyKeys += 1;
      last = token;
    }
  const { hasTabs } = scan.layout;
  return { width, hasTabs, shape, problems: problems + scan.problems.length, emptyKeys };
}

const WAITING: ReadonlySet<unknown> = new Set([Assign, Dash]);
const ENDS: ReadonlySet<unknown> = new Set([Newline, BlockClose, EOF]);

function isBetter(a: Outline, b: Outline): boolean {
  return a.problems < b.problems || (a.problems === b.problems && a.emptyKeys < b.emptyKeys);
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

/** The width of the first indentation that is spaces only. */
function firstIndentation(text: string): number | undefined {
  return /^ +(?=[^\s#;/])/m.exec(text)?.[0].length;
}
