import type { ResultColumns } from '#core/advice/result-columns.ts';
import type { Profile } from '#core/mapping/profile.ts';
import { toCanonicalReader } from '#core/results/canonical-row.ts';
import { machineDialect } from '#core/results/machine-dialect.ts';
import { isFormula } from '#core/table/formula.ts';
import type { Header } from '#core/table/row.ts';
import { toOwnRecord } from '#core/table/to-record.ts';
import type { OutputPlace } from '#host/scoring/results/output-bytes.ts';
import type { ResultFile } from '#host/scoring/results/result-file.ts';
import { createTextFile } from '#host/scoring/results/text-file.ts';

/**
 * CSV for machines: the export's columns with numbers and dates that the profile reads in canonical form, then ours,
 * with unrounded numbers. Cells that a spreadsheet would take for a formula get an apostrophe. @throws FileError
 */
export function createMachineCsv(
  place: OutputPlace,
  profile: Profile,
  header: Header,
  columns: ResultColumns,
): ResultFile {
  const read = toCanonicalReader(profile, header);
  const start = toOwnRecord([...header.titles, ...columns.titles], machineDialect);
  return createTextFile(place, 'result', machineDialect.encoding, start, (slots) => {
    let text = '';
    let escapedCells = 0;
    for (const { row, result, line } of slots) {
      if (row === undefined) continue;
      const { cells } = read(row);
      escapedCells += cells.filter(isFormula).length;
      text += toOwnRecord([...cells, ...columns.toTyped(result, line).cells], machineDialect);
    }
    return { text, escapedCells };
  });
}
