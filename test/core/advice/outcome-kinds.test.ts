import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { advise } from '#core/advice/advise.ts';
import { toOutputName } from '#core/advice/output-name.ts';
import { toReasonWord, toResultColumns } from '#core/advice/result-columns.ts';
import { toRowResult } from '#core/advice/row-result.ts';
import { checkManifest } from '#core/bundle/check-manifest.ts';
import { toGraphManifest } from '#test/compiler/graph-model/example.ts';

const manifest = toGraphManifest();
const limited = {
  ...manifest,
  outcomes: manifest.outcomes.map((outcome) =>
    outcome.kind === 'value' ? { ...outcome, limits: { min: 0, max: 80 } } : outcome,
  ),
};
/** Alive without and with treatment, their difference, relapse, dose, subtype. */
const sound = [0.6, 0.7, 0.7 - 0.6, 0.2, 41.5, 2];

test('a manifest with every kind of outcome holds together', () => {
  assert.deepEqual(checkManifest(manifest), []);
  assert.deepEqual(
    manifest.outputs.map((output) => toOutputName(manifest, output)),
    [
      'alive_5a_control_mean',
      'alive_5a_treated_mean',
      'alive_5a_treated_minus_control_mean',
      'relapse_treated_mean',
      'dose_treated_mean',
      'subtype_control_class',
    ],
  );
});

describe('each kind has its own range', () => {
  const cases: readonly (readonly [name: string, at: number, value: number, fault: string | undefined])[] = [
    ['a value of any size', 4, -1e6, undefined],
    ['a value that cannot be written', 4, 1e15, 'out-of-range'],
    ['an infinite value', 4, Infinity, 'infinite'],
    ['a probability above one', 3, 1.5, 'out-of-range'],
    ['the first class', 5, 0, undefined],
    ['a class after the last', 5, 3, 'out-of-range'],
    ['a class below the first', 5, -1, 'out-of-range'],
    ['a class between two', 5, 1.5, 'out-of-range'],
    ['no class', 5, NaN, 'not-a-number'],
  ];
  for (const [name, at, value, fault] of cases) {
    test(name, () => {
      const advice = advise(manifest, sound.with(at, value));
      assert.equal(advice.state, 'no-recommendation');
      const [reason] = advice.state === 'no-recommendation' ? advice.reasons : [];
      assert.equal(reason?.code === 'output-invalid' ? reason.fault : undefined, fault);
    });
  }

  test('a value outside its limits is not shown', () => {
    const advice = advise(limited, sound.with(4, 80.5));
    assert.deepEqual(advice.state === 'no-recommendation' ? advice.reasons.map(toReasonWord) : [], [
      'output-invalid:dose_treated_mean:out-of-range',
    ]);
  });
});

test('a result has the class by its name, and the digits that a small value needs', () => {
  const columns = toResultColumns(manifest, [], { decimal: ',', run: 'run' });
  const cells = (outputs: readonly number[]) =>
    columns.toCells(toRowResult(advise(manifest, outputs), [], outputs), 2).slice(6, 12);
  assert.deepEqual(cells(sound), ['0,600000', '0,700000', '0,100000', '0,200000', '41,500000', 'c']);
  assert.equal(cells(sound.with(4, 0.000_000_412_345_678))[4], '0,000000412346');
  assert.equal(cells(sound.with(4, -0.004_123_456_78))[4], '-0,00412346');
  assert.equal(cells(sound.with(4, -0))[4], '0,000000');
});
