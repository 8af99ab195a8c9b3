import { toMonth } from '#core/table/month-names.ts';

const dayMonth = /^[0-9]{1,2}[- /.]\s?(\p{L}[\p{L}\p{M}]{2,9})\.?$/u;
const monthYear = /^(\p{L}[\p{L}\p{M}]{2,9})\.?[- /.](?:[0-9]{2}|[0-9]{4})$/u;

/**
 * A day and a month without a year (`3-sep`, `9-mrt`), or a month and a year (`sep-03`, `Mrt 25`): what a spreadsheet makes
 * of `3-9`, `9-3` and `9-2003`. What was there before cannot be known any more.
 */
export function isSpreadsheetDate(bare: string): boolean {
  if (bare.length > 16) return false;
  const name = dayMonth.exec(bare)?.[1] ?? monthYear.exec(bare)?.[1];
  return name !== undefined && toMonth(name) !== 0;
}
