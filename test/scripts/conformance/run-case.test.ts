import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSuite } from '#scripts/conformance/cases.ts';
import { difference } from '#scripts/conformance/compare.ts';
import { runCase } from '#scripts/conformance/run-case.ts';
import { toConstant } from '#compiler/ir/tensor.ts';

// The whole suite is `npm run -s conformance`; this is the smallest case of each operator (its first line says where from).
const suite = readSuite('test/fixtures/conformance/sample.jsonl');

/** Operators of the sample that the compiler refuses. */
const MOST_REFUSED = 12;

test('backend tests of ONNX pass or are refused, operator by operator', () => {
  const verdicts = suite.cases.map((one) => ({ name: one.name, verdict: runCase(one) }));
  const failed = verdicts.flatMap(({ name, verdict }) => (verdict.passed ? [] : [{ name, ...verdict }]));
  assert.deepEqual(
    failed.filter(({ kind }) => kind !== 'refused'),
    [],
  );
  assert.ok(suite.cases.length > 140);
  assert.ok(failed.length <= MOST_REFUSED, failed.map(({ name, reason }) => `${name}: ${reason}`).join('\n'));
});

test('a case with another expectation does not pass', () => {
  for (const one of suite.cases.filter((other) => other.name.startsWith('test_add'))) {
    const sets = one.sets.map(({ inputs }) => ({ inputs, outputs: [toConstant('f64', [1], [12_345])] }));
    const verdict = runCase({ ...one, sets });
    assert.equal(verdict.passed ? 'passed' : verdict.kind, 'wrong');
  }
});

test('numbers are compared as the suite compares them', () => {
  const f32 = (value: number): ReturnType<typeof toConstant> => toConstant('f32', [1], [value]);
  const near = (expected: number, got: number): boolean =>
    difference(f32(expected), f32(got), 0.5, 1) === null;
  assert.deepEqual(
    [
      near(2, 4),
      near(2, 4.5),
      near(NaN, NaN),
      near(1, NaN),
      near(NaN, 1),
      near(Infinity, Infinity),
      near(Infinity, 1),
      near(1, Infinity),
    ],
    [true, false, true, false, false, true, false, false],
  );
  assert.notEqual(difference(f32(1), toConstant('f64', [1], [1]), 1, 1), null);
  assert.notEqual(difference(f32(1), toConstant('f32', [1, 1], [1]), 1, 1), null);
});
