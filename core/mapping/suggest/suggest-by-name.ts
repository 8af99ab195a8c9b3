import type { Bundle } from '#core/bundle/bundle.ts';
import type { Input } from '#core/bundle/manifest.ts';
import type { Texts } from '#core/bundle/texts.ts';
import type { ColumnProfile } from '#core/detect/column-profile.ts';
import { toDoubtSentence } from '#core/detect/evidence-sentence.ts';
import type { ColumnChoice, ColumnSuggestion } from '#core/detect/evidence.ts';
import type { SuggestedSource } from '#core/mapping/resolve-answers.ts';
import type { DateColumn } from '#core/mapping/source.ts';
import { matchCodes } from '#core/mapping/suggest/match-codes.ts';
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
      const found = named.flatMap(({ column, match }) => toSource(input, column, match, words) ?? []);
      return [input.name, [...found, ...toAges(input, columns)]] as const;
    }),
  );
}

function toSource(
  input: Input,
  column: KnownColumn,
  match: TitleMatch,
  texts: readonly Texts[],
): SuggestedSource | undefined {
  const { suggestion } = column;
  const { title, choices } = suggestion;
  const missing = suggestion.missing.filter(({ reason }) => reason === 'empty' || reason === 'word');
  const common = {
    reasons: [toReason(title, match)],
    doubts: [
      ...suggestion.doubts.map(toDoubtSentence),
      ...(match === 'part' ? ['its title names only a part of the input'] : []),
    ],
    missing: suggestion.missing,
  };
  const words = missing.map(({ text }) => text);
  const isPlain = common.doubts.length === 0 && missing.length === suggestion.missing.length;
  switch (input.type) {
    case 'number': {
      const choice = choices.find((one) => one.kind === 'number');
      if (choice === undefined) return undefined;
      const doubts = [
        ...common.doubts,
        ...toUnitDoubts(input, title),
        ...toRangeDoubts(input, column, choice, words),
      ];
      const { decimal, thousands } = choice;
      const source = {
        kind: 'number' as const,
        column: title,
        unit: input.unit,
        ...(decimal === undefined ? {} : { decimal }),
        ...(thousands === undefined ? {} : { thousands }),
        missing: words,
      };
      return { ...common, source, doubts, certain: isPlain && doubts.length === 0, unmatched: [] };
    }
    case 'category': {
      const counts = column.profile.counts.texts
        .entries()
        .filter(([text]) => !words.includes(text) && text !== '');
      if (!column.profile.counts.texts.complete || counts.length > 100) return undefined;
      const { codes, unmatched } = matchCodes(counts, input, texts);
      const source = { kind: 'code' as const, column: title, codes, missing: words };
      return { ...common, source, certain: isPlain && unmatched.length === 0, unmatched };
    }
    case 'text':
      return {
        ...common,
        source: { kind: 'text', column: title, missing: words },
        certain: isPlain,
        unmatched: [],
      };
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
        reasons: [`age in whole years, from "${birth.column}" to "${at.column}"`],
        doubts: ['whether the model means the age on that date, the file does not tell'],
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

function toReason(title: string, match: TitleMatch): string {
  return match === 'same'
    ? `the title "${title}" is a name of it`
    : `the title "${title}" holds a name of it`;
}

/** Only a title can say the unit of a column, and only in brackets. */
function toUnitDoubts({ unit }: Extract<Input, { type: 'number' }>, title: string): string[] {
  if (unit === '1') return [];
  const said = /[([]([^)\]]+)[)\]]\s*$/.exec(title)?.[1]?.trim();
  if (said?.toLowerCase() === unit.toLowerCase()) return [];
  return [`its title ${said === undefined ? 'says no unit' : `says ${said}`}; the model wants ${unit}`];
}

function toRangeDoubts(
  { limits, unit }: Extract<Input, { type: 'number' }>,
  { profile }: KnownColumn,
  choice: Extract<ColumnChoice, { kind: 'number' }>,
  missing: readonly string[],
): string[] {
  const { decimal = ',', thousands } = choice;
  const numbers = profile.summary({ decimal, ...(thousands === undefined ? {} : { thousands }) }, missing);
  if (numbers.count === 0 || (numbers.min >= limits.min && numbers.max <= limits.max)) return [];
  return [
    `some numbers lie outside ${limits.min} to ${limits.max} ${unit}, which the model takes: another unit, or errors`,
  ];
}
