import { otherForms } from '#core/detect/cell-form.ts';
import type { CellForm, OtherForm } from '#core/detect/cell-form.ts';
import type { ColumnProfile } from '#core/detect/column-profile.ts';
import { toCompactDates } from '#core/detect/compact-dates.ts';
import type { ColumnChoice, Doubt } from '#core/detect/evidence.ts';
import { isNumberForm, numberFormNames } from '#core/detect/number-form.ts';
import { toSum } from '#core/detect/tally.ts';
import type { Tally } from '#core/detect/tally.ts';

/** A spreadsheet or an export did something to these cells; a text or code taken from them would be another one. */
const damage: readonly OtherForm[] = [
  'spreadsheet-date',
  'spreadsheet-error',
  'exponent',
  'typed-error',
  'hidden',
  'marked',
];

/** The cells that a column of this kind does not read, or that were damaged before they came. */
export function toFormDoubts(profile: ColumnProfile, kind: ColumnChoice['kind'], of: number): Doubt[] {
  const doubts: Doubt[] = [];
  for (const form of [...numberFormNames, ...otherForms]) {
    const tally = form === 'text' ? toUnknownTexts(profile, kind) : profile.counts.forms.get(form);
    if (tally.count === 0 || form === 'empty' || isRead(profile, kind, form)) continue;
    const code = kind === 'number' || kind === 'date' ? 'other-form' : 'damaged';
    if (code === 'damaged' && !damage.some((damaged) => damaged === form)) continue;
    doubts.push({ code, form, ...tally, of });
  }
  const zeros = profile.counts.traits.get('leading-zero');
  if (kind === 'number' && zeros.count > 0) doubts.push({ code: 'leading-zeros-in-numbers', ...zeros, of });
  return doubts;
}

function isRead(profile: ColumnProfile, kind: ColumnChoice['kind'], form: CellForm): boolean {
  if (kind === 'number') return form === 'typed-number' || isNumberForm(form);
  // Eight digits are counted as whole numbers, and as dates where they are one.
  if (form === 'whole') return toCompactDates(profile).count === profile.counts.forms.count('whole');
  return kind === 'date' && (form === 'date' || form === 'typed-date');
}

/** The texts of the column but for words for "not known", which are told as such. */
function toUnknownTexts({ counts }: ColumnProfile, kind: ColumnChoice['kind']): Tally {
  const { word, 'word-among-values': amongValues } = counts.hints;
  const lists = kind === 'number' || kind === 'date' ? [word, amongValues] : [word];
  const words = toSum(lists.flatMap((list) => list.entries().map(([, tally]) => tally)));
  const { count, lines } = counts.forms.get('text');
  return {
    count: Math.max(0, count - words.count),
    lines: lines.filter((line) => !words.lines.includes(line)),
  };
}
