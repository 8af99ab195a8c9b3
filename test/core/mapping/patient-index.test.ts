import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PatientIndex } from '#core/mapping/patient-index.ts';

test('the second row of a patient is told with the line of the first, and every later one', () => {
  const index = new PatientIndex();
  assert.equal(index.check({ patient: '0012345', line: 2 }, 'Nummer'), undefined);
  assert.equal(index.check({ patient: '12345', line: 3 }, 'Nummer'), undefined);
  for (const line of [4, 9]) {
    const problem = index.check({ patient: '0012345', line }, 'Nummer');
    assert.deepEqual(
      [problem?.code, problem?.line, problem?.column, problem?.value],
      ['duplicate-patient', line, 'Nummer', '0012345'],
    );
    assert.match(problem?.message ?? '', /already stands on line 2;/);
  }
});

test('rows without a patient number are nobody twice', () => {
  const index = new PatientIndex();
  for (const line of [2, 3]) assert.equal(index.check({ patient: '', line }, 'Nummer'), undefined);
});

test('as a Map would say, whatever the numbers', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 3000 }), (patients) => {
      const index = new PatientIndex();
      const map = new Map<string, number>();
      for (const [at, patient] of patients.entries()) {
        const told = index.check({ patient, line: at + 2 }, 'Nummer');
        const earlier = map.get(patient);
        assert.equal(told?.message.match(/line (\d+)/)?.[1], earlier?.toString());
        if (earlier === undefined) map.set(patient, at + 2);
      }
    }),
    { numRuns: 50 },
  );
});

test('300,000 running numbers in several forms are 300,000 patients', () => {
  const index = new PatientIndex();
  for (let at = 0; at < 100_000; at++) {
    for (const [form, patient] of [String(at).padStart(7, '0'), `P${at}`, `${at * 7919}-NL`].entries()) {
      if (index.check({ patient, line: at * 3 + form + 2 }, 'Nummer') !== undefined)
        assert.fail(`${patient} twice`);
    }
  }
});
