// Why: what the library thinks of an expression can take it long to find, and a file may have the same
// expression many times.

/** The same function, which judges each expression once. */
export function remember<T>(judge: (expression: string) => T): (expression: string) => T {
  const known = new Map<string, T>();
  return (expression) => {
    const before = known.get(expression);
    if (before !== undefined) return before;
    const result = judge(expression);
    known.set(expression, result);
    return result;
  };
}
