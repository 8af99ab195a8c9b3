import type { ColumnProfile } from '#core/detect/column-profile.ts';
import { toSum } from '#core/detect/tally.ts';
import type { Tally } from '#core/detect/tally.ts';

/** Dates of eight digits, as toDateShape names them. */
const compactShapes = ['fixed-low#yyyymmdd', 'fixed-high#yyyymmdd'] as const;

/** The cells of eight digits that are dates. */
export function toCompactDates(profile: ColumnProfile): Tally {
  return toSum(compactShapes.map((shape) => profile.counts.dateShapes.get(shape)));
}
