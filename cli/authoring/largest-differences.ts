import { toOutputNames } from '#core/advice/output-name.ts';
import type { GoldenOriginal } from '#core/bundle/golden.ts';
import type { Manifest } from '#core/bundle/manifest.ts';

/** How far an output of the module is from the original at most, over the golden patients, and where. */
export interface LargestDifference {
  /** Name of the output, as in a result. */
  readonly output: string;
  /** |module − original|; 0 where both are NaN. */
  readonly difference: number;
  /** The same as a share of |original|; 0 where the difference is 0. */
  readonly relative: number;
  readonly patient: string;
}

/** One for each output of the manifest; `block` holds all golden patients in order. */
export function toLargestDifferences(
  manifest: Manifest,
  { patients }: GoldenOriginal,
  block: Float64Array,
): readonly LargestDifference[] {
  return toOutputNames(manifest).map((output, column) => {
    const each = patients.map(({ name, original }, row) => {
      const expected = original[column] ?? NaN;
      const got = block[column * patients.length + row] ?? NaN;
      const difference = Number.isNaN(expected) && Number.isNaN(got) ? 0 : Math.abs(got - expected);
      return {
        output,
        difference,
        relative: difference === 0 ? 0 : difference / Math.abs(expected),
        patient: name,
      };
    });
    return each.reduce((worst, one) => (one.difference > worst.difference ? one : worst));
  });
}
