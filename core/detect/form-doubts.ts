import { otherForms } from '#core/detect/cell-form.ts';
import type { CellForm, OtherForm } from '#core/detect/cell-form.ts';
import type { ColumnProfile } from '#core/detect/column-profile.ts';
import { toCompactDates } from '#core/detect/compact-dates.ts';
import type { ColumnChoice, Doubt } from '#core/detect/evidence.ts';
import { isNumberForm, numberFormNames } from '#core/detect/number-form.ts';
import { toSum } from '#core/detect/tally.ts';

/** A spreadsheet or an export did something to these cells; a text or code taken from them would be another one. */
const damage: readonly OtherForm[] = [
  'spreadsheet-date',
  'spreadsheet-error',
  'typed-error',
  'hidden',
  'marked',
];

/** The cells that a column of this kind does not read, or that were damaged before they came. */
export function toFormDoubts(profile: ColumnProfile, kind: ColumnChoice['kind'], of: number): Doubt[] {
  const doubts: Doubt[] = [];
  for (const form of [...numberFormNames, ...otherForms]) {
    const tally = profile.counts.forms.get(form);
    if (tally.count === 0 || form === 'empty') continue;
    if (isRead(profile, kind, form)) continue;
    if (form === 'text' && isAllWords(profile, kind)) continue;
    const code = kind === 'number' || kind === 'date' ? 'other-form' : 'damaged';
    if (code === 'damaged' && !isDamage(kind, form)) continue;
    doubts.push({ code, form, ...tally, of });
  }
  const zeros = profile.counts.traits.get('leading-zero');
  if (kind === 'number' && zeros.count > 0) doubts.push({ code: 'leading-zeros-in-numbers', ...zeros, of });
  return doubts;
}

function isDamage(kind: ColumnChoice['kind'], form: CellForm): boolean {
  if (kind === 'identifier' && form === 'exponent') return true;
  return damage.some((damaged) => damaged === form);
}

function isRead(profile: ColumnProfile, kind: ColumnChoice['kind'], form: CellForm): boolean {
  if (kind === 'number') return form === 'typed-number' || isNumberForm(form);
  // Eight digits are counted as whole numbers, and as dates where they are one.
  if (form === 'whole') return toCompactDates(profile).count === profile.counts.forms.count('whole');
  return kind === 'date' && (form === 'date' || form === 'typed-date');
}

/** Whether all texts of the column are words for "not known", which are told as such. */
function isAllWords(profile: ColumnProfile, kind: ColumnChoice['kind']): boolean {
  const { word, 'word-among-values': amongValues } = profile.counts.hints;
  const words = toSum(
    [...word.entries(), ...(kind === 'code' ? [] : amongValues.entries())].map(([, tally]) => tally),
  );
  return words.count >= profile.counts.forms.count('text') + profile.counts.forms.count('marks');
}
