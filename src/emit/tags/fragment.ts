// Why: formats made of plain lines share one kind of tag. What it accepts is branded with the format, so
// that neither a bare string nor text escaped for another format can be interpolated.

import { templateLines } from "./template.js";

/** Text that is safe in one format. */
export interface Fragment<Format extends string> {
  readonly format: Format;
  readonly text: string;
}

/** What a hole may hold: several fragments stand one below the other, nothing removes its line. */
export type Hole<Format extends string> =
  | Fragment<Format>
  | readonly Fragment<Format>[]
  | undefined;

/** A template with holes for fragments of one format. */
export type Tag<Format extends string> = (
  strings: TemplateStringsArray,
  ...holes: readonly Hole<Format>[]
) => Fragment<Format>;

/** The tag of a format. */
export function tagFor<Format extends string>(format: Format): Tag<Format> {
  return (strings, ...holes) => {
    const lines = templateLines(strings, holes.map(nonEmpty)).map(({ indentation, pieces }) => {
      const text = pieces.map((piece) => (typeof piece === "string" ? piece : textOf(piece)));
      return text.join("").replace(/^(?=.)/gm, " ".repeat(indentation));
    });
    return { format, text: lines.join("\n") };
  };
}

/** Fragments with a blank line between them; absent ones leave no gap. */
export function paragraphs<Format extends string>(
  first: Fragment<Format>,
  ...others: readonly (Fragment<Format> | undefined)[]
): Fragment<Format> {
  const present = [first, ...others.filter((other) => other !== undefined)];
  return { format: first.format, text: present.map(({ text }) => text).join("\n\n") };
}

function nonEmpty<Format extends string>(hole: Hole<Format>): Hole<Format> {
  return isList(hole) && hole.length === 0 ? undefined : hole;
}

function textOf<Format extends string>(hole: Exclude<Hole<Format>, undefined>): string {
  return isList(hole) ? hole.map(({ text }) => text).join("\n") : hole.text;
}

function isList<Format extends string>(hole: Hole<Format>): hole is readonly Fragment<Format>[] {
  return Array.isArray(hole);
}
