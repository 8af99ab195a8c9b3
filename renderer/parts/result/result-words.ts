import { toDifferenceText, toIntervalText } from '#core/advice/sentence.ts';
import { phrases } from '#core/advice/phrases.ts';
import { toPersons } from '#core/advice/persons.ts';
import type { Outcome } from '#core/bundle/manifest.ts';
import { isInPersons, type Estimate, type Question } from '#core/estimates/to-answer.ts';
import { toUnitText } from '#renderer/parts/value-text.ts';
import type { ModelWords } from '#renderer/parts/use-wording.ts';
import type { fieldWords } from '#renderer/strings/fields.ts';

type Units = (typeof fieldWords)['nl']['units'];

/** How the numbers of one outcome are said: persons of 100, or a value in its unit. */
export interface ResultWords {
  /** 61, >99; 4,2 mmol/L. */
  readonly one: (value: number) => string;
  /** +7, −3. */
  readonly signed: (value: number) => string;
  /** 44 tot 60. */
  readonly interval: (estimate: Estimate) => string | undefined;
  /** 7 meer; +0,3 mmol/L. */
  readonly difference: (value: number) => string;
  /** 2 tot 15 meer. */
  readonly differenceInterval: (estimate: Estimate) => string | undefined;
  readonly to: (from: string, upTo: string) => string;
}

export function toResultWords(outcome: Outcome, model: ModelWords, units: Units): ResultWords {
  const { numbers, wording } = model;
  const words = phrases[wording.language];
  if (isInPersons(outcome)) {
    const persons = (value: number): string => numbers.number(toPersons(value));
    return {
      one: toPersonsWord,
      signed: numbers.signedPersons,
      interval: ({ interval }) => interval && words.to(persons(interval.lower), persons(interval.upper)),
      difference: (value) => toDifferenceText(value, words),
      differenceInterval: ({ interval }) => interval && toIntervalText(interval.lower, interval.upper, words),
      to: words.to,
    };
  }
  const unit = outcome.kind === 'value' ? toUnitText(units, outcome.unit) : '';
  const bare = (value: number): string => numbers.number(value, toDigits(value));
  const withUnit = (text: string): string => (unit === '' ? text : `${text} ${unit}`);
  const signed = (value: number): string => (value > 0 ? `+${bare(value)}` : bare(value));
  return {
    one: (value) => withUnit(bare(value)),
    signed,
    interval: ({ interval }) => interval && words.to(bare(interval.lower), bare(interval.upper)),
    difference: (value) => withUnit(signed(value)),
    differenceInterval: ({ interval }) =>
      interval && withUnit(words.to(signed(interval.lower), signed(interval.upper))),
    to: words.to,
  };
}

/** 100 and 0 are said only of certainty, as in the sentence. */
function toPersonsWord(probability: number): string {
  const persons = toPersons(probability);
  if (persons === 100 && probability < 1) return '>99';
  if (persons === 0 && probability > 0) return '<1';
  return String(persons);
}

/** Three digits that tell, of a value of any size. */
function toDigits(value: number): number {
  const size = Math.abs(value);
  if (size === 0) return 0;
  return Math.max(0, Math.min(6, 2 - Math.floor(Math.log10(size))));
}

/** `5 jaar`; empty where the outcome has no horizons. */
export function toTimeText({ outcome, horizon }: Question, model: ModelWords, units: Units): string {
  const unit = outcome.horizons?.find(({ value }) => value === horizon)?.unit;
  if (horizon === undefined || unit === undefined) return '';
  return `${model.numbers.number(horizon)} ${toUnitText(units, unit, horizon)}`;
}
