import { toRowMapper } from '#core/mapping/map-row.ts';
import { PassCounter, type PassCounts } from '#core/report/pass-counter.ts';
import type { TableItem } from '#core/table/row.ts';
import type { ReadProgress } from '#host/files/read-progress.ts';
import type { CheckedExport } from '#host/scoring/check-export.ts';
import { readExport } from '#host/scoring/read-export.ts';

/**
 * Reads every row of a checked file as scoring would, asks no model, and counts. `onProgress` is told how far it is.
 * @throws FileError, or the signal's reason
 */
export async function countExport(
  checked: CheckedExport,
  signal: AbortSignal,
  onProgress: (progress: ReadProgress) => void,
): Promise<PassCounts> {
  const { profile, manifest, header, duplicates, visits } = checked;
  const mapRow = toRowMapper(profile, header, manifest, visits);
  const counter = new PassCounter(profile, manifest);
  let rows = 0;
  let bytesRead = 0;
  for await (const items of readExport(checked, (bytes) => (bytesRead = bytes))) {
    signal.throwIfAborted();
    for (const item of items) enter(item);
    rows += items.length;
    onProgress({ rows, bytesRead, bytesTotal: checked.bytes });
  }
  return counter.toCounts();

  function enter(item: TableItem): void {
    switch (item.kind) {
      case 'header':
        break;
      case 'blank':
        counter.enterSkipped('blank-row');
        break;
      case 'repeated-header':
        counter.enterSkipped('repeated-header');
        break;
      case 'broken':
        counter.enterRefused([item.problem], undefined);
        break;
      case 'row': {
        const mapped = mapRow(item.row);
        if (mapped.kind === 'skipped') counter.enterSkipped(mapped.code);
        else if (mapped.problems.length > 0) counter.enterRefused(mapped.problems, mapped);
        else counter.enterPatient(mapped, duplicates.has(mapped.line));
        break;
      }
      default:
        throw item satisfies never;
    }
  }
}
