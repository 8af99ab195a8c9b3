import { findHeader, type HeaderVerdict } from '#core/detect/find-header-structure.ts';
import { sheetKinds, type SheetBatch } from '#core/table/sheet-batch.ts';

/** Which row of a sheet seems to hold the titles, as the sheet numbers it. */
export interface SheetHeader {
  readonly headerRow: number;
  readonly verdict: HeaderVerdict;
}

/** From the first rows of a sheet; undefined where they hold nothing. Provisional. */
export function findSheetHeader(batch: SheetBatch): SheetHeader | undefined {
  const rows = toRows(batch);
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const records = rows.map(({ number, cells }) => ({
    line: number,
    cells: Array.from({ length: width }, (_, at) => cells[at] ?? ''),
    sound: true,
    raw: '',
  }));
  const found = findHeader(records);
  return found && { headerRow: found.record.line, verdict: found.verdict };
}

function toRows(batch: SheetBatch): { readonly number: number; readonly cells: readonly string[] }[] {
  let cell = 0;
  let at = 0;
  return Array.from(batch.numbers, (number, row) => {
    const end = cell + (batch.counts[row] ?? 0);
    const cells: string[] = [];
    for (; cell < end; cell++) {
      const length = batch.lengths[cell] ?? 0;
      const kind = sheetKinds[batch.kinds[cell] ?? 0];
      const column = batch.columns[cell] ?? 0;
      if (kind !== 'empty') cells[column] = batch.text.slice(at, at + length);
      at += length;
    }
    return { number, cells: Array.from(cells, (text) => text ?? '') };
  });
}
