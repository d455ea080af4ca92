// Why: every tag reads its template alike: the common indentation goes, a hole stands at the indentation of
// its line, and a line that holds nothing but an absent value is left out.

/** A line of a template: `level` columns to the right of the margin, and its pieces in a row. */
export interface TemplateLine<Hole> {
  readonly indentation: number;
  readonly pieces: readonly (string | Hole)[];
}

/** Splits a template into its lines, without the blank ones at its start and end. */
export function templateLines<Hole>(
  strings: readonly string[],
  holes: readonly (Hole | undefined)[],
): TemplateLine<Hole>[] {
  const lines = splitLines(strings, holes).filter(({ pieces }) => !isAbsent(pieces));
  const filled = lines.map(({ pieces }) => pieces.length > 0);
  const margin = Math.min(
    ...lines.filter((_, index) => filled[index]).map(({ indentation }) => indentation),
  );
  return lines.slice(filled.indexOf(true), filled.lastIndexOf(true) + 1).map((line) => ({
    indentation: line.pieces.length === 0 ? 0 : line.indentation - margin,
    pieces: line.pieces.filter((piece) => piece !== undefined),
  }));
}

interface RawLine<Hole> {
  readonly indentation: number;
  readonly pieces: (string | Hole | undefined)[];
}

function splitLines<Hole>(
  strings: readonly string[],
  holes: readonly (Hole | undefined)[],
): RawLine<Hole>[] {
  let current: RawLine<Hole> = { indentation: 0, pieces: [] };
  const lines = [current];
  for (const [index, piece] of strings.entries()) {
    const [first = "", ...others] = piece.split("\n");
    if (first !== "") current.pieces.push(first);
    for (const row of others) {
      const content = row.trimStart();
      current = {
        indentation: row.length - content.length,
        pieces: content === "" ? [] : [content],
      };
      lines.push(current);
    }
    if (index < holes.length) current.pieces.push(holes[index]);
  }
  return lines;
}

function isAbsent(pieces: readonly unknown[]): boolean {
  return pieces.length > 0 && pieces.every((piece) => piece === undefined);
}
