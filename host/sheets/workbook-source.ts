import { toSheetRemarks } from '#core/table/sheet-remarks.ts';
import { SheetTable, type SheetTableOptions } from '#core/table/sheet-table.ts';
import type { TableSource } from '#host/import/table-source.ts';
import { openWorkbook } from '#host/sheets/open-workbook.ts';

/** Which sheet of a workbook is read, and how. */
export interface WorkbookSourceOptions extends SheetTableOptions {
  readonly sheet: string;
}

/**
 * A sheet of a workbook as a file of records. The file is read whole at opening, once; its digest is of those bytes.
 * @throws FileError, SheetsError; `items` throws SheetsError too
 */
export async function openWorkbookSource(
  path: string,
  { sheet, ...options }: WorkbookSourceOptions,
): Promise<TableSource> {
  const workbook = await openWorkbook(path);
  const table = new SheetTable(options);
  let given = false;
  return {
    path,
    size: workbook.bytes,
    bytesRead: () => (given ? workbook.bytes : 0),
    items: async function* () {
      for await (const batch of workbook.batches(sheet)) yield table.push(batch);
      yield table.end();
      given = true;
      return [];
    },
    remarks: () => toSheetRemarks(table.counts),
    digest: () => workbook.sha256,
    readToEnd: () => Promise.resolve({ sha256: workbook.sha256, bytes: workbook.bytes }),
    close: () => {
      workbook.close();
      return Promise.resolve();
    },
  };
}
