import { toRowMapper } from '#core/mapping/map-row.ts';
import { PassCounter, type PassCounts } from '#core/report/pass-counter.ts';
import type { CheckedExport } from '#host/scoring/check-export.ts';
import { readExport } from '#host/scoring/read-export.ts';

/**
 * Reads every row of a checked file as scoring would, asks no model, and counts. `onRead` is told the bytes so far.
 * @throws FileError, or the signal's reason
 */
export async function countExport(
  checked: CheckedExport,
  signal: AbortSignal,
  onRead: (bytes: number) => void,
): Promise<PassCounts> {
  const { profile, manifest, header, duplicates, visits } = checked;
  const mapRow = toRowMapper(profile, header, manifest, visits);
  const counter = new PassCounter(profile, manifest);
  for await (const item of readExport(checked, onRead)) {
    signal.throwIfAborted();
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
  return counter.toCounts();
}
