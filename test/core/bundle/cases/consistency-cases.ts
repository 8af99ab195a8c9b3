import type { BundleErrorCode } from '#core/bundle/bundle-error.ts';
import {
  fileCase,
  valueAt,
  withValue,
  type BundleCase,
  type Path,
} from '#test/core/bundle/cases/bundle-case.ts';

/** Bundles whose files have the right shape and do not fit together, or hide something. */

const firstInput = valueAt('manifest.json', ['inputs', 0]);
const firstOutput = valueAt('manifest.json', ['outputs', 0]);
const outputs = ['outputs'] as const;
const draws = { count: 1000, columns: [{ outcome: 'survival', horizon: 5, arm: 'treatment' }] };
const column = draws.columns[0];
const golden: Path = ['patients', 0];
const hygiene = 'text-hygiene';

export const consistencyCases: readonly BundleCase[] = [
  manifest('input-twice', ['inputs', 4], firstInput, 'one name of two inputs'),
  manifest('no-model-input', ['inputs'], [valueAt('manifest.json', ['inputs', 3])], 'no input for the model'),
  manifest('category-twice', ['inputs', 1, 'categories'], ['female', 'male', 'male'], 'a category twice'),
  manifest('limits-reversed', ['inputs', 0, 'limits'], { min: 100, max: 18 }, 'limits the wrong way round'),
  manifest(
    'development-outside',
    ['inputs', 0, 'development'],
    { min: 10, max: 80 },
    'development outside limits',
  ),
  manifest(
    'development-reversed',
    ['inputs', 0, 'development'],
    { min: 80, max: 30 },
    'development reversed',
  ),
  manifest('limits-fraction', ['inputs', 0, 'limits', 'min'], 18.5, 'a fraction as limit of an integer'),
  manifest(
    'imputed-unknown',
    ['inputs', 1, 'missing', 'value'],
    'other',
    'an imputed category that is not listed',
  ),
  manifest('imputed-number-type', ['inputs', 1, 'missing', 'value'], 0, 'a number imputed for a category'),
  manifest(
    'imputed-outside',
    ['inputs', 0, 'missing'],
    { policy: 'impute', value: 17 },
    'imputed outside the limits',
  ),
  manifest(
    'imputed-fraction',
    ['inputs', 0, 'missing'],
    { policy: 'impute', value: 60.5 },
    'a fraction imputed',
  ),
  manifest(
    'imputed-category-type',
    ['inputs', 0, 'missing'],
    { policy: 'impute', value: 'old' },
    'a word imputed',
  ),
  manifest(
    'population-imputed',
    ['inputs', 3, 'missing'],
    { policy: 'impute', value: 'ii' },
    'eligibility imputed',
  ),
  manifest('population-unused', ['population'], [], 'an input for the population rule that nothing tests'),
  manifest('synonym-twice', ['inputs', 1, 'synonyms', 'nl'], ['Leeftijd'], 'one synonym of two inputs'),
  manifest(
    'synonym-language',
    ['inputs', 0, 'synonyms', 'de'],
    ['Alter'],
    'a synonym in an undeclared language',
  ),
  manifest(
    'code-twice',
    ['inputs', 0, 'codes', 1],
    valueAt('manifest.json', ['inputs', 0, 'codes', 0]),
    'a code twice',
  ),
  manifest('language-twice', ['languages'], ['nl', 'en', 'nl'], 'a language twice'),
  manifest('condition-input', ['population', 0, 'input'], 'weight', 'a condition on an unknown input'),
  manifest('condition-type', ['population', 0, 'input'], 'sex', 'a range of a category'),
  manifest('condition-one-of-number', ['population', 1, 'input'], 'age', 'categories of a number'),
  manifest('condition-category', ['population', 1, 'categories', 0], 'iv', 'an unknown category'),
  manifest('condition-open', ['population', 0, 'min'], undefined, 'a range without bounds'),
  manifest('condition-reversed', ['population', 0, 'max'], 17, 'a range the wrong way round'),
  manifest('condition-unreachable', ['population', 0, 'min'], 101, 'a range nobody within the limits is in'),
  manifest('arm-twice', ['arms', 1, 'name'], 'observation', 'an arm twice'),
  manifest('outcome-twice', ['outcomes', 1], valueAt('manifest.json', ['outcomes', 0]), 'an outcome twice'),
  manifest(
    'survival-lower',
    ['outcomes', 0, 'direction'],
    'lower-is-better',
    'survival of which less is better',
  ),
  manifest(
    'horizons-descend',
    ['outcomes', 0, 'horizons', 1],
    { value: 1, unit: 'a' },
    'horizons in descending order',
  ),
  manifest(
    'horizons-units',
    ['outcomes', 0, 'horizons', 1],
    { value: 60, unit: 'mo' },
    'horizons in two units',
  ),
  manifest('output-outcome', [...outputs, 0, 'outcome'], 'relapse', 'an output of an unknown outcome'),
  manifest('output-horizon', [...outputs, 0, 'horizon'], 4, 'an output at an unknown horizon'),
  manifest('output-arm', [...outputs, 0, 'arm'], 'surgery', 'an output of an unknown arm'),
  manifest('output-reference', [...outputs, 6, 'reference'], 'surgery', 'an output against an unknown arm'),
  manifest('output-self-reference', [...outputs, 6, 'reference'], 'treatment', 'an arm minus itself'),
  manifest('output-twice', [...outputs, 10], firstOutput, 'an output twice'),
  manifest('interval-open', [...outputs, 2, 'statistic'], 'mean', 'a lower end without an upper one'),
  manifest(
    'benefit-of-nothing',
    [...outputs, 9, 'reference'],
    undefined,
    'a probability of benefit over nothing',
  ),
  manifest('decision-arm', ['decision', 'arm'], 'surgery', 'a decision on an unknown arm'),
  manifest(
    'decision-without-output',
    ['decision'],
    { ...reversed() },
    'a decision on outputs that are not there',
  ),
  manifest(
    'decision-overlap',
    ['decision'],
    { ...decision(), favoursArmFrom: 0.5, favoursReferenceUpTo: 0.5 },
    'one probability that favours both',
  ),
  manifest(
    'output-no-horizon',
    [...outputs, 0, 'horizon'],
    undefined,
    'an output at no horizon of an outcome',
  ),
  manifest('output-class', [...outputs, 0, 'statistic'], 'class', 'the class of a survival'),
  manifest(
    'value-limits-reversed',
    ['outcomes', 1],
    {
      name: 'pressure',
      kind: 'value',
      direction: 'lower-is-better',
      unit: 'mm[Hg]',
      limits: { min: 1, max: 0 },
    },
    'limits of a value the wrong way round',
  ),
  manifest(
    'class-twice',
    ['outcomes', 1],
    { name: 'subtype', kind: 'class', categories: ['a', 'b', 'a'] },
    'a class that stands twice',
  ),
  manifest(
    'decision-value',
    ['outcomes', 0],
    {
      name: 'survival',
      kind: 'value',
      direction: 'higher-is-better',
      unit: '1',
      horizons: valueAt('manifest.json', ['outcomes', 0, 'horizons']),
    },
    'a decision on a value',
  ),
  manifest(
    'text-imputed',
    ['inputs', 2],
    {
      name: 'marker',
      role: 'model',
      type: 'text',
      maxBytes: 100,
      missing: { policy: 'impute', value: 'none' },
      synonyms: {},
      codes: [],
    },
    'a text imputed',
  ),
  manifest(
    'draws-arm',
    ['draws'],
    { ...draws, columns: [{ ...column, arm: 'surgery' }] },
    'draws of an unknown arm',
  ),
  manifest('draws-twice', ['draws'], { ...draws, columns: [column, column] }, 'the same draws twice'),

  card('card-version', ['release', 'version'], '1.2.4', 'the card of another version'),
  card('card-stage', ['release', 'stage'], 'clinical', 'a clinical card of a research model'),
  card('card-language-missing', ['uses', 'outOfScope', 'en'], undefined, 'a text that is missing in English'),
  card('card-language-unknown', ['uses', 'outOfScope', 'de'], 'Alles.', 'a text in an undeclared language'),
  card('card-text-empty', ['uses', 'outOfScope'], {}, 'a text in no language'),
  card(
    'card-metric-outcome',
    ['metrics', 'usefulness', 'results', 0, 'outcome'],
    'relapse',
    'an unknown outcome',
  ),
  card('card-metric-horizon', ['metrics', 'usefulness', 'results', 0, 'horizon'], 4, 'an unknown horizon'),
  card('card-metric-arm', ['metrics', 'fairness', 'results', 0, 'arm'], 'surgery', 'an unknown arm'),
  card(
    'card-metric-no-outcome',
    ['metrics', 'usefulness', 'results', 0, 'outcome'],
    undefined,
    'a horizon of nothing',
  ),
  card(
    'card-interval',
    ['metrics', 'safety', 'results', 0, 'interval'],
    { lower: 0.2, upper: 0.1, level: 0.95 },
    'an interval the wrong way round',
  ),
  card(
    'card-calibration-horizon',
    ['evidence', 'calibration', 0, 'horizon'],
    4,
    'a calibration at an unknown horizon',
  ),
  card(
    'card-calibration-slope',
    ['evidence', 'calibration', 0, 'slope', 'arm'],
    'surgery',
    'a slope of an unknown arm',
  ),
  card(
    'card-calibration-intercept',
    ['evidence', 'calibration', 0, 'intercept', 'arm'],
    'surgery',
    'an intercept of one',
  ),
  card(
    'card-calibration-order',
    ['evidence', 'calibration', 0, 'groups', 0, 'predicted'],
    0.7,
    'groups out of order',
  ),
  card(
    'card-quantity-twice',
    ['evidence', 'convergence', 'quantities', 1],
    valueAt('card.json', ['evidence', 'convergence', 'quantities', 0]),
    'a quantity twice',
  ),

  goldenCase('golden-name-twice', ['patients', 1, 'name'], 'young-woman', 'a name of two golden patients'),
  goldenCase('golden-input-missing', [...golden, 'inputs', 'age'], undefined, 'an input that is missing'),
  goldenCase(
    'golden-input-unknown',
    [...golden, 'inputs', 'stage'],
    'ii',
    'an input the module does not take',
  ),
  goldenCase('golden-input-outside', [...golden, 'inputs', 'age'], 17, 'a number outside its limits'),
  goldenCase('golden-input-fraction', [...golden, 'inputs', 'age'], 40.5, 'a fraction for an integer'),
  goldenCase('golden-category', [...golden, 'inputs', 'sex'], 'other', 'an unknown category'),
  goldenCase('golden-category-number', [...golden, 'inputs', 'sex'], 0, 'a number for a category'),
  goldenCase('golden-null', [...golden, 'inputs', 'sex'], null, 'a missing value where the module gets none'),
  goldenCase('golden-outputs', [...golden, 'original', 10], 0.5, 'an output too many'),
  goldenCase('golden-bits-count', [...golden, 'bits'], ['3fe0000000000000'], 'bits of one output'),
  goldenCase(
    'golden-disagrees',
    [...golden, 'original', 0],
    0.6,
    'bits that are not the original within tolerance',
  ),
  goldenCase('golden-original-nan', [...golden, 'original', 0], null, 'an original of NaN, bits of a number'),
  goldenCase('golden-nan', [...golden, 'bits', 0], '7ff8000000000000', 'the bits of NaN'),

  reference('reference-input-missing', ['inputs', 'age'], undefined, 'an input without distribution'),
  reference(
    'reference-input-unknown',
    ['inputs', 'weight'],
    valueAt('reference.json', ['inputs', 'sex']),
    'an unknown input',
  ),
  reference(
    'reference-type',
    ['inputs', 'age'],
    valueAt('reference.json', ['inputs', 'sex']),
    'a distribution of another type',
  ),
  reference('reference-category', ['inputs', 'sex', 'counts', 'other'], 0, 'an unknown category'),
  reference('reference-sum', ['inputs', 'age', 'counts', 0], 30, 'counts of more persons than there are'),
  reference(
    'reference-hidden-one',
    ['inputs', 'sex', 'missing'],
    0,
    'a hidden count that a difference gives away',
  ),
  reference(
    'reference-hidden-many',
    ['inputs', 'sex', 'counts', 'male'],
    150,
    'hidden counts that cannot be below ten',
  ),
  reference('reference-counts-none', ['inputs', 'marker', 'counts'], undefined, 'edges without counts'),
  reference('reference-edges', ['inputs', 'marker', 'edges', 0], 100, 'edges out of order'),
  reference('reference-bins', ['inputs', 'marker', 'edges'], [0, 10, 50, 100], 'more edges than counts'),
  reference('reference-limits', ['inputs', 'marker', 'edges', 2], 1000, 'an edge outside the limits'),
  reference('reference-quantiles', ['inputs', 'age', 'quantiles', 0, 'value'], 60, 'quantiles out of order'),
  reference(
    'reference-tail',
    ['inputs', 'age', 'quantiles', 0, 'p'],
    0.01,
    'a quantile beyond which are two persons',
  ),
  reference('reference-metric', ['performance', 0, 'outcome'], 'relapse', 'a figure of an unknown outcome'),

  texts('texts-missing', ['arms.treatment.label'], undefined, 'a text that is missing'),
  texts('texts-unknown', ['arms.surgery.label'], 'operatie', 'a text of something unknown'),
  texts('texts-category-missing', ['inputs.stage.categories.iii'], undefined, 'a category without text'),

  hidden('hygiene-control', 'texts/nl.json', ['title'], 'Model\u001b[31m', 'an escape sequence'),
  hidden(
    'hygiene-c1',
    'texts/nl.json',
    ['title'],
    'Model\u009b31m',
    'a control character of the second kind',
  ),
  hidden('hygiene-newline', 'texts/nl.json', ['title'], 'Model\nB', 'two lines'),
  hidden('hygiene-bidi', 'texts/nl.json', ['title'], 'Model\u202e', 'a bidirectional override'),
  hidden('hygiene-isolate', 'texts/nl.json', ['title'], 'Model\u2066', 'a bidirectional isolate'),
  hidden('hygiene-zero-width', 'texts/nl.json', ['title'], 'Mo\u200bdel', 'a space of no width'),
  hidden('hygiene-nfd', 'texts/nl.json', ['title'], 'Mode\u0301l', 'a decomposed character'),
  hidden('hygiene-space', 'texts/nl.json', ['title'], 'Model ', 'space behind'),
  hidden(
    'hygiene-card',
    'card.json',
    ['basic', 'developer'],
    'A\u202eB',
    'a bidirectional override in the card',
  ),
  hidden('hygiene-card-tab', 'card.json', ['basic', 'developer'], 'A\tB', 'a tab in the card'),
  hidden(
    'hygiene-synonym',
    'manifest.json',
    ['inputs', 0, 'synonyms', 'nl', 0],
    'leef\u200dtijd',
    'a joiner in a synonym',
  ),
];

function of(code: BundleErrorCode, file: string) {
  return (name: string, path: Path, value: unknown, reason: string): BundleCase =>
    fileCase(name, code, reason, withValue(file, path, value));
}

function manifest(name: string, path: Path, value: unknown, reason: string): BundleCase {
  return of('manifest-inconsistent', 'manifest.json')(`manifest-${name}`, path, value, reason);
}

function card(name: string, path: Path, value: unknown, reason: string): BundleCase {
  return of('card-inconsistent', 'card.json')(name, path, value, reason);
}

function goldenCase(name: string, path: Path, value: unknown, reason: string): BundleCase {
  return of('golden-inconsistent', 'golden.json')(name, path, value, reason);
}

function reference(name: string, path: Path, value: unknown, reason: string): BundleCase {
  return of('reference-inconsistent', 'reference.json')(name, path, value, reason);
}

function texts(name: string, path: Path, value: unknown, reason: string): BundleCase {
  return of('texts-inconsistent', 'texts/nl.json')(name, path, value, reason);
}

function hidden(name: string, file: string, path: Path, value: unknown, reason: string): BundleCase {
  return of(hygiene, file)(name, path, value, reason);
}

function decision(): object {
  return Object(valueAt('manifest.json', ['decision']));
}

function reversed(): object {
  return { ...decision(), arm: 'observation', reference: 'treatment' };
}
