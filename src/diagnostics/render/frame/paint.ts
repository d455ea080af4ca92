// Why: colours are chosen by meaning, in one place, and the frame is drawn without knowing whether there are any.

import picocolors from "picocolors";
import type { Severity } from "../../diagnostic.js";

export type Paint = (text: string) => string;

/** How each part of a message is painted. */
export interface Palette {
  readonly headline: Paint;
  readonly frame: Paint;
  readonly secondary: Paint;
  readonly slot: Paint;
  severity(severity: Severity): Paint;
}

export function palette(colour: boolean): Palette {
  const { bold, red, yellow, cyan, blue } = picocolors.createColors(colour);
  const severities: Record<Severity, Paint> = {
    error: (text) => bold(red(text)),
    warning: (text) => bold(yellow(text)),
    hint: (text) => bold(cyan(text)),
  };
  return {
    headline: bold,
    frame: blue,
    secondary: blue,
    slot: bold,
    severity: (severity) => severities[severity],
  };
}
