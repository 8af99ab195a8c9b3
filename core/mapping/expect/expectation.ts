import { z } from 'zod';

const Share = z.number().min(0).max(1);
const Title = z.string();

/** Fewer patients are not counted: whoever holds a profile must not learn about one of them. */
export const fewestPatients = 10;
/** An export of fewer patients says too little about the next one. */
export const fewestForExpectation = 50;

const both = {
  column: Title,
  /** Share of patients whose cell means "not known"; 0 where they are fewer than ten. */
  missing: Share,
  /** Share of patients whose cell is neither missing nor readable as the profile states; 0 where they are fewer than ten. */
  unreadable: Share,
};

/** What a column looked like when the profile was confirmed. */
export const ColumnExpectation = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('number'),
    ...both,
    /** Share of the numbers that are at most `value`. Values ascend; ten patients or more stand between two of them. */
    upTo: z.array(z.strictObject({ value: z.number(), share: Share })).max(32),
  }),
  z.strictObject({
    kind: z.literal('code'),
    ...both,
    /** Shares of the texts that ten patients or more have, of all patients that have one of these. */
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
  /** Patients that were looked at: the first row of each. */
  patients: z.int().min(fewestForExpectation),
  /** One for each column that the inputs read, in the order of the header. */
  columns: z.array(ColumnExpectation),
});
export type Expectation = z.infer<typeof Expectation>;
