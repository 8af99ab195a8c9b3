import { z } from 'zod';
import { CalendarDate } from '#core/bundle/fields.ts';
import { DateColumn } from '#core/mapping/source.ts';

/**
 * Which row of a patient counts where a file holds several. Without the rule every row does. Days decide, and where the
 * column has times of day, these too.
 */
export const RowRule = z.discriminatedUnion('choose', [
  /** Each row is scored for itself. */
  z.strictObject({ choose: z.literal('every') }),
  z.strictObject({ choose: z.literal('first'), date: DateColumn }),
  z.strictObject({ choose: z.literal('last'), date: DateColumn }),
  /** The last row dated before `limit`, or on it where `including`. */
  z.strictObject({
    choose: z.literal('before'),
    date: DateColumn,
    limit: z.union([DateColumn, z.strictObject({ day: CalendarDate })]),
    including: z.boolean(),
  }),
  /** The first or last row in which no input is missing that the model needs; where no row is, the first or last. */
  z.strictObject({ choose: z.literal('complete'), take: z.enum(['first', 'last']), date: DateColumn }),
]);

export type RowRule = z.infer<typeof RowRule>;

/** Titles of the columns a rule reads. */
export function toRuleColumns(rule: RowRule): string[] {
  if (rule.choose === 'every') return [];
  const limit = rule.choose === 'before' && 'column' in rule.limit ? [rule.limit.column] : [];
  return [rule.date.column, ...limit];
}
