// Why: names in generated code are chosen by templates or made from keys of queue.tusk; either way they have
// to be names.

/** Whether a text can stand for a name in every version of the language we emit. */
export function isIdentifier(text: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(text);
}

const RESERVED = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval " +
    "export extends false finally for function if implements import in instanceof interface let new " +
    "null package private protected public return static super switch this throw true try typeof " +
    "undefined var void while with yield"
  ).split(" "),
);

/** Whether a word cannot be the name of an import or a variable. */
export function isReserved(word: string): boolean {
  return RESERVED.has(word);
}
