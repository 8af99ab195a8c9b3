import { toOutputCheck } from '#core/advice/check-outputs.ts';
import { toReasonWord } from '#core/advice/result-columns.ts';
import { BundleError } from '#core/bundle/bundle-error.ts';
import type { GoldenOriginal } from '#core/bundle/golden.ts';
import { toRows } from '#core/bundle/input-block.ts';
import type { Manifest } from '#core/bundle/manifest.ts';

/**
 * Refuses a module whose outputs for a golden patient no host would show: out of range, survival that rises, a
 * difference that is none. NaN where the original gives NaN is an answer ("I cannot") and is let through.
 * @throws BundleError
 */
export function checkGoldenOutputs(
  manifest: Manifest,
  { patients }: GoldenOriginal,
  block: Float64Array,
): void {
  const check = toOutputCheck(manifest);
  toRows(block, patients.length).forEach((outputs, row) => {
    const fault = check(outputs).find((reason) => !('fault' in reason) || reason.fault !== 'not-a-number');
    if (fault === undefined) return;
    const value = 'value' in fault ? `, got ${fault.value}` : '';
    throw new BundleError(
      'golden-inconsistent',
      'golden-original.json',
      `patient ${patients[row]?.name}: expected outputs that a host shows${value}: ${toReasonWord(fault)}`,
    );
  });
}
