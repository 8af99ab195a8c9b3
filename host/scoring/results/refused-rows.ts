import { toRefusedRecord, toRefusedStart } from '#core/advice/refused-rows.ts';
import type { Dialect } from '#core/table/dialect.ts';
import type { OutputPlace } from '#host/scoring/results/output-bytes.ts';
import type { ResultFile } from '#host/scoring/results/result-file.ts';
import { createTextFile } from '#host/scoring/results/text-file.ts';

/** The file of refused and skipped rows, in the given dialect. @throws FileError */
export function createRefusedRows(place: OutputPlace, dialect: Dialect): ResultFile {
  return createTextFile(place, 'refused-rows', dialect.encoding, toRefusedStart(dialect), (slots) => {
    let text = '';
    for (const { refused } of slots) for (const line of refused) text += toRefusedRecord(line, dialect);
    return { text, escapedCells: 0 };
  });
}
