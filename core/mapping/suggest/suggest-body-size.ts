import type { Input } from '#core/bundle/manifest.ts';
import type { SuggestedSource } from '#core/mapping/resolve-answers.ts';
import type { NumberColumn } from '#core/mapping/source.ts';
import { toTitleUnit } from '#core/mapping/suggest/fit-units.ts';
import type { KnownColumn } from '#core/mapping/suggest/suggest-by-name.ts';
import type { SuggestionDoubt, SuggestionReason } from '#core/mapping/suggest/suggestion-note.ts';
import { toWords } from '#core/mapping/suggest/title-match.ts';

const weightWords = /^(?:(?:lichaams)?gewicht|(?:body)?weight|(?:korper)?gewicht)$/;
const heightWords = /^(?:(?:lichaams)?lengte|(?:body)?height|(?:korper)?(?:gro(?:ss|ß)e|hohe))$/;

/** What a person weighs and measures, so that the unit of a column shows in its median. */
const adults = [
  { unit: 'kg', from: 30, to: 250 },
  { unit: '[lb_av]', from: 250, to: 600 },
  { unit: 'cm', from: 100, to: 230 },
  { unit: 'm', from: 1, to: 2.3 },
] as const;

interface Part {
  readonly column: NumberColumn;
  readonly doubts: readonly SuggestionDoubt[];
}

/** Body mass index or body surface area of columns of weight and height, for an input in the unit of one. */
export function suggestBodySize(input: Input, columns: readonly KnownColumn[]): SuggestedSource[] {
  if (input.type !== 'number' || (input.unit !== 'kg/m2' && input.unit !== 'm2')) return [];
  const weights = columns.flatMap((column) => toPart(column, weightWords, ['kg', '[lb_av]', 'g']));
  const heights = columns.flatMap((column) => toPart(column, heightWords, ['cm', 'm', '[in_i]']));
  return weights.flatMap((weight) =>
    heights.flatMap((height): SuggestedSource[] => {
      const parts = { weight: weight.column, height: height.column };
      const common = {
        certain: false,
        doubts: [...weight.doubts, ...height.doubts],
        missing: [],
        unmatched: [],
      };
      const toReason = (formula: Extract<SuggestionReason, { code: 'body-size' }>['formula']) => ({
        code: 'body-size' as const,
        formula,
        weight: parts.weight.column,
        height: parts.height.column,
        weightUnit: parts.weight.unit,
        heightUnit: parts.height.unit,
      });
      if (input.unit === 'kg/m2') {
        const source = { kind: 'body-mass-index' as const, ...parts };
        return [{ ...common, source, reasons: [toReason('body-mass-index')] }];
      }
      return (['du-bois', 'mosteller'] as const).map((method) => ({
        ...common,
        source: { kind: 'body-surface-area' as const, method, ...parts },
        reasons: [toReason(method)],
        doubts: [...common.doubts, { code: 'formula-not-told' as const }],
      }));
    }),
  );
}

function toPart({ profile, suggestion }: KnownColumn, named: RegExp, units: readonly string[]): Part[] {
  const { title, choices, doubts, missing } = suggestion;
  if (!toWords(title).some((word) => named.test(word))) return [];
  const choice = choices.find((one) => one.kind === 'number');
  if (choice === undefined) return [];
  const words = missing.flatMap(({ text, reason }) =>
    reason === 'empty' || reason === 'word' ? [text] : [],
  );
  const { decimal, thousands } = choice;
  const marks = {
    ...(decimal === undefined ? {} : { decimal }),
    ...(thousands === undefined ? {} : { thousands }),
  };
  const median = profile.summary({ decimal: ',', ...marks }, words).quantile(0.5);
  const fits = adults.find((one) => units.includes(one.unit) && median >= one.from && median <= one.to)?.unit;
  const said = toTitleUnit(title);
  const unit = said !== undefined && units.includes(said) ? said : fits;
  if (unit === undefined) return [];
  const notes: SuggestionDoubt[] = [
    ...(doubts.length > 0 ? [{ code: 'column-has-doubts' as const, column: title }] : []),
    ...(said === unit ? [] : [{ code: 'unit-not-said' as const, column: title, unit }]),
    ...(fits === unit ? [] : [{ code: 'median-strange' as const, column: title, unit, median }]),
  ];
  return [{ column: { column: title, unit, ...marks, missing: words }, doubts: notes }];
}
