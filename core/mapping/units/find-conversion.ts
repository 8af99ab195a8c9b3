import ucum from '@lhncbc/ucum-lhc';
import { toQuoted } from '#core/bundle/quote.ts';
import type { Conversion } from '#core/mapping/units/conversion.ts';

export type UnitFault =
  /** No UCUM code, letter for letter. */
  | 'unit-unknown'
  /** Both are codes, and no rule turns one into the other. */
  | 'unit-differs';

export type FoundConversion =
  | { readonly ok: true; readonly conversion: Conversion }
  /** `message` follows `input x`: what and why, without a full stop. */
  | { readonly ok: false; readonly code: UnitFault; readonly message: string };

/** UCUM, section 4.2, table "special units": what they are in kelvin is (value + plus) ÷ over. */
const temperatures = new Map([
  ['K', { plus: 0, over: 1 }],
  ['Cel', { plus: 273.15, over: 1 }],
  ['[degF]', { plus: 459.67, over: 1.8 }],
]);

/**
 * How numbers in the unit `from` become numbers in `to`, both UCUM codes. Mass and amount of substance are converted
 * with `molarMass` in g/mol, and only with it.
 *
 * The same code needs no tables. Else the factor is UCUM's, taken to 15 digits; where its inverse is whole or shorter,
 * values are divided by that instead, so that 57 cm are 0.57 m. Refused by name: texts that are no code, arbitrary units
 * such as [iU], scales that are not linear (Celsius, Fahrenheit and kelvin apart), a ratio of amounts against a plain
 * ratio (haemoglobin A1c in mmol/mol is no tenth of a percent), and units whose words in braces differ, since
 * mL/min/{1.73_m2} is another quantity than mL/min while UCUM takes them for one.
 */
export function findConversion(from: string, to: string, molarMass?: number): FoundConversion {
  if (from === to) return { ok: true, conversion: { kind: 'same' } };
  const fault = findFault(from, to);
  if (fault) return fault;
  const degrees = findTemperature(from, to);
  if (degrees) return { ok: true, conversion: degrees };
  const factor = findFactor(from, to, molarMass);
  const inverse = findFactor(to, from, molarMass);
  if (factor === undefined || inverse === undefined) {
    const isMolar = findFactor(from, to, 1) !== undefined;
    return differs(
      from,
      to,
      isMolar
        ? 'mass and amount of substance are converted with the molar mass only, which the model does not state'
        : 'one cannot be converted to the other',
    );
  }
  return { ok: true, conversion: toConversion(factor, inverse) };
}

function findFault(from: string, to: string): FoundConversion | undefined {
  const units = ucum.UcumLhcUtils.getInstance();
  for (const code of [from, to]) {
    const { unit, retMsg } = isWellFormed(code)
      ? units.getSpecifiedUnit(code, 'validate', false)
      : { unit: undefined, retMsg: [] };
    if (!unit || retMsg.length > 0) {
      return {
        ok: false,
        code: 'unit-unknown',
        message: `is in ${toQuoted(to)}, the profile in ${toQuoted(from)}: ${toQuoted(code)} is no UCUM code`,
      };
    }
    if (unit.isArbitrary_) return differs(from, to, `${toQuoted(code)} is a unit of its own assay`);
  }
  if (toBraces(from) !== toBraces(to)) return differs(from, to, 'the words in braces differ');
  if (isRatioOfAmounts(from) !== isRatioOfAmounts(to)) {
    return differs(from, to, 'a ratio of amounts of substance is not converted to another ratio');
  }
  return undefined;
}

/**
 * What no UCUM code has and the library would take, or choke on: empty parentheses, a factor of zero, an exponent behind
 * braces, and names of members that every object of JavaScript has.
 */
function isWellFormed(code: string): boolean {
  return !/\(\)|\}[^./)]|(?:^|[/.(])0/.test(code) && memberNames.every((name) => !code.includes(name));
}

function toBraces(code: string): string {
  return [...(code.match(/\{[^}]*\}/g) ?? [])].toSorted().join();
}

function isRatioOfAmounts(code: string): boolean {
  return (code.match(/mol/g) ?? []).length > 1;
}

function differs(from: string, to: string, why: string): FoundConversion {
  return {
    ok: false,
    code: 'unit-differs',
    message: `is in ${toQuoted(to)}, the profile in ${toQuoted(from)}: ${why}`,
  };
}

function findTemperature(from: string, to: string): Conversion | undefined {
  const one = temperatures.get(from);
  const other = temperatures.get(to);
  if (one === undefined || other === undefined) return undefined;
  // The same divisor is left out on both sides, so that Fahrenheit's own offset of 32 stays exact.
  if (from === '[degF]' && to === 'Cel') return { kind: 'affine', plus: -32, times: 1, over: 1.8, offset: 0 };
  if (from === 'Cel' && to === '[degF]') return { kind: 'affine', plus: 0, times: 1.8, over: 1, offset: 32 };
  return { kind: 'affine', plus: one.plus, times: other.over, over: one.over, offset: -other.plus };
}

const memberNames = Object.getOwnPropertyNames(Object.prototype);

/** What one of `from` is in `to`; undefined where there is no such number, or it is not the same for every value. */
function findFactor(from: string, to: string, molarMass: number | undefined): number | undefined {
  const options = molarMass === undefined ? {} : { molecularWeight: molarMass };
  const units = ucum.UcumLhcUtils.getInstance();
  const [none, one, ten] = [0, 1, 10].map((value) => units.convertUnitTo(from, value, to, options));
  if (one?.status !== 'succeeded' || one.toVal === null || !(one.toVal > 0)) return undefined;
  const isLinear = none?.toVal === 0 && Math.abs((ten?.toVal ?? 0) / one.toVal - 10) < 1e-9;
  return isLinear && Number.isFinite(one.toVal) ? Number(one.toVal.toPrecision(15)) : undefined;
}

function toConversion(factor: number, inverse: number): Conversion {
  if (factor === 1) return { kind: 'same' };
  if (Number.isSafeInteger(factor)) return { kind: 'multiply', by: factor };
  if (Number.isSafeInteger(inverse) || countDigits(inverse) < countDigits(factor)) {
    return { kind: 'divide', by: inverse };
  }
  return { kind: 'multiply', by: factor };
}

/** Digits that count: those of 0.00012 are two. */
function countDigits(value: number): number {
  const [digits = ''] = value.toExponential().split('e');
  return digits.replace('.', '').length;
}
