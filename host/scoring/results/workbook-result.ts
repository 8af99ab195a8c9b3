import type { ResultColumns } from '#core/advice/result-columns.ts';
import type { Profile } from '#core/mapping/profile.ts';
import type { Header } from '#core/table/row.ts';
import { createByteFile, type OutputPlace } from '#host/scoring/results/output-bytes.ts';
import type { ResultFile } from '#host/scoring/results/result-file.ts';
import { toTypedRows } from '#host/scoring/results/typed-rows.ts';
import { WorkbookWriter } from '#host/sheets/write-workbook.ts';

/** The result as a workbook of one sheet, its cells typed; texts stay texts. @throws FileError, SheetsError */
export function createWorkbook(
  place: OutputPlace,
  profile: Profile,
  header: Header,
  columns: ResultColumns,
): Promise<ResultFile> {
  const toRows = toTypedRows(profile, header, columns);
  return createByteFile(place, 'result', async (sink) => {
    const workbook = await WorkbookWriter.start(sink, [...header.titles, ...columns.titles]);
    return {
      write: async (slots) => {
        await workbook.write(toRows(slots));
        return 0;
      },
      end: () => workbook.end(),
    };
  });
}
