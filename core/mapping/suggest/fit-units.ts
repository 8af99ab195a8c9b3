import type { Input } from '#core/bundle/manifest.ts';
import type { NumberSummary } from '#core/detect/number-summary.ts';
import { convert } from '#core/mapping/units/conversion.ts';
import { findConversion } from '#core/mapping/units/find-conversion.ts';

type NumberInput = Extract<Input, { type: 'number' }>;

/** UCUM codes in which laboratories and records give what a model may want in another one. */
const common =
  'mmol/L umol/L nmol/L pmol/L mol/L g/dL g/L mg/dL mg/L ug/L ng/mL ug/dL kg g [lb_av] cm m mm [in_i] a mo wk d h min Cel [degF] kPa mm[Hg] % 1 mL L dL 10*9/L 10*3/uL'.split(
    ' ',
  );

/** What titles write where UCUM writes otherwise. */
const aliases = new Map([
  ...common.map((code) => [code.toLowerCase(), code] as const),
  ['µmol/l', 'umol/L'],
  ['μmol/l', 'umol/L'],
  ['µg/l', 'ug/L'],
  ['jaar', 'a'],
  ['jaren', 'a'],
  ['years', 'a'],
  ['yr', 'a'],
  ['jahre', 'a'],
  ['maanden', 'mo'],
  ['months', 'mo'],
  ['dagen', 'd'],
  ['days', 'd'],
  ['tage', 'd'],
  ['°c', 'Cel'],
  ['mmhg', 'mm[Hg]'],
  ['x10^9/l', '10*9/L'],
  ['10^9/l', '10*9/L'],
]);

/** The UCUM code of what stands in brackets at the end of a title; `unknown` where that is no unit known here. */
export function toTitleUnit(title: string): string | 'unknown' | undefined {
  const said = /[([]([^)\]]+)[)\]]\s*$/.exec(title)?.[1]?.trim().toLowerCase();
  return said === undefined ? undefined : (aliases.get(said) ?? 'unknown');
}

/** How many of the first, middle and last decile lie in the range that the model was developed on, converted: 0 to 3. */
export function toFit(unit: string, input: NumberInput, numbers: NumberSummary): number | undefined {
  const found = findConversion(unit, input.unit, input.molarMass);
  if (!found.ok) return undefined;
  const { min, max } = input.development;
  return [0.1, 0.5, 0.9].filter((share) => {
    const value = convert(found.conversion, numbers.quantile(share));
    return value >= min && value <= max;
  }).length;
}

/** Another unit that the numbers fit better, the best one; undefined where `unit` fits as well as any. */
export function findBetterUnit(unit: string, input: NumberInput, numbers: NumberSummary): string | undefined {
  if (numbers.count === 0 || input.unit === '1') return undefined;
  const own = toFit(unit, input, numbers) ?? 0;
  const fits = common.map((code) => ({ code, fit: toFit(code, input, numbers) ?? 0 }));
  const [best] = fits.toSorted((a, b) => b.fit - a.fit);
  return best !== undefined && best.fit > own ? best.code : undefined;
}
