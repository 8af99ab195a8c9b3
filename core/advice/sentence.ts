import type { Manifest, Output } from '#core/bundle/manifest.ts';
import type { Texts } from '#core/bundle/texts.ts';
import type { Advice } from '#core/advice/advise.ts';
import { findOutput } from '#core/advice/check-outputs.ts';
import { toPersons, toTenthsOfPersons } from '#core/advice/persons.ts';
import { toShownPersons, type Share } from '#core/estimates/shown-persons.ts';
import { phrases, type Language, type Phrases } from '#core/advice/phrases.ts';
import type { Reason } from '#core/advice/reason.ts';
import { mustHold } from '#core/must-hold.ts';

/** A manifest with the texts of one of its languages. */
export interface Wording {
  readonly manifest: Manifest;
  readonly texts: Texts;
  readonly language: Language;
}

/**
 * The result of one patient in one plain sentence: the advice, then both arms of the decision in whole persons of the
 * same 100, the difference and its interval. The shown numbers are a sum; where they cannot be, the sentence says what they
 * were before rounding. Without advice: its reasons.
 */
export function toSentence(wording: Wording, advice: Advice, outputs: ArrayLike<number> | null): string {
  const words = phrases[wording.language];
  switch (advice.state) {
    case 'favours':
      return `${words.favours(toText(wording, `arms.${advice.arm}.label`))}: ${toDecided(wording, outputs)}.`;
    case 'uncertain':
      return `${words.uncertain}: ${toDecided(wording, outputs)}.`;
    case 'no-recommendation': {
      const reasons = new Set(advice.reasons.map((reason) => toReasonText(wording, reason)));
      return `${words.noRecommendation}: ${[...reasons].join('; ')}.`;
    }
    default:
      throw advice satisfies never;
  }
}

/** One reason in words, without a full stop. */
export function toReasonText(wording: Wording, reason: Reason): string {
  const words = phrases[wording.language];
  const label = (input: string): string => toText(wording, `inputs.${input}.label`);
  switch (reason.code) {
    case 'outside-population':
      return toText(wording, `population.${reason.text}`);
    case 'outside-limits': {
      const range = words.range(toNumber(reason.min, words), toNumber(reason.max, words));
      return words.outsideLimits(label(reason.input), toNumber(reason.value, words), range);
    }
    case 'input-missing':
      return words.inputMissing(label(reason.input));
    case 'output-invalid':
      return words.outputInvalid;
    case 'no-decision-rule':
      return words.noDecisionRule;
    default:
      throw reason satisfies never;
  }
}

function toDecided(wording: Wording, outputs: ArrayLike<number> | null): string {
  const { decision } = wording.manifest;
  mustHold(decision !== undefined && outputs !== null, 'advice without a decision or without outputs');
  return toEstimateText(wording, decision, outputs);
}

/** Two arms of a probability or survival that the manifest compares. */
export interface Comparison {
  readonly outcome: string;
  /** Of an outcome that has horizons. */
  readonly horizon?: number;
  readonly arm: string;
  readonly reference: string;
}

/**
 * The estimate alone, without advice and full stop: both arms in whole persons of the same 100, the difference and its
 * interval, where it has one. @param emphasise marks both numbers of persons with what they are about
 */
export function toEstimateText(
  wording: Wording,
  { outcome, horizon, arm, reference }: Comparison,
  outputs: ArrayLike<number>,
  emphasise: (text: string) => string = (text) => text,
): string {
  const { manifest, language } = wording;
  const words = phrases[language];
  const unit = manifest.outcomes
    .find(({ name }) => name === outcome)
    ?.horizons?.find(({ value }) => value === horizon)?.unit;
  mustHold((unit === undefined) === (horizon === undefined), `${outcome} has no horizon ${horizon}`);
  const place = horizon === undefined ? { outcome } : { outcome, horizon };
  const find = (of: Pick<Output, 'arm' | 'reference' | 'statistic'>): number | undefined =>
    outputs[findOutput(manifest, { ...place, ...of })];
  const toShare = (of: Pick<Output, 'arm' | 'reference'>): Share => {
    const [mean, lower, upper] = (['mean', 'lower', 'upper'] as const).map((statistic) =>
      find({ ...of, statistic }),
    );
    mustHold(mean !== undefined, `the sentence needs the mean of ${of.arm}`);
    return lower === undefined || upper === undefined ? { mean } : { mean, interval: { lower, upper } };
  };
  const [ofReference, ofArm] = [toShare({ arm: reference }), toShare({ arm })];
  const difference = toShare({ arm, reference });
  const persons = toShownPersons(ofReference, ofArm, difference.mean);
  const said = [toDifferenceText(difference.mean, words)];
  if (!persons.isSum) {
    const [of, withIt, more] = [ofReference, ofArm, difference].map(({ mean }) =>
      toTenthsOfPersons(mean).replace('.', words.decimal).replace('-', '−'),
    );
    said.push(words.beforeRounding(of ?? '', withIt ?? '', more ?? ''));
  }
  const without = toPersonsText(persons.reference, ofReference.mean, words);
  return words.estimate({
    state: toText(wording, `outcomes.${outcome}.state`),
    after:
      horizon === undefined || unit === undefined ? '' : `${words.after(toNumber(horizon, words), unit)} `,
    reference: emphasise(toText(wording, `arms.${reference}.label`)),
    ofReference: emphasise(without),
    oneOfReference: without === '1',
    arm: emphasise(toText(wording, `arms.${arm}.label`)),
    ofArm: emphasise(toPersonsText(persons.arm, ofArm.mean, words)),
    difference: said.join(', '),
    interval:
      difference.interval && toIntervalText(difference.interval.lower, difference.interval.upper, words),
  });
}

/** 100 and 0 are said only of certainty. */
function toPersonsText(persons: number, probability: number, words: Phrases): string {
  if (persons === 100 && probability < 1) return words.moreThan99;
  if (persons === 0 && probability > 0) return words.fewerThan1;
  return String(persons);
}

/** `10 more`, `3 fewer`, of 100 persons. */
export function toDifferenceText(difference: number, words: Phrases): string {
  const persons = toPersons(difference);
  if (persons === 0) return difference === 0 ? words.noDifference : words.lessThanOne;
  return persons > 0 ? words.more(String(persons)) : words.fewer(String(-persons));
}

/** `2 to 15 more`, `3 fewer to 15 more`, `2 to 15 fewer`: the end nearer to zero first, where both are on one side. */
export function toIntervalText(lower: number, upper: number, words: Phrases): string {
  const [from, upTo] = [toPersons(lower), toPersons(upper)];
  if (from === 0 && upTo === 0) return words.lessThanOne;
  if (from >= 0) return words.more(words.to(String(from), String(upTo)));
  if (upTo <= 0) return words.fewer(words.to(String(-upTo), String(-from)));
  return words.to(words.fewer(String(-from)), words.more(String(upTo)));
}

function toNumber(value: number, words: Phrases): string {
  return String(value).replace('.', words.decimal).replace('-', '−');
}

function toText({ texts, language }: Wording, key: string): string {
  const text = texts[key];
  mustHold(text !== undefined, `the texts in ${language} have no ${key}`);
  return text;
}
