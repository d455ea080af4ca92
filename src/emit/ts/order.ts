// Why: imports and exports stand in the order in which the formatter's import sorter leaves them.

/** Compares letter by letter, `A` before `a` before `B`, and runs of digits as numbers, a longer one last. */
export function compareNaturally(a: string, b: string): number {
  const left = a.match(/\d+|\D/g) ?? [];
  const right = b.match(/\d+|\D/g) ?? [];
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const order = comparePieces(left[index] ?? "", right[index] ?? "");
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function comparePieces(a: string, b: string): number {
  if (a === b) return 0;
  if (isNumber(a) && isNumber(b)) return a.length - b.length || compare(a, b);
  return rank(a) - rank(b) || compare(a.toLowerCase(), b.toLowerCase()) || compare(a, b);
}

/** Punctuation stands before digits, and these before letters. */
function rank(piece: string): number {
  if (isNumber(piece)) return 1;
  return /\p{L}/u.test(piece) ? 2 : 0;
}

function isNumber(piece: string): boolean {
  return /^\d/.test(piece);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
