import { toDifferenceText, toIntervalText } from '#core/advice/sentence.ts';
import { phrases } from '#core/advice/phrases.ts';
import { toPersons } from '#core/advice/persons.ts';
import type { Outcome } from '#core/bundle/manifest.ts';
import { isInPersons, type ArmAnswer, type Estimate, type Question } from '#core/estimates/to-answer.ts';
import { toUnitText } from '#renderer/parts/value-text.ts';
import type { ModelWords } from '#renderer/parts/use-wording.ts';
import type { fieldWords } from '#renderer/strings/fields.ts';

type Units = (typeof fieldWords)['nl']['units'];

/** How the numbers of one outcome are said: persons of 100, or a value in its unit. */
export interface ResultWords {
  /** What is estimated under an arm: 61, >99; 4,2 mmol/L. */
  readonly ofArm: (answer: ArmAnswer) => string | undefined;
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
      ofArm: toPersonsWord,
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
    ofArm: ({ estimate }) => estimate && withUnit(bare(estimate.mean)),
    signed,
    interval: ({ interval }) => interval && words.to(bare(interval.lower), bare(interval.upper)),
    difference: (value) => withUnit(signed(value)),
    differenceInterval: ({ interval }) =>
      interval && withUnit(words.to(signed(interval.lower), signed(interval.upper))),
    to: words.to,
  };
}

/** 100 and 0 are said only of certainty, as in the sentence. */
function toPersonsWord({ estimate, persons }: ArmAnswer): string | undefined {
  if (estimate === undefined || persons === undefined) return undefined;
  if (persons === 100 && estimate.mean < 1) return '>99';
  if (persons === 0 && estimate.mean > 0) return '<1';
  return String(persons);
}

/** Three digits that tell, of a value of any size. */
function toDigits(value: number): number {
  const size = Math.abs(value);
  if (size === 0) return 0;
  return Math.max(0, Math.min(6, 2 - Math.floor(Math.log10(size))));
}

/** Persons of 100 to the tenth, which is where whole ones come from: 35,5 and 13,1. */
export function toTenths(share: number, { numbers }: ModelWords): string {
  return numbers.fixed(share * 100, 1);
}

/** `5 jaar`; empty where the outcome has no horizons. */
export function toTimeText({ outcome, horizon }: Question, model: ModelWords, units: Units): string {
  const unit = outcome.horizons?.find(({ value }) => value === horizon)?.unit;
  if (horizon === undefined || unit === undefined) return '';
  return `${model.numbers.number(horizon)} ${toUnitText(units, unit, horizon)}`;
}
