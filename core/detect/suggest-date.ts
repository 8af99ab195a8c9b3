import type { ColumnProfile } from '#core/detect/column-profile.ts';
import { isMonthFirst, parseDateShape } from '#core/detect/date-reading.ts';
import type { ColumnChoice, Doubt, Evidence } from '#core/detect/evidence.ts';
import { toSum } from '#core/detect/tally.ts';
import type { Tally } from '#core/detect/tally.ts';
import { DateFormat, hasShortYear } from '#core/table/parse-date.ts';

type DateChoice = Extract<ColumnChoice, { kind: 'date' }>;

export interface DateSuggestion {
  readonly choice?: DateChoice;
  readonly choices: readonly DateChoice[];
  readonly evidence: readonly Evidence[];
  readonly doubts: readonly Doubt[];
}

const isoForm: DateFormat = 'yyyy-mm-dd';
/** Fewer dates of one form without a day above 12 are chance. */
const leastExchanged = 2;
/** Three dates of five tell day from month by themselves; one that decides against more than so many is weak evidence. */
const weakShare = 20;

/**
 * The form of a column of dates. A choice is made only where one form reads every date, some cell proves which of day and
 * month comes first (or the form leaves no doubt), and the year is whole. Dates of a typed source need no form: it is for
 * the texts among them. `of`: cells that hold something.
 */
export function suggestDate(profile: ColumnProfile, of: number): DateSuggestion {
  const typed = profile.counts.forms.get('typed-date');
  const shapes = toShapes(profile);
  const counted = DateFormat.options
    .map((format) => ({ format, ...sumOf(shapes, ({ formats }) => formats.includes(format)) }))
    .filter(({ count }) => count > 0);
  const most = Math.max(0, ...counted.map(({ count }) => count));
  const best = withoutLooser(counted.filter(({ count }) => count === most).map(({ format }) => format));
  const choices = (best.length === 0 && typed.count > 0 ? [isoForm] : best).map((format) => toChoice(format));
  const [choice] = choices;
  if (choice === undefined) return { choices, evidence: [], doubts: [] };

  const evidence: Evidence[] = [];
  if (typed.count > 0) evidence.push({ code: 'typed-dates', count: typed.count, of });
  if (most > 0) evidence.push({ code: 'date-form', format: choice.format, count: most, of });
  for (const [code, order] of [
    ['only-day-first', 'day-first'],
    ['only-month-first', 'month-first'],
  ] as const) {
    const { count } = sumOf(shapes, (shape) => shape.order === order);
    if (count > 0) evidence.push({ code, count, of });
  }
  const doubts = toDoubts(profile, shapes, choice.format, of);
  const decided = doubts.every(
    (doubt) => doubt.code === 'several-date-forms' || doubt.code === 'few-cells-decide',
  );
  return { ...(decided ? { choice } : {}), choices, evidence, doubts };
}

function toDoubts(profile: ColumnProfile, shapes: readonly Shape[], format: DateFormat, of: number): Doubt[] {
  const dayFirst = sumOf(shapes, ({ order }) => order === 'day-first');
  const monthFirst = sumOf(shapes, ({ order }) => order === 'month-first');
  const either = sumOf(shapes, ({ order }) => order === 'either');
  const decisive = dayFirst.count + monthFirst.count;
  const doubts: Doubt[] = [];
  if (dayFirst.count > 0 && monthFirst.count > 0) {
    doubts.push({
      code: 'both-date-orders',
      ...toSum([dayFirst, monthFirst]),
      of,
      dayFirst: { ...dayFirst, of },
      monthFirst: { ...monthFirst, of },
    });
  } else if (either.count > 0 && decisive === 0) {
    doubts.push({ code: 'day-or-month', ...either, of });
  }
  const exchanged = findExchanged(profile, shapes);
  if (exchanged.count > 0) doubts.push({ code: 'day-and-month-exchanged', ...exchanged, of });
  const others = sumOf(shapes, ({ formats }) => !formats.includes(format));
  if (others.count > 0) doubts.push({ code: 'several-date-forms', ...others, of });
  if (hasShortYear(format)) {
    doubts.push({
      code: 'century-not-stated',
      ...sumOf(shapes, ({ formats }) => formats.includes(format)),
      of,
    });
  }
  if (decisive > 0 && either.count > weakShare * decisive) {
    doubts.push({ code: 'few-cells-decide', ...either, of });
  }
  return doubts;
}

/**
 * A spreadsheet of another country takes 01-02-2026 for 2 January, and leaves 23-02-2026 the text it was, since there is no
 * month 23. The mark of it: one form, or the typed dates, hold no day above 12, and the others hold nothing else. Gives the
 * dates that may be exchanged.
 */
function findExchanged(profile: ColumnProfile, shapes: readonly Shape[]): Tally {
  const decisive = shapes.filter(({ order }) => order === 'day-first' || order === 'month-first');
  const left = new Set(decisive.flatMap(({ formats }) => formats));
  const rest = shapes.filter(({ order }) => order !== 'day-first' && order !== 'month-first');
  const { forms, traits } = profile.counts;
  const typed = forms.get('typed-date');
  const exchanged = toSum([typed, ...rest.map(({ tally }) => tally)]);
  const isExchange =
    sumOf(decisive, () => true).count >= leastExchanged &&
    exchanged.count >= leastExchanged &&
    traits.count('typed-day-above-12') === 0 &&
    rest.every(({ order, formats }) => order !== 'fixed-high' && !formats.some((format) => left.has(format)));
  return isExchange ? exchanged : { count: 0, lines: [] };
}

/** A form that allows one digit reads what the form with two reads too; then the stricter one is meant. */
function withoutLooser(formats: readonly DateFormat[]): DateFormat[] {
  const strict = formats.filter(
    (format) => !isLoose(format) || !formats.some((other) => isStricter(other, format)),
  );
  const dayFirst = strict.filter((format) => !isMonthFirst(format));
  return [...dayFirst, ...strict.filter(isMonthFirst)];
}

function isLoose(format: DateFormat): boolean {
  return /\b[dmh]\b/.test(format);
}

function isStricter(format: DateFormat, loose: DateFormat): boolean {
  return format !== loose && format === loose.replace(/\b([dmh])\b/g, '$1$1');
}

interface Shape {
  readonly order: string;
  readonly formats: readonly string[];
  readonly tally: Tally;
}

function toShapes(profile: ColumnProfile): Shape[] {
  return profile.counts.dateShapes.entries().map(([shape, tally]) => ({ ...parseDateShape(shape), tally }));
}

function toChoice(format: DateFormat): DateChoice {
  return { kind: 'date', format };
}

function sumOf(shapes: readonly Shape[], holds: (shape: Shape) => boolean): Tally {
  return toSum(shapes.filter(holds).map(({ tally }) => tally));
}
