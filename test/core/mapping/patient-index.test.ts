import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PatientIndex } from '#core/mapping/patient-index.ts';

test('a patient met before is told by the line of the first row, every time', () => {
  const index = new PatientIndex();
  assert.equal(index.met('0012345', 2), undefined);
  assert.equal(index.met('12345', 3), undefined);
  for (const line of [4, 9]) assert.equal(index.met('0012345', line), 2);
});

test('as a Map would say, whatever the numbers', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 3000 }), (patients) => {
      const index = new PatientIndex();
      const map = new Map<string, number>();
      for (const [at, patient] of patients.entries()) {
        const told = index.met(patient, at + 2);
        const earlier = map.get(patient);
        assert.equal(told, earlier);
        if (earlier === undefined) map.set(patient, at + 2);
      }
    }),
    { numRuns: 50 },
  );
});

test('300,000 running numbers in several forms are 300,000 patients', () => {
  const index = new PatientIndex();
  const all: string[] = [];
  for (let at = 0; at < 100_000; at++) {
    for (const [form, patient] of [String(at).padStart(7, '0'), `P${at}`, `${at * 7919}-NL`].entries()) {
      all.push(patient);
      if (index.met(patient, at * 3 + form + 2) !== undefined) assert.fail(`${patient} twice`);
    }
  }
  for (const [at, patient] of all.entries())
    if (index.met(patient, 9) !== at + 2) assert.fail(`${patient} not found`);
});
