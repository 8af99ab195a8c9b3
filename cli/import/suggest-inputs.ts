import type { Manifest } from '#core/bundle/manifest.ts';
import type { ColumnProfile } from '#core/detect/column-profile.ts';
import type { ColumnSuggestion } from '#core/detect/evidence.ts';
import type { SuggestedSource } from '#core/mapping/resolve-answers.ts';

/** The sources that are suggested for each input, best first. */
export function suggestInputs(
  _manifest: Manifest,
  _profiles: readonly ColumnProfile[],
  _columns: readonly ColumnSuggestion[],
): ReadonlyMap<string, readonly SuggestedSource[]> {
  return new Map();
}
