/** Begins, after white space and invisible characters, with a character that makes a spreadsheet calculate. */
const formulaStart = /^[\s\p{Z}\p{C}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u;
/** Digits, signs and separators only, perhaps an exponent or `%`: nothing of it can be called. */
const number = /^\s*[+-]?(?:\d[\d.,' \u00A0\u202F]*|[.,]\d+)(?:[eE][+-]?\d+)?\s*%?\s*$/;
/** `-`, `+`, `+++`, `+/-`: a dash for "none" or the reading of a strip. */
const signsOnly = /^[-+/ ]+$/;

/**
 * Whether a spreadsheet could take the text of a cell for a formula: it begins with `=`, `+`, `-` or `@` (or their
 * full-width forms) and is neither a number nor signs alone, or it begins with a tab or a line break.
 */
export function isFormula(text: string): boolean {
  const first = text.charCodeAt(0);
  // Most cells are empty or begin with a letter or a digit of ASCII.
  if (
    text === '' ||
    (first >= 0x30 && first <= 0x39) ||
    (first >= 0x41 && first <= 0x5a) ||
    (first >= 0x61 && first <= 0x7a)
  ) {
    return false;
  }
  if (first === 0x09 || first === 0x0a || first === 0x0d) return true;
  return formulaStart.test(text) && !number.test(text) && !signsOnly.test(text);
}

/** How many cells a spreadsheet could take for formulas. */
export function countFormulas(cells: readonly string[]): number {
  let formulas = 0;
  for (const cell of cells) if (isFormula(cell)) formulas += 1;
  return formulas;
}

/** The text, with an apostrophe before it where a spreadsheet could take it for a formula. */
export function toSafeText(text: string): string {
  return isFormula(text) ? `'${text}` : text;
}
