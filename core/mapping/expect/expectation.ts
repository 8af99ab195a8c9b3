import { z } from 'zod';

const Share = z.number().min(0).max(1);
const Title = z.string();
const both = {
  column: Title,
  /** Share of patients whose cell means "not known". */
  missing: Share,
  /** Share of patients whose cell is neither missing nor readable as the profile states. */
  unreadable: Share,
};

/** What a column looked like when the profile was confirmed. */
export const ColumnExpectation = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('number'),
    ...both,
    /** Share of the readable numbers up to a value, it included; values ascend. Ten patients or more stand between two. */
    upTo: z.array(z.strictObject({ value: z.number(), share: Share })).max(32),
  }),
  z.strictObject({
    kind: z.literal('code'),
    ...both,
    /** Shares of the readable texts; those of fewer than ten patients are not named. */
    shares: z.array(z.strictObject({ text: z.string(), share: Share })).max(256),
  }),
  /** Of dates and texts nothing else is kept. */
  z.strictObject({ kind: z.literal('date'), ...both }),
  z.strictObject({ kind: z.literal('text'), ...both }),
]);
export type ColumnExpectation = z.infer<typeof ColumnExpectation>;

/**
 * What an export looked like when its profile was confirmed: aggregates of at least ten patients, so that a profile can
 * be handed on. A later file that differs is refused (docs/formats/profile.md states the rule).
 */
export const Expectation = z.strictObject({
  /** Patients that were looked at: each one's first row. */
  patients: z.int().min(10),
  /** One for each column that the inputs read, in the order of the header. */
  columns: z.array(ColumnExpectation),
});
export type Expectation = z.infer<typeof Expectation>;
