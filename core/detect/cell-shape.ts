/** What a cell is at a glance, in any dialect. */
export type CellShape = 'empty' | 'figures' | 'words';

/**
 * `figures`: digits with marks, signs and white space only, as numbers, dates, times and their like are, whatever
 * delimiters stand in them; `words`: anything else.
 */
export function toCellShape(cell: string): CellShape {
  let digits = false;
  let other = false;
  for (let at = 0; at < cell.length; at++) {
    const unit = cell.charCodeAt(at);
    if (unit >= 0x30 && unit <= 0x39) digits = true;
    else if ((unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a)) return 'words';
    else if (unit > 0x7f && !marks.includes(cell.charAt(at))) return 'words';
    else if (unit !== 0x20 && unit !== 0x09) other = true;
  }
  if (digits) return 'figures';
  return other ? 'words' : cell.trim() === '' ? 'empty' : 'words';
}

/** No-break spaces, a minus and apostrophe of Unicode. */
const marks = '\u00A0\u202F\u2212\u2019';

/** A cell with its runs of digits as `9`, of letters as `a` and of white space as one space: `P-00123` is `a-9`. */
export function toCellPattern(cell: string): string {
  return cell
    .trim()
    .replace(/\p{L}+/gu, 'a')
    .replace(/\p{N}+/gu, '9')
    .replace(/\s+/g, ' ');
}
