import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toEstimateText } from '#core/advice/sentence.ts';
import type { Language } from '#core/advice/phrases.ts';
import { checkManifest } from '#core/bundle/check-manifest.ts';
import { Manifest, type Outcome, type Output } from '#core/bundle/manifest.ts';
import { toTextKeys } from '#core/bundle/texts.ts';
import { toFirstQuestion, toHarms, toOutcomes } from '#core/estimates/to-answer.ts';
import { exampleOutputs, toExampleManifest } from '#test/core/advice/example-manifest.ts';

const harm: Outcome = { name: 'neuropathy', kind: 'probability', direction: 'lower-is-better', role: 'harm' };
const outputs = toExampleManifest().outputs;
const harmOutputs: readonly Output[] = [
  { outcome: 'neuropathy', arm: 'observation', statistic: 'mean' },
  { outcome: 'neuropathy', arm: 'lev5fu', statistic: 'mean' },
  { outcome: 'neuropathy', arm: 'lev5fu', reference: 'observation', statistic: 'mean' },
];

/** The example with the harm in front of what is decided by. */
function withHarm(changed: Partial<Manifest> = {}): Manifest {
  const { outcomes } = toExampleManifest();
  return toExampleManifest({
    outcomes: [harm, ...outcomes],
    outputs: [...outputs, ...harmOutputs],
    ...changed,
  });
}

test('a harm with each arm and their difference is consistent, is asked last, and is shown at its own time', () => {
  const manifest = withHarm();
  assert.deepEqual(checkManifest(manifest), []);
  assert.deepEqual(
    toOutcomes(manifest).map(({ name }) => name),
    ['survival', 'neuropathy'],
  );
  const first = toFirstQuestion(manifest);
  assert.equal(first?.outcome.name, 'survival');
  assert.deepEqual(first && toHarms(manifest, first), [{ outcome: harm }]);
  const none = toExampleManifest();
  const [survival] = none.outcomes;
  assert.deepEqual(survival && toHarms(none, { outcome: survival, horizon: 5 }), []);
  assert.equal(toFirstQuestion(withHarm({ decision: undefined }))?.outcome.name, 'survival');
});

test('a harm with the horizon that is shown is said there, one without it at its last', () => {
  const horizons = [1, 5].map((value) => ({ value, unit: 'a' }));
  const timed: Outcome = { ...harm, horizons };
  const manifest = withHarm({
    outcomes: [timed, ...toExampleManifest().outcomes],
    outputs: [
      ...outputs,
      ...[1, 5].flatMap((horizon) => harmOutputs.map((output) => ({ ...output, horizon }))),
    ],
  });
  assert.deepEqual(checkManifest(manifest), []);
  const [, survival] = manifest.outcomes;
  assert.ok(survival);
  const at = (horizon: number) => toHarms(manifest, { outcome: survival, horizon })[0]?.horizon;
  assert.deepEqual([at(1), at(5), at(0.5)], [1, 5, 5]);
});

const refused: readonly (readonly [name: string, changed: Partial<Manifest>, message: RegExp])[] = [
  [
    'more of a harm is better',
    { outcomes: [{ ...harm, direction: 'higher-is-better' }, ...toExampleManifest().outcomes] },
    /expected lower-is-better of a harm/,
  ],
  ['harms alone', { outcomes: [harm], outputs: [...harmOutputs], decision: undefined }, /got harms alone/],
  [
    'a harm of one arm',
    { outputs: [...outputs, ...harmOutputs.slice(1)] },
    /expected the output mean of neuropathy of observation, got none/,
  ],
  [
    'a harm without the difference of the decision',
    { outputs: [...outputs, ...harmOutputs.slice(0, 2)] },
    /expected the output mean of neuropathy of lev5fu minus observation/,
  ],
  [
    'a decision on a harm',
    {
      outcomes: [{ ...harm, horizons: [{ value: 5, unit: 'a' }] }, ...toExampleManifest().outcomes],
      decision: {
        outcome: 'neuropathy',
        horizon: 5,
        arm: 'lev5fu',
        reference: 'observation',
        favoursArmFrom: 0.8,
        favoursReferenceUpTo: 0.2,
      },
    },
    /expected an outcome that is no harm, got neuropathy/,
  ],
];
for (const [name, changed, message] of refused) {
  test(`refused: ${name}`, () => {
    const problems = checkManifest(withHarm(changed));
    assert.ok(
      problems.some((problem) => message.test(problem.message)),
      JSON.stringify(problems),
    );
  });
}

test('survival, a value and a class are no harm, and roles are known', () => {
  const [survival] = toExampleManifest().outcomes;
  for (const outcome of [
    { ...survival, role: 'harm' },
    { ...harm, role: 'benefit' },
  ]) {
    assert.equal(Manifest.safeParse({ ...toExampleManifest(), outcomes: [outcome] }).success, false);
  }
});

const sentences: Readonly<Record<Language, string>> = {
  nl: 'van 100 patiënten zoals deze zijn er naar schatting van het model 4 ernstig misselijk met observatie en 12 met chemo: 8 meer',
  en: 'of 100 patients like this one, the model estimates that 4 are severely nauseous with observation and 12 with chemotherapy: 8 more',
  de: 'von 100 Patienten wie diesem sind laut Modellschätzung 4 mit Beobachtung stark von Übelkeit betroffen und 12 mit Chemotherapie: 8 mehr',
};
const words: Readonly<Record<Language, readonly [state: string, reference: string, arm: string]>> = {
  nl: ['ernstig misselijk', 'observatie', 'chemo'],
  en: ['severely nauseous', 'observation', 'chemotherapy'],
  de: ['stark von Übelkeit betroffen', 'Beobachtung', 'Chemotherapie'],
};
for (const language of ['nl', 'en', 'de'] as const) {
  test(`a harm without a time and an interval is said in persons of 100: ${language}`, () => {
    const manifest = withHarm();
    const [state, reference, arm] = words[language];
    const texts = {
      ...Object.fromEntries([...toTextKeys(manifest)].map((key) => [key, key])),
      'outcomes.neuropathy.state': state,
      'arms.observation.label': reference,
      'arms.lev5fu.label': arm,
    };
    const given = [...Object.values(exampleOutputs), 0.04, 0.12, 0.08];
    const pair = { outcome: 'neuropathy', arm: 'lev5fu', reference: 'observation' };
    assert.equal(toEstimateText({ manifest, texts, language }, pair, given), sentences[language]);
  });
}
