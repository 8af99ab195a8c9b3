import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toCanonicalText } from '#core/audit/canonical.ts';
import { toToldText } from '#core/audit/told-text.ts';
import { OwnMistakeError } from '#core/must-hold.ts';
import { anyAdvice, anyRemark } from '#test/core/audit/any-row-draft.ts';

test('what is told is the canonical JSON of advice and remarks', () => {
  fc.assert(
    fc.property(anyAdvice, fc.array(anyRemark, { maxLength: 4 }), (advice, remarks) => {
      assert.equal(toToldText(advice, remarks), toCanonicalText({ advice, remarks }));
    }),
    { numRuns: 2000 },
  );
});

test('what JSON cannot hold is our own mistake', () => {
  for (const probability of [NaN, Infinity, -Infinity]) {
    assert.throws(() => toToldText({ state: 'uncertain', probability }, []), OwnMistakeError);
  }
  const remark = { code: 'imputed', input: 'differ', value: '\ud800' } as const;
  assert.throws(() => toToldText({ state: 'uncertain', probability: 0.5 }, [remark]), OwnMistakeError);
});
