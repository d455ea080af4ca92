// Why: no input may take more than linear time or overflow the stack, so what could grow has a bound.

/** How deep blocks, brackets, and parentheses may nest. */
export const MOST_LEVELS = 64;

/** How long one text may be, in UTF-16 units. */
export const LONGEST_TEXT = 1024 * 1024;

/** How deep an expression may be, counting each operator that is applied to the result of another. */
export const TALLEST_EXPRESSION = 256;

/** How many syntax errors are worth reading on for. */
export const MOST_SYNTAX_ERRORS = 100;

/** How often the lexer goes back to where a bracket that was never closed stands. */
export const MOST_RESTARTS = 16;

/** Columns from one tab stop to the next, where the file itself does not show how wide a level is. */
export const TAB_STOP = 4;
