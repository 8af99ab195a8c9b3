import { toQuoted } from '#core/bundle/quote.ts';
import type { InputCounts } from '#core/report/input-counts.ts';
import type { FaultCount, PassCounts } from '#core/report/pass-counter.ts';
import { toShort, toTextTable } from '#cli/import/text-table.ts';

/** What a whole file holds, for a terminal: books, inputs, faults, what would get no recommendation. No value of a row. */
export function toCheckLines(counts: PassCounts): string[] {
  const { read, usable, refused, skipped, patients, duplicateRows, withoutAdvice } = counts;
  const duplicates =
    duplicateRows === 0 ? '' : `, ${duplicateRows} rows of patients who stand here more than once`;
  const skips = Object.entries(counts.skips).map(([code, rows]) => `${rows} ${code}`);
  return [
    ...toTextTable(
      [
        ['rows read', String(read), ''],
        ['  usable', String(usable), `${patients} patients${duplicates}`],
        ['  refused', String(refused), ''],
        ['  skipped', String(skipped), skips.join(', ')],
      ],
      new Set([1]),
    ),
    '',
    ...toInputLines(counts.inputs),
    ...(counts.faults.length === 0 ? [] : ['', 'not understood', ...counts.faults.map(toFaultLine)]),
    ...(withoutAdvice === 0
      ? []
      : [
          '',
          `${withoutAdvice} usable rows would get no recommendation`,
          ...Object.entries(counts.reasons)
            .toSorted(([, a], [, b]) => b - a)
            .map(([word, rows]) => `  ${word}: ${rows}`),
        ]),
  ];
}

function toInputLines(inputs: readonly InputCounts[]): string[] {
  const rows = inputs.map((input) => [
    input.input,
    input.columns.length === 0
      ? '(not in the file)'
      : input.columns.map((title) => toShort(title, 28)).join(', '),
    String(input.fine),
    String(input.missing),
    String(input.outsideDevelopment),
    String(input.outsideLimits),
    String(input.notUnderstood),
  ]);
  const titles = ['input', 'column', 'fine', 'missing', 'unusual', 'outside limits', 'not understood'];
  return toTextTable([titles, ...rows], new Set([2, 3, 4, 5, 6]));
}

function toFaultLine({ code, column, rows, firstLines, message }: FaultCount): string {
  const where = column === '' ? 'the record' : `column ${toQuoted(column)}`;
  const lines = `${firstLines.length === 1 ? 'line' : 'lines'} ${firstLines.join(', ')}`;
  const more = rows > firstLines.length ? ' and more' : '';
  return `  ${where}: ${code}: ${rows} ${rows === 1 ? 'row' : 'rows'}, ${lines}${more}: ${message}`;
}
