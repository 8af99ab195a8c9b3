import type { ColumnProfile } from '#core/detect/column-profile.ts';
import { isMonthFirst } from '#core/detect/date-reading.ts';
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

/** Three dates of five tell day from month by themselves; one that decides against more than so many is weak evidence. */
const weakShare = 20;

/**
 * The form of a column of dates. A choice is made only where one form reads every date, some cell proves which of day and
 * month comes first (or the form leaves no doubt), and the year is whole. `of`: cells that hold something.
 */
export function suggestDate(profile: ColumnProfile, of: number): DateSuggestion {
  const counted = DateFormat.options
    .map((format) => ({ format, ...sumOf(profile, (formats) => formats.includes(format)) }))
    .filter(({ count }) => count > 0);
  const most = Math.max(0, ...counted.map(({ count }) => count));
  const best = withoutLooser(counted.filter(({ count }) => count === most).map(({ format }) => format));
  const choices = best.map((format) => ({ kind: 'date', format }) as const);
  const [choice] = choices;
  if (choice === undefined) return { choices, evidence: [], doubts: [] };

  const dayFirst = profile.counts.dateOrders.get('day-first');
  const monthFirst = profile.counts.dateOrders.get('month-first');
  const either = profile.counts.dateOrders.get('either');
  const evidence: Evidence[] = [{ code: 'date-form', format: choice.format, count: most, of }];
  if (dayFirst.count > 0) evidence.push({ code: 'only-day-first', count: dayFirst.count, of });
  if (monthFirst.count > 0) evidence.push({ code: 'only-month-first', count: monthFirst.count, of });

  const doubts: Doubt[] = [];
  const others = sumOf(profile, (formats) => !formats.includes(choice.format));
  if (dayFirst.count > 0 && monthFirst.count > 0) {
    doubts.push({
      code: 'both-date-orders',
      ...toSum([dayFirst, monthFirst]),
      of,
      dayFirst: { ...dayFirst, of },
      monthFirst: { ...monthFirst, of },
    });
  } else if (either.count > 0 && dayFirst.count + monthFirst.count === 0) {
    doubts.push({ code: 'day-or-month', ...either, of });
  }
  if (others.count > 0) doubts.push({ code: 'several-date-forms', ...others, of });
  if (hasShortYear(choice.format)) {
    doubts.push({
      code: 'century-not-stated',
      ...sumOf(profile, (formats) => formats.includes(choice.format)),
      of,
    });
  }
  const decided = doubts.every((doubt) => doubt.code === 'several-date-forms');
  const decisive = dayFirst.count + monthFirst.count;
  if (decisive > 0 && either.count > weakShare * decisive) {
    doubts.push({ code: 'few-cells-decide', ...either, of });
  }
  return { ...(decided ? { choice } : {}), choices, evidence, doubts };
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

function sumOf(profile: ColumnProfile, holds: (formats: readonly string[]) => boolean): Tally {
  return toSum(
    profile.counts.dateShapes
      .entries()
      .filter(([shape]) => holds(shape.split('|')))
      .map(([, tally]) => tally),
  );
}
