import type { Input } from '#core/bundle/manifest.ts';
import type { SuggestedSource } from '#core/mapping/resolve-answers.ts';
import { toFit } from '#core/mapping/suggest/fit-units.ts';
import type { SuggestionReason } from '#core/mapping/suggest/suggestion-note.ts';
import type { KnownColumn } from '#core/mapping/suggest/suggest-by-name.ts';

/** Suggestions for an input that no column is called. */
const most = 3;
/** All of the first, middle and last decile. */
const allDeciles = 3;

/**
 * Columns whose cells alone speak for an input: numbers that lie where the model was developed, or codes that are all called
 * what its categories are called. Never certain, and each with the doubt that its title says nothing of it.
 */
export function suggestByValues(
  input: Input,
  columns: readonly KnownColumn[],
  toSources: (column: KnownColumn) => readonly SuggestedSource[],
): SuggestedSource[] {
  return columns
    .flatMap((column) => {
      // The first is in the unit that the title says, or in the model's: in some unit nearly all numbers would fit.
      const [first] = toSources(column);
      return first === undefined ? [] : (toFitting(input, column, first) ?? []);
    })
    .slice(0, most);
}

function toFitting(input: Input, column: KnownColumn, found: SuggestedSource): SuggestedSource | undefined {
  const reason = toReason(input, column, found);
  if (reason === undefined) return undefined;
  const doubts = [...found.doubts, { code: 'title-is-no-name' as const }];
  return { ...found, reasons: [reason], doubts, certain: false };
}

function toReason(
  input: Input,
  { profile }: KnownColumn,
  { source, unmatched }: SuggestedSource,
): SuggestionReason | undefined {
  if (input.type === 'category' && source.kind === 'code') {
    const named = new Set(Object.values(source.codes)).size;
    return named > 1 && unmatched.length === 0 ? { code: 'codes-are-categories' } : undefined;
  }
  if (input.type !== 'number' || source.kind !== 'number') return undefined;
  const { decimal = ',', thousands, unit, missing } = source;
  const marks = { decimal, ...(thousands === undefined ? {} : { thousands }) };
  const fit = toFit(unit, input, profile.summary(marks, missing));
  return fit === allDeciles ? { code: 'numbers-in-range' } : undefined;
}
