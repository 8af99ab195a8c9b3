import type { Language } from '#core/bundle/fields.ts';
import type { Input } from '#core/bundle/manifest.ts';
import type { ShownValue } from '#core/contract/patients-view.ts';
import type { Texts } from '#core/bundle/texts.ts';
import type { Numbers } from '#renderer/strings/numbers.ts';
import type { fieldWords } from '#renderer/strings/fields.ts';

type Units = (typeof fieldWords)['nl']['units'];

/** A unit in words: `jaar`, `mm`; empty of a count. `several` says of how many it is spoken. */
export function toUnitText(units: Units, code: string, value: number | undefined = 2): string {
  const [one, several] = units[code] ?? [code, code];
  return Math.abs(value) === 1 ? one : several;
}

/** A value as people say it, and its unit apart, which is drawn lighter. */
export interface ValueText {
  readonly text: string;
  readonly unit: string;
}

export function toValueText(
  input: Input,
  value: Exclude<ShownValue, null>,
  wording: { readonly texts: Texts; readonly numbers: Numbers; readonly units: Units },
): ValueText {
  const { texts, numbers, units } = wording;
  switch (input.type) {
    case 'number':
      return typeof value === 'number'
        ? { text: numbers.number(value), unit: toUnitText(units, input.unit, value) }
        : { text: value, unit: '' };
    case 'category':
      return { text: texts[`inputs.${input.name}.categories.${value}`] ?? String(value), unit: '' };
    case 'text':
      return { text: String(value), unit: '' };
    default:
      throw input satisfies never;
  }
}

/** Value and unit in one text. */
export function joinValue({ text, unit }: ValueText): string {
  return unit === '' ? text : `${text} ${unit}`;
}

/** A label inside a sentence: small, except in German, where nouns are not. */
export function toInline(label: string, language: Language): string {
  return language === 'de' ? label : label.charAt(0).toLocaleLowerCase() + label.slice(1);
}

/** Whether an input only says yes or no: then its label alone tells, where the answer is yes. */
export function isYesNo(input: Input): boolean {
  return input.type === 'category' && [...input.categories].sort().join(' ') === 'no yes';
}
