import type { Bundle } from '#core/bundle/bundle.ts';
import type { Input, Manifest } from '#core/bundle/manifest.ts';
import type { Texts } from '#core/bundle/texts.ts';
import type { ColumnProfile } from '#core/detect/column-profile.ts';
import type { NumberSummary } from '#core/detect/number-summary.ts';
import type { ColumnChoice, ColumnSuggestion } from '#core/detect/evidence.ts';
import type { SuggestedSource } from '#core/mapping/resolve-answers.ts';
import type { DateColumn } from '#core/mapping/source.ts';
import { findBetterUnit, toTitleUnit } from '#core/mapping/suggest/fit-units.ts';
import { matchCodes } from '#core/mapping/suggest/match-codes.ts';
import { convert } from '#core/mapping/units/conversion.ts';
import { findConversion } from '#core/mapping/units/find-conversion.ts';
import { suggestBodySize } from '#core/mapping/suggest/suggest-body-size.ts';
import { suggestByValues } from '#core/mapping/suggest/suggest-by-values.ts';
import type { SuggestionDoubt, SuggestionReason } from '#core/mapping/suggest/suggestion-note.ts';
import { matchTitle, toWords, type TitleMatch } from '#core/mapping/suggest/title-match.ts';

/** A column of a file with what its cells are. */
export interface KnownColumn {
  readonly profile: ColumnProfile;
  readonly suggestion: ColumnSuggestion;
}

const bornWords = /^(?:geboren|geboorte.*|birth.*|born|dob|geburt.*|geb)$/;
const order: readonly TitleMatch[] = ['same', 'holds', 'part'];

/**
 * For each input the columns that are called so and could hold it, best first, with reasons and doubts. Nothing is
 * certain of which anything is doubtful: the unit where no title says it, a code that no category is called, a range
 * that does not fit.
 */
export function suggestByName(
  { manifest, texts }: Pick<Bundle, 'manifest' | 'texts'>,
  columns: readonly KnownColumn[],
): ReadonlyMap<string, readonly SuggestedSource[]> {
  const words = [...texts.values()];
  return new Map(
    manifest.inputs.map((input) => {
      const named = columns
        .flatMap((column) => {
          const match = matchTitle(column.suggestion.title, input, words);
          return match === undefined ? [] : [{ column, match }];
        })
        .toSorted((a, b) => order.indexOf(a.match) - order.indexOf(b.match));
      const found = named.flatMap(({ column, match }) => toSources(input, column, match, words));
      const all = [...found, ...toAges(input, columns), ...suggestBodySize(input, columns)];
      const byValues =
        all.length > 0
          ? []
          : suggestByValues(input, toUnnamed(columns, manifest, words), (column) =>
              toSources(input, column, 'same', words),
            );
      return [input.name, [...all, ...byValues]] as const;
    }),
  );
}

/** Columns of values that are called what no input is called. */
function toUnnamed(
  columns: readonly KnownColumn[],
  { inputs }: Pick<Manifest, 'inputs'>,
  texts: readonly Texts[],
): KnownColumn[] {
  return columns.filter(
    ({ suggestion: { title, choices } }) =>
      choices[0]?.kind !== 'identifier' &&
      choices[0]?.kind !== 'date' &&
      inputs.every((input) => matchTitle(title, input, texts) === undefined),
  );
}

/** What a column could be for an input, whatever it is called: a person chose it. Nothing of it is certain. */
export function suggestFromColumn(
  input: Input,
  column: KnownColumn,
  { texts }: Pick<Bundle, 'texts'>,
): SuggestedSource[] {
  const reasons = [{ code: 'column-chosen' as const, column: column.suggestion.title }];
  const sources = toSources(input, column, 'same', [...texts.values()]);
  return sources.map((source) => ({ ...source, reasons, certain: false }));
}

function toSources(
  input: Input,
  column: KnownColumn,
  match: TitleMatch,
  texts: readonly Texts[],
): SuggestedSource[] {
  const { suggestion } = column;
  const { title, choices } = suggestion;
  const missing = suggestion.missing.filter(({ reason }) => reason === 'empty' || reason === 'word');
  const common = {
    reasons: [toReason(title, match)],
    doubts: [...suggestion.doubts, ...(match === 'part' ? [{ code: 'title-names-part' as const }] : [])],
    missing: suggestion.missing,
  };
  const words = missing.map(({ text }) => text);
  const isPlain = common.doubts.length === 0 && missing.length === suggestion.missing.length;
  switch (input.type) {
    case 'number': {
      const choice = choices.find((one) => one.kind === 'number');
      return choice === undefined ? [] : toNumbers(input, column, choice, words, common, isPlain);
    }
    case 'category': {
      const counts = column.profile.counts.texts
        .entries()
        .filter(([text]) => !words.includes(text) && text !== '');
      if (!column.profile.counts.texts.complete || counts.length > 100) return [];
      const { codes, unmatched } = matchCodes(counts, input, texts);
      const source = { kind: 'code' as const, column: title, codes, missing: words };
      return [{ ...common, source, certain: isPlain && unmatched.length === 0, unmatched }];
    }
    case 'text':
      return [
        {
          ...common,
          source: { kind: 'text', column: title, missing: words },
          certain: isPlain,
          unmatched: [],
        },
      ];
    default:
      return input satisfies never;
  }
}

/** Age from a birth date and each other date: which one is meant, only a person knows. */
function toAges(input: Input, columns: readonly KnownColumn[]): SuggestedSource[] {
  if (input.type !== 'number' || input.unit !== 'a') return [];
  const dates = columns.flatMap(({ suggestion }) => toDate(suggestion) ?? []);
  const births = dates.filter(({ column }) => toWords(column).some((word) => bornWords.test(word)));
  return births.flatMap((birth) =>
    dates
      .filter(({ column }) => column !== birth.column)
      .map((at) => ({
        source: { kind: 'age' as const, birth, at },
        certain: false,
        reasons: [{ code: 'age-between' as const, birth: birth.column, at: at.column }],
        doubts: [{ code: 'age-date-not-told' as const }],
        missing: [],
        unmatched: [],
      })),
  );
}

function toDate({ title, choice, missing }: ColumnSuggestion): DateColumn | undefined {
  if (choice?.kind !== 'date') return undefined;
  const { format, century } = choice;
  return {
    column: title,
    format,
    ...(century === undefined ? {} : { century }),
    missing: missing.map(({ text }) => text),
  };
}

function toReason(column: string, match: TitleMatch): SuggestionReason {
  return { code: match === 'same' ? 'title-is-name' : 'title-holds-name', column };
}

/** In the unit that the title says, or else the model's; and in the one that the numbers fit better, if there is one. */
function toNumbers(
  input: Extract<Input, { type: 'number' }>,
  { profile, suggestion: { title } }: KnownColumn,
  { decimal, thousands }: Extract<ColumnChoice, { kind: 'number' }>,
  missing: string[],
  common: Pick<SuggestedSource, 'reasons' | 'doubts' | 'missing'>,
  isPlain: boolean,
): SuggestedSource[] {
  const marks = {
    ...(decimal === undefined ? {} : { decimal }),
    ...(thousands === undefined ? {} : { thousands }),
  };
  const numbers = profile.summary({ decimal: ',', ...marks }, missing);
  const said = toTitleUnit(title);
  const unit = said === undefined || said === 'unknown' || !isConvertible(said, input) ? input.unit : said;
  const better = findBetterUnit(unit, input, numbers);
  const doubts: SuggestionDoubt[] = [
    ...toUnitDoubts(input, said, unit),
    ...(better === undefined
      ? toRangeDoubts(input, unit, numbers)
      : [{ code: 'other-unit-fits' as const, unit, better, median: numbers.quantile(0.5) }]),
  ];
  const toSource = (code: string) => ({
    kind: 'number' as const,
    column: title,
    unit: code,
    ...marks,
    missing,
  });
  const first = {
    ...common,
    source: toSource(unit),
    doubts: [...common.doubts, ...doubts],
    certain: isPlain && doubts.length === 0,
    unmatched: [],
  };
  if (better === undefined) return [first];
  const reasons: SuggestionReason[] = [...common.reasons, { code: 'numbers-fit-unit', unit: better }];
  const notSaid: SuggestionDoubt[] = said === better ? [] : [{ code: 'unit-not-said', unit: better }];
  const second = {
    ...first,
    source: toSource(better),
    reasons,
    doubts: [...common.doubts, ...notSaid],
    certain: false,
  };
  return [first, second];
}

function isConvertible(unit: string, input: Extract<Input, { type: 'number' }>): boolean {
  return findConversion(unit, input.unit, input.molarMass).ok;
}

/** Only a title can say the unit of a column, and only in brackets. */
function toUnitDoubts(
  input: Extract<Input, { type: 'number' }>,
  said: string | undefined,
  unit: string,
): SuggestionDoubt[] {
  if (input.unit === '1' || said === unit) return [];
  return [{ code: said === undefined ? 'title-says-no-unit' : 'title-says-other-unit', unit }];
}

function toRangeDoubts(
  input: Extract<Input, { type: 'number' }>,
  unit: string,
  numbers: NumberSummary,
): SuggestionDoubt[] {
  const found = findConversion(unit, input.unit, input.molarMass);
  if (numbers.count === 0 || !found.ok) return [];
  const [least, most] = [convert(found.conversion, numbers.min), convert(found.conversion, numbers.max)];
  const { min, max } = input.limits;
  if (least >= min && most <= max) return [];
  return [{ code: 'numbers-outside-limits', min, max, unit: input.unit }];
}
