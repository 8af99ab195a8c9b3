import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DuplicateLines } from '#core/mapping/duplicate-lines.ts';

function find(patients: readonly string[]): [number, number][] {
  const lines = new DuplicateLines();
  for (const [at, patient] of patients.entries()) lines.enter(patient, at + 2);
  return [...lines.close()].toSorted(([a], [b]) => a - b);
}

const cases: readonly (readonly [name: string, patients: readonly string[], expected: [number, number][]])[] =
  [
    ['nobody', [], []],
    ['each once', ['1', '01', '001', '1a'], []],
    [
      'twice: either names the other',
      ['a', 'b', 'a'],
      [
        [2, 4],
        [4, 2],
      ],
    ],
    [
      'three times: the first names the second, the others the first',
      ['a', 'a', 'b', 'a'],
      [
        [2, 3],
        [3, 2],
        [5, 2],
      ],
    ],
  ];
for (const [name, patients, expected] of cases) {
  test(name, () => assert.deepEqual(find(patients), expected));
}

test('whatever the file, a row has another line if and only if its patient has another row, and it is one of those', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1, maxLength: 2 }), { maxLength: 500 }), (patients) => {
      const found = new Map(find(patients));
      for (const [at, patient] of patients.entries()) {
        const others = patients.flatMap((same, other) =>
          same === patient && other !== at ? [other + 2] : [],
        );
        const told = found.get(at + 2);
        if (told === undefined) assert.deepEqual(others, []);
        else assert.ok(others.includes(told));
      }
    }),
    { numRuns: 50 },
  );
});
