import type { ColumnProfile } from '#core/detect/column-profile.ts';
import type { ColumnChoice, MissingReason, MissingSuggestion } from '#core/detect/evidence.ts';
import type { NumberMarks } from '#core/detect/number-form.ts';
import type { NumberSummary } from '#core/detect/number-summary.ts';
import type { Tallies, Tally } from '#core/detect/tally.ts';

/** Texts of a column that may mean "not known", each with its reason. `kind` is what the column is taken to be. */
export function suggestMissing(
  profile: ColumnProfile,
  kind: ColumnChoice['kind'] | undefined,
  marks: NumberMarks,
): MissingSuggestion[] {
  const { hints, forms } = profile.counts;
  const empty = forms.get('empty');
  const found = empty.count === 0 ? [] : [toSuggestion('', empty, 'empty')];
  found.push(...toSuggestions(hints.word, 'word'));
  if (kind === 'number' || kind === 'date') found.push(...toSuggestions(hints['word-among-values'], 'word'));
  if (kind === 'date') found.push(...toSuggestions(hints.date, 'unlikely-date'));
  if (kind === 'number' || kind === 'code') found.push(...suggestNumbers(profile, marks));
  return found;
}

function suggestNumbers(profile: ColumnProfile, marks: NumberMarks): MissingSuggestion[] {
  const hinted = profile.hintedNumbers;
  const negative = hinted.filter(({ value }) => value < 0);
  const beyond = hinted.filter(({ value }) => value > 0).toSorted((a, b) => a.value - b.value);
  const isNegativeAlone = negative.length > 0 && toOthers(profile, marks, negative).min >= 0;
  const found = isNegativeAlone ? toNamed(profile, negative, 'only-negative') : [];
  const aside = isNegativeAlone ? negative : [];
  // The least number with which all numbers from it upwards are of the list, and lie apart.
  const from = beyond.findIndex((_, at) => {
    const others = toOthers(profile, marks, [...aside, ...beyond.slice(at)]);
    return isBeyond(beyond[at]?.value ?? 0, others);
  });
  return from === -1 ? found : [...found, ...toNamed(profile, beyond.slice(from), 'beyond-others')];
}

/** A gap before it of half the others' range, of all of it for a number below 10, which a count may well reach. */
function isBeyond(value: number, others: NumberSummary): boolean {
  if (others.count === 0 || others.max >= value) return false;
  const range = others.max - others.min;
  const gap = value - others.max;
  return value < 10 ? gap > Math.max(range, 1) : gap >= Math.max(range / 2, 1);
}

function toOthers(
  profile: ColumnProfile,
  marks: NumberMarks,
  aside: readonly { readonly text: string }[],
): NumberSummary {
  return profile.summary(
    marks,
    aside.map(({ text }) => text),
  );
}

function toNamed(
  profile: ColumnProfile,
  numbers: readonly { readonly text: string }[],
  reason: MissingReason,
): MissingSuggestion[] {
  return numbers.map(({ text }) => toSuggestion(text, profile.counts.hints.number.get(text), reason));
}

function toSuggestions(hints: Tallies<string>, reason: MissingReason): MissingSuggestion[] {
  return hints.entries().map(([text, tally]) => toSuggestion(text, tally, reason));
}

function toSuggestion(text: string, { count, lines }: Tally, reason: MissingReason): MissingSuggestion {
  return { text, count, lines, reason };
}
