import type { SampleRows } from '#core/detect/sample-rows.ts';
import type { Header, Row, TableItem } from '#core/table/row.ts';
import type { TableSource } from '#host/import/table-source.ts';

/** Rows of a typed source that a preview looks at. */
const mostRows = 5000;

/** The first rows of a source, which is closed. @throws TableError, FileError, SheetsError */
export async function sampleSource(source: TableSource): Promise<SampleRows> {
  try {
    let header: Header | undefined;
    const first: TableItem[] = [];
    const later: readonly Row[] = [];
    for await (const items of source.items()) {
      for (const item of items) {
        if (item.kind === 'header') header = item.header;
        else first.push(item);
      }
      if (header !== undefined && first.length > mostRows) {
        return { header, first, later, whole: false, problems: [] };
      }
    }
    if (header === undefined) throw new Error('a table begins with its header');
    // A typed source has no encoding to doubt.
    return { header, first, later, whole: true, problems: [] };
  } finally {
    await source.close();
  }
}
