// Why: a message names what was written, and the frame below it shows the line; more than a few words of it
// would only push the message out of sight.

/** The text, cut to `most` characters when it is longer. */
export function shorten(text: string, most = 60): string {
  return text.length > most ? `${text.slice(0, most - 3)}...` : text;
}
