import { toQuoted } from '#core/bundle/quote.ts';
import type { ColumnComparison, MovedShare } from '#core/mapping/expect/compare-column.ts';
import type { Problem } from '#core/table/problem.ts';

const todo = 'find out why; if it is right, confirm the profile anew with this export';

/** What refuses the file: one problem for each column that moved. Shares are told, never a value of one row. */
export function toMovedProblems(comparisons: readonly ColumnComparison[], headerLine: number): Problem[] {
  return comparisons.flatMap((comparison) => {
    if (comparison.kind === 'same' || comparison.kind === 'too-few') return [];
    const { column } = comparison;
    const what =
      comparison.kind === 'moved' ? toSentence(comparison.most) : 'the inputs read it as something else';
    const message = `column ${toQuoted(column)} is not what it was when the profile was confirmed: ${what}; ${todo}`;
    return [{ code: 'column-changed' as const, line: headerLine, column, message }];
  });
}

function toSentence({ what, expected, found }: MovedShare): string {
  const shares = `${toPercent(found)} of the patients, ${toPercent(expected)} then`;
  switch (what.kind) {
    case 'missing':
    case 'unreadable':
      return `it ${what.kind === 'missing' ? 'is missing' : 'cannot be read as the profile states'} in ${shares}`;
    case 'up-to':
      return `it is at most ${what.value} in ${shares} (another unit or decimal mark?)`;
    case 'text':
      return `it is ${toQuoted(what.text)} in ${shares}`;
    default:
      return what satisfies never;
  }
}

function toPercent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
