import type { OtherForm } from '#core/detect/cell-form.ts';
import type { ColumnProfile } from '#core/detect/column-profile.ts';
import type { ColumnChoice, ColumnSuggestion, Doubt, Evidence } from '#core/detect/evidence.ts';
import { toCompactDates } from '#core/detect/compact-dates.ts';
import { toFormDoubts } from '#core/detect/form-doubts.ts';
import { numberFormNames } from '#core/detect/number-form.ts';
import { suggestDate } from '#core/detect/suggest-date.ts';
import type { DateSuggestion } from '#core/detect/suggest-date.ts';
import { suggestIdentifier } from '#core/detect/suggest-identifier.ts';
import { suggestMissing } from '#core/detect/suggest-missing.ts';
import { suggestNumber } from '#core/detect/suggest-number.ts';
import type { NumberSuggestion } from '#core/detect/suggest-number.ts';
import type { Dialect } from '#core/table/dialect.ts';

type Decimal = Dialect['decimal'];

/** Share of the cells that must be dates or numbers before a column is taken for one. */
const mostShare = 0.9;
/** Longest text that is taken for a code. */
const longestCode = 40;
/** Most different texts of a column of codes, and how often each must stand there on average. */
const mostCodes = 50;
const leastRepeats = 2;

/** Numbers written so that they are none: with these a column is still one of numbers, and each such cell a doubt. */
const nearNumbers: readonly OtherForm[] = [
  'comparison',
  'exponent',
  'percent',
  'with-unit',
  'bare-mark',
  'plus-sign',
  'too-long',
  'spreadsheet-error',
  'spreadsheet-date',
];

/**
 * What a column seems to be, from all its cells that were looked at, why, and what is doubtful. Pure: nothing is decided
 * before a person agreed. `file` is the file's decimal mark, where it is known (toFileMark).
 */
export function suggestColumn(profile: ColumnProfile, file?: Decimal): ColumnSuggestion {
  const common = { title: profile.title, cells: profile.cells };
  const of = profile.filled - toWordCount(profile);
  if (of <= 0) {
    const missing = suggestMissing(profile, undefined, { decimal: file ?? ',' });
    return { ...common, choices: [], evidence: [], doubts: [{ code: 'no-values' }], missing };
  }
  const number = suggestNumber(profile, of, file);
  const date = suggestDate(profile, of);
  const { choice, choices, evidence, doubts } = toVerdict(profile, of, number, date);
  const kind = choices[0]?.kind;
  const numberChoice = choices.find((option) => option.kind === 'number');
  const decimal = numberChoice?.decimal ?? file ?? ',';
  const missing = suggestMissing(profile, kind, {
    decimal,
    ...(numberChoice?.thousands === undefined ? {} : { thousands: numberChoice.thousands }),
  });
  const more = kind === undefined ? [] : toFormDoubts(profile, kind, of);
  return {
    ...common,
    ...(choice === undefined ? {} : { choice }),
    choices,
    evidence,
    doubts: [...doubts, ...more],
    missing,
  };
}

interface Verdict {
  readonly choice?: ColumnChoice;
  readonly choices: readonly ColumnChoice[];
  readonly evidence: readonly Evidence[];
  readonly doubts: readonly Doubt[];
}

function toVerdict(
  profile: ColumnProfile,
  of: number,
  number: NumberSuggestion,
  date: DateSuggestion,
): Verdict {
  const dates = profile.counts.forms.count('date') + profile.counts.forms.count('typed-date');
  const numbers = numberFormNames.reduce((sum, form) => sum + profile.counts.forms.count(form), 0);
  const typed = profile.counts.forms.count('typed-number');
  const text = { kind: 'text' } as const;
  const code = { kind: 'code' } as const;

  const identifier = suggestIdentifier(profile, of);
  if (identifier !== undefined) {
    const choices = [identifier.choice, ...(numbers === of ? number.choices.slice(0, 1) : []), text];
    return { ...identifier, choices };
  }
  if (dates > 0 && dates >= mostShare * of) {
    // Nothing but dates that mean "not known" have no form.
    if (date.choices.length === 0) return { choices: [], evidence: [], doubts: [{ code: 'no-values' }] };
    return { ...date, choices: [...date.choices, text] };
  }
  const compact = toCompactDates(profile);
  if (compact.count === of) {
    const many = compact.count >= 3;
    const doubts: readonly Doubt[] = many ? [] : [{ code: 'dates-or-numbers', ...compact, of }];
    const [choice] = date.choices;
    return {
      ...(many && choice !== undefined ? { choice } : {}),
      choices: [...date.choices, ...number.choices],
      evidence: date.evidence,
      doubts,
    };
  }
  const near = nearNumbers.reduce((sum, form) => sum + profile.counts.forms.count(form), 0);
  const areCodes = isCode(profile, of);
  if (
    numbers + typed >= mostShare * of ||
    (numbers + typed > 0 && numbers + typed + near >= mostShare * of && !areCodes)
  ) {
    return toNumberOrCode(profile, of, number);
  }
  if (profile.counts.forms.count('typed-boolean') >= mostShare * of || areCodes) {
    const choices = [code, text, ...(numbers + typed > of / 2 ? number.choices : [])];
    return { choice: code, choices, evidence: toCodeEvidence(profile, of), doubts: [] };
  }
  if (numbers + typed > of / 2) return { ...number, choices: [...number.choices, text] };
  if (dates > of / 2) return { ...date, choices: [...date.choices, text] };
  const evidence = [{ code: 'different-texts', different: toDifferent(profile), count: of, of } as const];
  return { choice: text, choices: [text, code], evidence, doubts: [] };
}

/** Two whole numbers and no others are codes more often than amounts: 0 and 1, 1 and 2. */
function toNumberOrCode(profile: ColumnProfile, of: number, number: NumberSuggestion): Verdict {
  const different = toDifferent(profile);
  const whole = profile.counts.forms.count('whole');
  if (whole < of || !profile.counts.texts.complete || different > mostCodes || of < leastRepeats * different)
    return number;
  const code = { kind: 'code' } as const;
  const evidence = [...number.evidence, ...toCodeEvidence(profile, of)];
  const few = different <= 2;
  const choices = few ? [code, ...number.choices] : [...number.choices, code];
  const doubts = [...number.doubts];
  if (different <= 9)
    doubts.push({ code: 'codes-or-numbers', different, ...profile.counts.forms.get('whole'), of });
  if (few) return { choice: code, choices, evidence, doubts };
  return { ...(number.choice === undefined ? {} : { choice: number.choice }), choices, evidence, doubts };
}

function isCode(profile: ColumnProfile, of: number): boolean {
  const different = toDifferent(profile);
  const few = different <= mostCodes && of >= leastRepeats * different;
  return few && profile.counts.texts.complete && profile.longest <= longestCode;
}

function toCodeEvidence(profile: ColumnProfile, of: number): Evidence[] {
  const booleans = profile.counts.forms.count('typed-boolean');
  const evidence: Evidence[] = [{ code: 'few-texts', different: toDifferent(profile), count: of, of }];
  return booleans === 0 ? evidence : [{ code: 'typed-booleans', count: booleans, of }, ...evidence];
}

/** Different texts, words for "not known" apart. */
function toDifferent(profile: ColumnProfile): number {
  const { texts, hints } = profile.counts;
  return texts.size - hints.word.entries().length;
}

/** Words for "not known" among the cells that hold something. */
function toWordCount(profile: ColumnProfile): number {
  const { word } = profile.counts.hints;
  return word.entries().reduce((sum, [, { count }]) => sum + count, 0);
}
