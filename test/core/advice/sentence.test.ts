import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advise, toNoRecommendation } from '#core/advice/advise.ts';
import { toPersons, toTenthsOfPersons } from '#core/advice/persons.ts';
import type { Language } from '#core/advice/phrases.ts';
import type { Reason } from '#core/advice/reason.ts';
import { toSentence } from '#core/advice/sentence.ts';
import { toTextKeys } from '#core/bundle/texts.ts';
import { OwnMistakeError } from '#core/must-hold.ts';
import { type ExampleOutput, toExampleManifest, toOutputs } from './example-manifest.ts';

const manifest = toExampleManifest();

const words: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    'arms.observation.label': 'observation',
    'arms.lev5fu.label': 'levamisole + 5-FU',
    'outcomes.survival.state': 'alive',
    'inputs.age.label': 'Age',
    'inputs.marker.label': 'Marker',
    'population.stage-three': 'the model is for stage III only',
  },
  nl: {
    'arms.observation.label': 'observatie',
    'arms.lev5fu.label': 'levamisol + 5-FU',
    'outcomes.survival.state': 'in leven',
    'inputs.age.label': 'Leeftijd',
    'inputs.marker.label': 'Marker',
    'population.stage-three': 'het model is alleen voor stadium III',
  },
  de: {
    'arms.observation.label': 'Beobachtung',
    'arms.lev5fu.label': 'Levamisol + 5-FU',
    'outcomes.survival.state': 'am Leben',
    'inputs.age.label': 'Alter',
    'inputs.marker.label': 'Marker',
    'population.stage-three': 'das Modell gilt nur für Stadium III',
  },
};
const toWording = (language: Language) => ({
  manifest,
  language,
  texts: { ...Object.fromEntries([...toTextKeys(manifest)].map((key) => [key, key])), ...words[language] },
});

type Change = Partial<Record<ExampleOutput, number>>;
const say = (language: Language, change: Change): string => {
  const outputs = toOutputs(change);
  return toSentence(toWording(language), advise(manifest, outputs), outputs);
};

const english: readonly (readonly [name: string, change: Change, expected: string])[] = [
  [
    'benefit',
    {},
    'The model favours levamisole + 5-FU: of 100 patients like this one, the model estimates that after 5 years 61 are alive with observation and 68 with levamisole + 5-FU: 7 more (95% interval: 2 fewer to 15 more).',
  ],
  [
    'an interval on the side of benefit',
    { 'difference lower': 0.021 },
    'The model favours levamisole + 5-FU: of 100 patients like this one, the model estimates that after 5 years 61 are alive with observation and 68 with levamisole + 5-FU: 7 more (95% interval: 2 to 15 more).',
  ],
  [
    'an interval from less than one person',
    { 'difference lower': -0.004 },
    'The model favours levamisole + 5-FU: of 100 patients like this one, the model estimates that after 5 years 61 are alive with observation and 68 with levamisole + 5-FU: 7 more (95% interval: 0 to 15 more).',
  ],
  [
    'harm',
    {
      '5 lev5fu mean': 0.56,
      'difference mean': -0.05,
      'difference lower': -0.123,
      'difference upper': -0.01,
      benefit: 0.02,
    },
    'The model favours observation: of 100 patients like this one, the model estimates that after 5 years 61 are alive with observation and 56 with levamisole + 5-FU: 5 fewer (95% interval: 1 to 12 fewer).',
  ],
  [
    'uncertain',
    { benefit: 0.7 },
    'The benefit is small or uncertain, so the choice depends on preference: of 100 patients like this one, the model estimates that after 5 years 61 are alive with observation and 68 with levamisole + 5-FU: 7 more (95% interval: 2 fewer to 15 more).',
  ],
  [
    'a difference that the roundings do not give: what is shown is a sum',
    { '5 observation mean': 0.614, '5 lev5fu mean': 0.676, 'difference mean': 0.062 },
    'The model favours levamisole + 5-FU: of 100 patients like this one, the model estimates that after 5 years 61 are alive with observation and 67 with levamisole + 5-FU: 6 more (95% interval: 2 fewer to 15 more).',
  ],
  [
    'intervals so narrow that no number may yield: what was before rounding is said',
    {
      '5 observation mean': 0.614,
      '5 observation lower': 0.613,
      '5 observation upper': 0.6144,
      '5 lev5fu mean': 0.676,
      '5 lev5fu lower': 0.6755,
      '5 lev5fu upper': 0.677,
      'difference mean': 0.062,
    },
    'The model favours levamisole + 5-FU: of 100 patients like this one, the model estimates that after 5 years 61 are alive with observation and 68 with levamisole + 5-FU: 6 more, before rounding 61.4 and 67.6, a difference of 6.2 (95% interval: 2 fewer to 15 more).',
  ],
  [
    'a difference of less than a person',
    {
      '5 observation mean': 0.6799,
      'difference mean': 0.0001,
      'difference lower': -0.001,
      'difference upper': 0.004,
      benefit: 0.5,
    },
    'The benefit is small or uncertain, so the choice depends on preference: of 100 patients like this one, the model estimates that after 5 years 68 are alive with observation and 68 with levamisole + 5-FU: a difference of less than 1 (95% interval: a difference of less than 1).',
  ],
  [
    'no difference at all',
    {
      '5 observation mean': 0.68,
      'difference mean': 0,
      'difference lower': -0.2,
      'difference upper': 0.004,
      benefit: 0.5,
    },
    'The benefit is small or uncertain, so the choice depends on preference: of 100 patients like this one, the model estimates that after 5 years 68 are alive with observation and 68 with levamisole + 5-FU: no difference (95% interval: 0 to 20 fewer).',
  ],
  [
    'almost all, almost none',
    {
      '0.5 lev5fu mean': 1,
      '0.5 lev5fu upper': 1,
      '1 lev5fu mean': 1,
      '5 lev5fu mean': 0.999,
      '5 observation mean': 0.001,
      'difference mean': 0.998,
    },
    'The model favours levamisole + 5-FU: of 100 patients like this one, the model estimates that after 5 years fewer than 1 are alive with observation and more than 99 with levamisole + 5-FU: 100 more (95% interval: 2 fewer to 15 more).',
  ],
  [
    'one person',
    { '5 observation mean': 0.01, '5 lev5fu mean': 0.08 },
    'The model favours levamisole + 5-FU: of 100 patients like this one, the model estimates that after 5 years 1 is alive with observation and 8 with levamisole + 5-FU: 7 more (95% interval: 2 fewer to 15 more).',
  ],
];

for (const [name, change, expected] of english) {
  test(`sentence in English: ${name}`, () => assert.equal(say('en', change), expected));
}

test('sentence in Dutch', () => {
  assert.equal(
    say('nl', { '5 observation mean': 0.614, '5 lev5fu mean': 0.676, 'difference mean': 0.062 }),
    'Het model geeft de voorkeur aan levamisol + 5-FU: van 100 patiënten zoals deze zijn er na 5 jaar naar schatting van het model 61 in leven met observatie en 67 met levamisol + 5-FU: 6 meer (95%-interval: 2 minder tot 15 meer).',
  );
});

test('sentence in German', () => {
  assert.equal(
    say('de', {}),
    'Das Modell spricht für Levamisol + 5-FU: von 100 Patienten wie diesem sind nach 5 Jahren laut Modellschätzung 61 mit Beobachtung am Leben und 68 mit Levamisol + 5-FU: 7 mehr (95-%-Intervall: 2 weniger bis 15 mehr).',
  );
});

const refused: readonly Reason[] = [
  { code: 'outside-population', input: 'stage', value: 'ii', text: 'stage-three' },
  { code: 'outside-limits', input: 'marker', value: 9.25, min: -0.5, max: 5.2 },
  { code: 'input-missing', input: 'age' },
];
const noAdvice: Readonly<Record<Language, string>> = {
  en: 'No recommendation: the model is for stage III only; Marker: 9.25 is outside the limits of the model (−0.5 to 5.2); Age: missing.',
  nl: 'Geen advies: het model is alleen voor stadium III; Marker: 9,25 valt buiten de grenzen van het model (−0,5 tot en met 5,2); Leeftijd: ontbreekt.',
  de: 'Keine Empfehlung: das Modell gilt nur für Stadium III; Marker: 9,25 liegt außerhalb der Grenzen des Modells (−0,5 bis 5,2); Alter: fehlt.',
};

for (const language of ['en', 'nl', 'de'] as const) {
  test(`sentence without advice gives every reason: ${language}`, () => {
    assert.equal(toSentence(toWording(language), toNoRecommendation(refused), null), noAdvice[language]);
  });

  test(`sentence never says what somebody should do: ${language}`, () => {
    const all = [say(language, {}), say(language, { benefit: 0.5 }), say(language, { benefit: 0.1 })].join(
      ' ',
    );
    assert.doesNotMatch(all, /should|must|recommend|moet|dient|adviseer|soll|muss|empf/i);
  });
}

test('sentence for outputs that cannot be right says so once', () => {
  const outputs = toOutputs({ benefit: NaN, '1 lev5fu mean': 7 });
  const sentence = toSentence(toWording('en'), advise(manifest, outputs), null);
  assert.equal(sentence, 'No recommendation: the model gave a result that cannot be right.');
});

test('sentence stops where the texts lack a word', () => {
  const { 'arms.lev5fu.label': _, ...texts } = toWording('en').texts as Record<string, string>;
  assert.throws(
    () => toSentence({ manifest, language: 'en', texts }, advise(manifest, toOutputs()), toOutputs()),
    OwnMistakeError,
  );
});

const persons: readonly (readonly [probability: number, persons: number])[] = [
  [0, 0],
  [0.004999, 0],
  [0.005, 1],
  [0.285, 28],
  [0.615, 61],
  [0.625, 63],
  [0.994, 99],
  [0.9951, 100],
  [1, 100],
  [-0.004, 0],
  [-0.025, -3],
  [-0.625, -63],
  [-1, -100],
];
for (const [probability, expected] of persons) {
  test(`persons of 100: ${probability}`, () => assert.ok(Object.is(toPersons(probability), expected)));
}

test('persons of 100 are never more than half a person off', () => {
  for (let at = -100_000; at <= 100_000; at += 7) {
    assert.ok(Math.abs(toPersons(at / 100_000) - at / 1000) <= 0.5 + 1e-9);
  }
});

test('tenths of persons', () => {
  assert.equal(toTenthsOfPersons(0.6142), '61.4');
  assert.equal(toTenthsOfPersons(-0.062), '-6.2');
  assert.equal(toTenthsOfPersons(1), '100.0');
});
