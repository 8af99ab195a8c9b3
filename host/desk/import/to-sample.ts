import type { SampleRow } from '#core/contract/import-view.ts';
import type { RowMapper } from '#core/mapping/map-row.ts';
import type { TableItem } from '#core/table/row.ts';

/** The first records of a file as a preview shows them; `mapRow` is there once all is answered. */
export function toSample(items: readonly TableItem[], mapRow: RowMapper | undefined): SampleRow[] {
  return items.flatMap((item): SampleRow[] => {
    switch (item.kind) {
      case 'header':
        return [];
      case 'blank':
        return [{ line: item.line, cells: [], kind: 'blank', refused: [] }];
      case 'repeated-header':
        return [{ line: item.row.line, cells: item.row.cells, kind: 'repeated-header', refused: [] }];
      case 'broken':
        return [{ line: item.line, cells: [item.raw], kind: 'broken', refused: [] }];
      case 'row': {
        const { line, cells } = item.row;
        const mapped = mapRow?.(item.row);
        if (mapped?.kind === 'skipped') return [{ line, cells, kind: 'skipped', refused: [] }];
        const refused = (mapped?.problems ?? []).flatMap(({ column }) =>
          column === undefined ? [] : [column],
        );
        return [{ line, cells, kind: 'row', refused }];
      }
      default:
        throw item satisfies never;
    }
  });
}
