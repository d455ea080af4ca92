// Why: notes and help stand under a frame in one form, whether a file is shown above them or not.

import { visible } from "./columns.js";
import { hang } from "./hang.js";
import type { Palette } from "./paint.js";

export type SlotName = "note" | "help";

/** The lines of a note or of help, behind a gutter and a sign that ties them to the frame. */
export function drawSlot(
  gutter: string,
  name: SlotName,
  text: string,
  colours: Palette,
  columns: number | undefined,
): string[] {
  const plain = `${gutter} = ${name}: `;
  const painted = `${gutter} ${colours.frame("=")} ${colours.slot(`${name}:`)} `;
  return hang({ plain, painted }, visible(text), columns);
}
