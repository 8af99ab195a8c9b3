import type { Advice } from '#core/advice/advise.ts';
import { mustHold } from '#core/must-hold.ts';
import type { Remark } from '#core/advice/reason.ts';

/** What became of a row of the export: every row is exactly one of these (docs/formats/result.md). */
export type RowStatus = 'scored' | 'flagged' | 'refused' | 'skipped';

export type SkipCode = 'blank-row' | 'repeated-header' | 'profile-rule' | 'other-visit';

export type RowResult =
  | {
      readonly status: 'scored' | 'flagged';
      readonly advice: Advice;
      readonly remarks: readonly Remark[];
      /** The model's outputs in the manifest's order; null where none may be shown. */
      readonly outputs: ArrayLike<number> | null;
    }
  /** Could not be read as a patient: the codes of its problems. */
  | { readonly status: 'refused'; readonly problems: readonly string[] }
  /** No patient by the profile's own rule: a blank row, a total row. */
  | { readonly status: 'skipped'; readonly code: SkipCode };

/**
 * A row with advice: `scored` where nothing must be said beside it, `flagged` where it carries a remark or gets no
 * recommendation. Outputs that may not be shown are dropped here, so that nothing after this can show them.
 */
export function toRowResult(
  advice: Advice,
  remarks: readonly Remark[],
  outputs: ArrayLike<number> | null,
): RowResult {
  const withheld = advice.state === 'no-recommendation' && advice.estimates === 'withheld';
  mustHold(withheld || outputs !== null, 'advice or estimates without outputs');
  const plain = advice.state !== 'no-recommendation' && remarks.length === 0;
  return { status: plain ? 'scored' : 'flagged', advice, remarks, outputs: withheld ? null : outputs };
}
