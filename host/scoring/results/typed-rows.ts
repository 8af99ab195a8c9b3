import type { ResultColumns } from '#core/advice/result-columns.ts';
import type { Profile } from '#core/mapping/profile.ts';
import { toCanonicalReader, type CanonicalCells } from '#core/results/canonical-row.ts';
import type { Header } from '#core/table/row.ts';
import type { FinishedSlot } from '#host/scoring/results/result-file.ts';

/**
 * Rows of a result as typed cells: the export's, with the numbers and dates that the profile reads, then ours,
 * unrounded. What could not be cut into cells is left out.
 */
export function toTypedRows(
  profile: Profile,
  header: Header,
  columns: ResultColumns,
): (slots: readonly FinishedSlot[]) => CanonicalCells[] {
  const read = toCanonicalReader(profile, header);
  return (slots) =>
    slots.flatMap(({ row, result, line }): CanonicalCells[] => {
      if (row === undefined) return [];
      const theirs = read(row);
      const ours = columns.toTyped(result, line);
      return [{ cells: [...theirs.cells, ...ours.cells], kinds: [...theirs.kinds, ...ours.kinds] }];
    });
}
