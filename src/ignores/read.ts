// Why: which ignores a file has is known from its text alone, whatever else is wrong in it.

import { parse } from "../../grammar/parse.js";
import type { Report } from "../diagnostics/diagnostic.js";
import { Comparisons } from "../diagnostics/suggest.js";
import type { SourceFile, Span } from "../source/source.js";
import { type IgnoreComment, mayIgnore, misspeltKeyword, readIgnoreComment } from "./comment.js";
import { incomplete, misspelt, problemOf } from "./problems.js";
import { constructsOf, regionOf } from "./region.js";

/** An ignore that works: it has a reason, and its names are those of warnings and hints. */
export interface Ignore extends IgnoreComment {
  /** What it is for; absent when nothing follows it. */
  readonly region: Span | undefined;
}

/** The ignores of a TuskLang file, in order. What is wrong with one is reported. */
export function readIgnores(source: SourceFile, report: Report): Ignore[] {
  if (!mayIgnore(source.text)) return [];
  const document = parse(source, () => {});
  const constructs = constructsOf(document);
  const comparisons = new Comparisons();
  return document.comments.flatMap((written) => {
    const comment = readIgnoreComment(source, written);
    if (comment === undefined) {
      const keyword = misspeltKeyword(source, written);
      if (keyword !== undefined) report(misspelt(keyword, source));
      return [];
    }
    if (comment.names.length === 0 || comment.reason === "") {
      report(incomplete(comment, source));
      return [];
    }
    const names = comment.names.filter((name) => {
      const problem = problemOf(name, source, comparisons);
      if (problem !== undefined) report(problem);
      return problem === undefined;
    });
    return [{ ...comment, names, region: regionOf(written.span, source, constructs) }];
  });
}
