import { otherForms } from '#core/detect/cell-form.ts';
import type { CellForm, OtherForm } from '#core/detect/cell-form.ts';
import type { ColumnProfile } from '#core/detect/column-profile.ts';
import type { ColumnChoice, ColumnSuggestion, Doubt, Evidence } from '#core/detect/evidence.ts';
import { numberFormNames } from '#core/detect/number-form.ts';
import { suggestDate } from '#core/detect/suggest-date.ts';
import type { DateSuggestion } from '#core/detect/suggest-date.ts';
import { suggestMissing } from '#core/detect/suggest-missing.ts';
import { suggestNumber } from '#core/detect/suggest-number.ts';
import type { NumberSuggestion } from '#core/detect/suggest-number.ts';
import { toSum } from '#core/detect/tally.ts';
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

/** A spreadsheet or an export did something to these cells; a text or code taken from them would be another one. */
const damage: readonly OtherForm[] = [
  'spreadsheet-date',
  'spreadsheet-error',
  'typed-error',
  'hidden',
  'marked',
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

  if (profile.counts.forms.count('typed-date') >= mostShare * of) return toTypedDates(profile, of);
  if (isIdentifier(profile, of)) {
    const identifier = { kind: 'identifier' } as const;
    const choices = [identifier, ...(numbers === of ? number.choices.slice(0, 1) : []), text];
    return {
      choice: identifier,
      choices,
      evidence: toIdentifierEvidence(profile, of),
      doubts: toWidths(profile),
    };
  }
  if (dates > 0 && dates >= mostShare * of) return { ...date, choices: [...date.choices, text] };
  const compact = profile.counts.dateShapes.get('yyyymmdd').count;
  if (compact === of) {
    const many = compact >= 3;
    const doubts: readonly Doubt[] = many
      ? []
      : [{ code: 'dates-or-numbers', ...profile.counts.dateShapes.get('yyyymmdd'), of }];
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

function toTypedDates(profile: ColumnProfile, of: number): Verdict {
  const choice = { kind: 'date', format: 'yyyy-mm-dd' } as const;
  const evidence = [{ code: 'typed-dates', count: profile.counts.forms.count('typed-date'), of } as const];
  return { choice, choices: [choice, { kind: 'text' }], evidence, doubts: [] };
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

const identifierTitle =
  /^(?:(?:pat(?:i[eë]nt|ient)?(?:en)?|case|fall|record|study|studie|person|persoons?|subject|proefpersoon|zis|epd|bsn|mrn|sap|opname|admission|visit|order|sample|monster)[-_ .]*)?(?:nummer|number|nr\.?|no\.?|num|id|ids|identifier|identificatie|key|kennung|mrn|bsn|subject)$/i;

/** Whole numbers or texts, nearly all different, that are named as an identifier or are no amounts. */
function isIdentifier(profile: ColumnProfile, of: number): boolean {
  const { forms, traits, texts } = profile.counts;
  const plain = forms.count('whole') + forms.count('too-long');
  const others = forms.count('text') + forms.count('exponent') + forms.count('typed-number');
  const namedSo = identifierTitle.test(profile.title.trim());
  if (namedSo && plain + others >= mostShare * of) return texts.size * 2 >= of || plain >= mostShare * of;
  const zeros = traits.count('leading-zero');
  const sameWidth = profile.digits?.least === profile.digits?.most;
  const isNoAmount = forms.count('too-long') > 0 || (zeros > 0 && (sameWidth || zeros * 2 >= of));
  return isNoAmount && plain + forms.count('exponent') === of && texts.size >= mostShare * of && of > 1;
}

function toIdentifierEvidence(profile: ColumnProfile, of: number): Evidence[] {
  const { digits } = profile;
  const { forms, traits, texts } = profile.counts;
  const evidence: Evidence[] = [{ code: 'different-texts', different: texts.size, count: of, of }];
  if (identifierTitle.test(profile.title.trim())) evidence.unshift({ code: 'title-of-identifier' });
  const zeros = traits.count('leading-zero');
  if (zeros > 0) evidence.push({ code: 'leading-zeros', count: zeros, of });
  if (digits !== undefined && digits.least === digits.most) {
    evidence.push({ code: 'same-width', count: forms.count('whole'), of });
  }
  const long = forms.count('too-long');
  if (long > 0) evidence.push({ code: 'too-long-for-a-number', count: long, of });
  return evidence;
}

function toWidths(profile: ColumnProfile): Doubt[] {
  const { digits } = profile;
  const { traits } = profile.counts;
  if (digits === undefined || digits.least === digits.most || traits.count('leading-zero') === 0) return [];
  return [{ code: 'widths-differ', ...digits }];
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

/** The cells that a column of this kind does not read, or that were damaged before they came. */
function toFormDoubts(profile: ColumnProfile, kind: ColumnChoice['kind'], of: number): Doubt[] {
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
  if (kind === 'number') return form === 'typed-number' || numberFormNames.some((name) => name === form);
  // Eight digits are counted as whole numbers, and as dates where they are one.
  if (form === 'whole')
    return profile.counts.forms.count('whole') === profile.counts.dateShapes.count('yyyymmdd');
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
