// Why: pages show code, and code in pages is tested. This finds it.

/** A fenced block of a page. */
export interface Fence {
  /** What stands behind the opening fence: `tusk`, `json`, `tusk error=TSK1003`. */
  readonly info: string;
  /** The lines between the fences, each with its line break. */
  readonly text: string;
  /** The line of the opening fence, from 1. */
  readonly line: number;
}

/** The fenced blocks of a page in Markdown, in order. */
export function fencesOf(markdown: string): Fence[] {
  const fences: Fence[] = [];
  const pattern = /^(`{3,})(\S[^\n]*)?\n([\s\S]*?)^\1$/gm;
  for (const match of markdown.matchAll(pattern)) {
    const line = markdown.slice(0, match.index).split("\n").length;
    fences.push({ info: match[2] ?? "", text: match[3] ?? "", line });
  }
  return fences;
}

/** What the comments of an example announce, each with its line: `3 TSK1011 bad-separator`. */
export function announcedIn(text: string): string[] {
  return text.split("\n").flatMap((line, index) => {
    const mark = /# (TSK\d{4} [a-z-]+)$/.exec(line)?.[1];
    return mark === undefined ? [] : [`${index + 1} ${mark}`];
  });
}
