import { toMonth } from '#core/table/month-names.ts';

const dayMonth = /^[0-9]{1,2}[- /.]\s?(\p{L}[\p{L}\p{M}]{2,9})\.?$/u;
const monthYear = /^(\p{L}[\p{L}\p{M}]{2,9})\.?[- /.](?:[0-9]{2}|[0-9]{4})$/u;

/**
 * A day and a month without a year (`3-sep`, `9-mrt`), or a month and a year (`sep-03`, `Mrt 25`): what a spreadsheet makes
 * of `3-9`, `9-3` and `9-2003`. What was there before cannot be known any more.
 */
export function isSpreadsheetDate(bare: string): boolean {
  // One of them begins with a digit and ends with none, the other ends with one and begins with none.
  if (bare.length > 16 || isDigit(bare, 0) === isDigit(bare, bare.length - 1)) return false;
  const name = dayMonth.exec(bare)?.[1] ?? monthYear.exec(bare)?.[1];
  return name !== undefined && toMonth(name) !== 0;
}

function isDigit(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0x30 && unit <= 0x39;
}
