import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Manifest } from '#core/bundle/manifest.ts';
import type { Profile } from '#core/mapping/profile.ts';
import { InputCounter } from '#core/report/input-counts.ts';

const base = { role: 'model' as const, synonyms: {}, codes: [] };
const manifest: Pick<Manifest, 'inputs'> = {
  inputs: [
    {
      ...base,
      name: 'age',
      type: 'number',
      unit: 'a',
      integer: true,
      limits: { min: 0, max: 120 },
      development: { min: 30, max: 80 },
      missing: { policy: 'refuse' },
    },
    {
      ...base,
      name: 'sex',
      type: 'category',
      categories: ['f', 'm'],
      missing: { policy: 'impute', value: 'f' },
    },
    { ...base, name: 'note', type: 'text', maxBytes: 99, missing: { policy: 'model' } },
  ],
};
const inputs: Profile['inputs'] = {
  age: { kind: 'number', column: 'Age', unit: 'a', missing: [] },
  sex: { kind: 'code', column: 'Sex', codes: { f: 'f', m: 'm' }, missing: [] },
  note: { kind: 'absent' },
};
const problem = (column: string) => ({ code: 'code-unknown', line: 2, column, message: '' }) as const;

describe('what became of each input', () => {
  const cases = [
    ['in range', [50, 0, 'x'], [], { age: 'fine', sex: 'fine', note: 'fine' }],
    ['the bounds of a range belong to it', [80, 1, NaN], [], { age: 'fine', note: 'missing' }],
    ['outside development', [81, 0, ''], [], { age: 'outsideDevelopment' }],
    ['the limits belong to themselves', [120, 0, ''], [], { age: 'outsideDevelopment' }],
    ['outside limits', [121, 0, ''], [], { age: 'outsideLimits' }],
    ['missing', [NaN, NaN, NaN], [], { age: 'missing', sex: 'missing', note: 'missing' }],
    [
      'not understood is not missing',
      [NaN, NaN, NaN],
      [problem('Sex')],
      { age: 'missing', sex: 'notUnderstood' },
    ],
    ['a fault of the patient number alone', [50, 0, ''], [problem('Id')], { age: 'fine', sex: 'fine' }],
  ] as const;
  for (const [name, values, problems, expected] of cases) {
    it(name, () => {
      const counter = new InputCounter({ inputs }, manifest);
      counter.enter({ values, problems });
      const counts = new Map(counter.toCounts().map((one) => [one.input, one]));
      for (const [input, state] of Object.entries(expected)) {
        const got = counts.get(input);
        assert.equal(got?.[state], 1, `${input} ${state}`);
        const sum =
          (got?.fine ?? 0) +
          (got?.missing ?? 0) +
          (got?.outsideDevelopment ?? 0) +
          (got?.outsideLimits ?? 0) +
          (got?.notUnderstood ?? 0);
        assert.equal(sum, 1);
      }
    });
  }
});
