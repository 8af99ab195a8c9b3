import type { SampleRow } from '#core/contract/import-view.ts';
import { toRowMapper } from '#core/mapping/map-row.ts';
import type { TableItem } from '#core/table/row.ts';
import type { CheckedImport } from '#host/desk/import/import-session.ts';
import { toSample } from '#host/desk/import/to-sample.ts';
import { readExport } from '#host/scoring/read-export.ts';

/**
 * The record that begins on a line of a checked file, with what of it is refused; undefined where none does.
 * @throws FileError
 */
export async function readLine({ checked }: CheckedImport, line: number): Promise<SampleRow | undefined> {
  const { profile, manifest, header, visits } = checked;
  for await (const items of readExport(checked, () => undefined)) {
    const item = items.find((one) => toLine(one) === line);
    if (item !== undefined) return toSample([item], toRowMapper(profile, header, manifest, visits))[0];
  }
  return undefined;
}

function toLine(item: TableItem): number | undefined {
  switch (item.kind) {
    case 'header':
      return undefined;
    case 'blank':
    case 'broken':
      return item.line;
    case 'repeated-header':
    case 'row':
      return item.row.line;
    default:
      throw item satisfies never;
  }
}
