import type { ColumnProfile } from '#core/detect/column-profile.ts';
import type { ColumnChoice, Doubt, Evidence } from '#core/detect/evidence.ts';
import { isEitherWay, numberFormNames, toOnlyMark, toOnlyThousands } from '#core/detect/number-form.ts';
import type { NumberForm } from '#core/detect/number-form.ts';
import { toSum } from '#core/detect/tally.ts';
import type { Tally } from '#core/detect/tally.ts';
import type { Dialect } from '#core/table/dialect.ts';
import type { Thousands } from '#core/table/parse-number.ts';

type Decimal = Dialect['decimal'];
type NumberChoice = Extract<ColumnChoice, { kind: 'number' }>;

export interface NumberSuggestion {
  readonly choice?: NumberChoice;
  readonly choices: readonly NumberChoice[];
  readonly evidence: readonly Evidence[];
  readonly doubts: readonly Doubt[];
}

const dateTitle = /dat(?:um|e)|geboren|birth|\bdob\b|^geb\b/i;
/** Days since 30 December 1899 of the years 1901 to 2099. */
const firstDayCount = 367;
const lastDayCount = 73_050;

/** One cell that decides against more than so many that can be read either way is weak evidence. */
const weakShare = 20;

/**
 * The marks of a column of numbers. A choice is made only where cells prove the decimal mark, or no cell needs one; a
 * cell that is another number under another choice is then proven too, or told as a doubt. `of`: cells that hold
 * something. `file`: the file's decimal mark, where it is known.
 */
export function suggestNumber(
  profile: ColumnProfile,
  of: number,
  file: Decimal | undefined,
): NumberSuggestion {
  const { forms } = profile.counts;
  const comma = sumOf(profile, (form) => toOnlyMark(form) === ',');
  const point = sumOf(profile, (form) => toOnlyMark(form) === '.');
  const either = sumOf(profile, isEitherWay);
  const evidence = toEvidence(profile, comma, point, of);
  if (comma.count > 0 && point.count > 0) {
    const tie = comma.count === point.count ? (file ?? ',') : undefined;
    const likeliest = tie ?? (comma.count > point.count ? ',' : '.');
    const choice = toChoice(profile, likeliest);
    return {
      // Cells with the other mark are refused then; only where none can be read either way is that all of them.
      ...(either.count === 0 ? { choice } : {}),
      choices: [choice, toChoice(profile, toOther(likeliest))],
      evidence,
      doubts: [
        {
          code: 'both-decimal-marks',
          ...toSum([comma, point]),
          of,
          comma: { ...comma, of },
          point: { ...point, of },
        },
        ...toFileDoubt(likeliest, file),
      ],
    };
  }
  if (comma.count + point.count === 0 && either.count > 0) {
    const pointed = forms.get('point-or-group');
    const likeliest = file ?? (pointed.count > 0 ? ',' : '.');
    const choices = [likeliest, toOther(likeliest)].map((decimal) => toWideChoice(profile, decimal));
    return { choices, evidence, doubts: [{ code: 'decimal-or-thousands', ...either, of }] };
  }
  const decimal = comma.count > 0 ? ',' : point.count > 0 ? '.' : undefined;
  const choice = toChoice(profile, decimal);
  const wide = decimal === undefined ? choice : toWideChoice(profile, decimal);
  return {
    choice,
    choices: wide.thousands === choice.thousands ? [choice] : [choice, wide],
    evidence,
    doubts: toDoubts(profile, choice, comma.count + point.count, either, of, file),
  };
}

function toDoubts(
  profile: ColumnProfile,
  { decimal, thousands }: NumberChoice,
  decides: number,
  either: Tally,
  of: number,
  file: Decimal | undefined,
): Doubt[] {
  const doubts: Doubt[] = toFileDoubt(decimal, file);
  if (either.count > weakShare * decides) doubts.push({ code: 'few-cells-decide', ...either, of });
  if (decimal !== undefined) {
    const mark = toOther(decimal);
    const unsure = profile.counts.forms.get(mark === '.' ? 'point-or-group' : 'comma-or-group');
    if (unsure.count > 0 && thousands !== mark) {
      doubts.push({ code: 'other-mark-or-thousands', mark, ...unsure, of });
    }
  }
  const marks = thousandsOf(profile);
  if (marks.length > 1) {
    doubts.push({ code: 'several-thousands-marks', ...toSum(marks.map(([, tally]) => tally)), of });
  }
  if (areDayCounts(profile, of))
    doubts.push({ code: 'day-counts', ...profile.counts.forms.get('whole'), of });
  const ungrouped = profile.counts.traits.get('ungrouped');
  if (thousands !== undefined && ungrouped.count > 0) {
    doubts.push({ code: 'thousands-not-consistent', mark: thousands, ...ungrouped, of });
  }
  return doubts;
}

function toFileDoubt(column: Decimal | undefined, file: Decimal | undefined): Doubt[] {
  if (column === undefined || file === undefined || column === file) return [];
  return [{ code: 'other-mark-than-file', file, column }];
}

/** Whole numbers under the title of a date: a spreadsheet's count of days, shown as a number. */
function areDayCounts(profile: ColumnProfile, of: number): boolean {
  if (!dateTitle.test(profile.title) || profile.counts.forms.count('whole') !== of) return false;
  const { min, max } = profile.summary({ decimal: '.' });
  return min >= firstDayCount && max <= lastDayCount;
}

function toEvidence(profile: ColumnProfile, comma: Tally, point: Tally, of: number): Evidence[] {
  const evidence: Evidence[] = [];
  const typed = profile.counts.forms.count('typed-number');
  const whole = profile.counts.forms.count('whole');
  if (typed > 0) evidence.push({ code: 'typed-numbers', count: typed, of });
  if (comma.count > 0) evidence.push({ code: 'only-decimal-comma', count: comma.count, of });
  if (point.count > 0) evidence.push({ code: 'only-decimal-point', count: point.count, of });
  if (whole > 0) evidence.push({ code: 'whole-numbers', count: whole, of });
  for (const [mark, { count }] of thousandsOf(profile)) {
    evidence.push({ code: 'thousands-mark', mark, count, of });
  }
  return evidence;
}

/** With the thousands mark that cells prove, the most frequent where there are several. */
function toChoice(profile: ColumnProfile, decimal: Decimal | undefined): NumberChoice {
  const [thousands] = thousandsOf(profile)
    .filter(([mark]) => mark !== decimal)
    .toSorted(([, a], [, b]) => b.count - a.count)
    .map(([mark]) => mark);
  return {
    kind: 'number',
    ...(decimal === undefined ? {} : { decimal }),
    ...(thousands === undefined ? {} : { thousands }),
  };
}

/** With the other mark as the thousands mark too, where a cell can be read so only then. */
function toWideChoice(profile: ColumnProfile, decimal: Decimal): NumberChoice {
  const choice = toChoice(profile, decimal);
  const needs = decimal === ',' ? 'point-or-group' : 'comma-or-group';
  if (choice.thousands !== undefined || profile.counts.forms.count(needs) === 0) return choice;
  return { ...choice, thousands: toOther(decimal) };
}

/** Thousands marks that some cell holds for certain. */
function thousandsOf(profile: ColumnProfile): (readonly [Thousands, Tally])[] {
  const marks = ['.', ',', ' ', "'"] as const;
  return marks
    .map((mark) => [mark, sumOf(profile, (form) => toOnlyThousands(form) === mark)] as const)
    .filter(([, { count }]) => count > 0);
}

function sumOf(profile: ColumnProfile, holds: (form: NumberForm) => boolean): Tally {
  return toSum(numberFormNames.filter(holds).map((form) => profile.counts.forms.get(form)));
}

function toOther(decimal: Decimal): Decimal {
  return decimal === ',' ? '.' : ',';
}
