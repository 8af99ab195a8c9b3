import type { ResultColumns } from '#core/advice/result-columns.ts';
import type { Profile } from '#core/mapping/profile.ts';
import type { Header } from '#core/table/row.ts';
import { ParquetRows, type WrittenColumn } from '#host/parquet/write-parquet.ts';
import { createByteFile, type OutputPlace } from '#host/scoring/results/output-bytes.ts';
import type { ResultFile } from '#host/scoring/results/result-file.ts';
import { toTypedRows } from '#host/scoring/results/typed-rows.ts';

/**
 * The result as Parquet: the export's columns as texts, those that the profile reads in canonical form, since any of
 * them may hold what is no number; then ours, numbers as doubles, unrounded. @throws FileError
 */
export function createParquet(
  place: OutputPlace,
  profile: Profile,
  header: Header,
  columns: ResultColumns,
): Promise<ResultFile> {
  const toRows = toTypedRows(profile, header, columns);
  const written: WrittenColumn[] = [
    ...header.titles.map((title) => ({ title, kind: 'text' as const })),
    ...columns.titles.map((title, at) => ({
      title,
      kind: title === 'visite_line' ? ('whole' as const) : (columns.kinds[at] ?? 'text'),
    })),
  ];
  return createByteFile(place, 'result', (sink) => {
    const file = new ParquetRows(sink, written);
    return {
      write: async (slots) => {
        await file.write(toRows(slots));
        return 0;
      },
      end: () => file.end(),
    };
  });
}
