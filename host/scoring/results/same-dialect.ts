import type { ResultColumns } from '#core/advice/result-columns.ts';
import type { Dialect } from '#core/table/dialect.ts';
import type { Header } from '#core/table/row.ts';
import { toFileStart, toRecord } from '#core/table/to-record.ts';
import type { OutputPlace } from '#host/scoring/results/output-bytes.ts';
import type { ResultFile } from '#host/scoring/results/result-file.ts';
import { createTextFile } from '#host/scoring/results/text-file.ts';

/** The export's own records, character for character, with our columns at their end. @throws FileError */
export function createSameDialect(
  place: OutputPlace,
  dialect: Dialect,
  header: Header,
  columns: ResultColumns,
): ResultFile {
  const titles = toRecord({ raw: header.raw, cells: header.titles }, columns.titles, dialect);
  const start = toFileStart(dialect, header) + titles.text;
  return createTextFile(place, 'result', dialect.encoding, start, (slots) => {
    let text = '';
    let escapedCells = 0;
    for (const { row, result, line } of slots) {
      if (row === undefined) continue;
      const record = toRecord(row, columns.toCells(result, line), dialect);
      escapedCells += record.escapedCells;
      text += record.text;
    }
    return { text, escapedCells };
  });
}
