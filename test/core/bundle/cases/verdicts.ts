import { join } from 'node:path';
import type { BundleCase } from '#test/core/bundle/cases/bundle-case.ts';

/** Where the vectors stand: verdicts.json, and beside it cases/<name>.visite. */
export const vectorFolder = join(import.meta.dirname, '..', '..', '..', 'vectors', 'bundle');

export type Verdict = Omit<BundleCase, 'bytes'>;

/** verdicts.json: what every implementation must say of the vector with this name. */
export function toVerdicts(cases: readonly BundleCase[]): readonly Verdict[] {
  return cases.map(({ name, verdict, reason, limits }) => ({
    name,
    verdict,
    reason,
    ...(limits === undefined ? {} : { limits }),
  }));
}
