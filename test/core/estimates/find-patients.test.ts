import { deepEqual, equal } from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DecisionView, PatientColumns } from '#core/contract/patients-view.ts';
import { countPatients, findPatients, type ListQuestion } from '#core/estimates/find-patients.ts';

const columns: PatientColumns = {
  line: Uint32Array.of(2, 3, 4, 5, 6, 7),
  patient: ['0042', '0007', '0100', '0077', '0005', 'Çelik-0006'],
  state: Uint8Array.of(0, 1, 2, 3, 0, 0),
  arm: Uint8Array.of(1, 255, 255, 255, 0, 1),
  probability: Float64Array.of(0.9, 0.6, NaN, NaN, 0.1, 0.95),
  mean: Float64Array.of(0.1, 0.02, NaN, NaN, -0.1, 0.1),
  lower: Float64Array.of(0, 0, NaN, NaN, -0.2, 0),
  upper: Float64Array.of(0.2, 0.2, NaN, NaN, 0, 0.2),
  // what is missing of a row without an estimate is its reason, no warning
  missing: Uint8Array.of(0, 1, 1, 9, 0, 0),
  outside: Uint8Array.of(0, 1, 0, 0, 1, 0),
  other: Uint8Array.of(0, 0, 0, 0, 0, 0),
  reasons: ['', '', 'input-missing:age', 'date-form:x', '', ''],
  inputs: [{ input: 'age', values: [61, null, 40, null, 75, 61] }],
};
const decision: DecisionView = { kind: 'agreed', arm: 'x', at: '', who: '', entry: 1 };
const find = (question: Partial<ListQuestion>): number[] => [
  ...findPatients(
    columns,
    { 0: decision },
    1,
    { filter: 'all', order: 'file', search: '', ...question },
    (row) => (row === 2 ? 'vrouw' : 'man'),
  ),
];

describe('a list of patients', () => {
  const table: readonly (readonly [string, Partial<ListQuestion>, readonly number[]])[] = [
    ['as the file has it', {}, [0, 1, 2, 3, 4, 5]],
    ['benefit', { filter: 'benefit' }, [0, 5]],
    ['harm', { filter: 'harm' }, [4]],
    ['uncertain', { filter: 'uncertain' }, [1]],
    ['no advice', { filter: 'no-advice' }, [2]],
    ['refused', { filter: 'refused' }, [3]],
    ['with a warning', { filter: 'warning' }, [1, 4]],
    ['undecided: a refused row is never to be decided', { filter: 'undecided' }, [1, 2, 4, 5]],
    ['by number', { order: 'patient' }, [4, 1, 0, 3, 2, 5]],
    ['by a value, missing ones last', { order: 'input:age' }, [2, 0, 5, 4, 1, 3]],
    ['without marks on letters', { search: 'celik' }, [5]],
    ['and with them, composed or not', { search: 'C\u0327ELIK' }, [5]],
    ['by difference, equal ones as in the file, none last', { order: 'difference' }, [0, 5, 1, 4, 2, 3]],
    ['by probability', { order: 'probability' }, [5, 0, 1, 4, 2, 3]],
    ['by warnings', { order: 'warnings' }, [1, 4, 0, 2, 3, 5]],
    ['part of a number', { search: ' 007' }, [1, 3]],
    ['what a value is called', { search: 'VROUW' }, [2]],
    ['both', { filter: 'benefit', order: 'probability', search: '00' }, [5, 0]],
  ];
  for (const [name, question, rows] of table) it(name, () => deepEqual(find(question), rows));
  it('every row is counted under one state', () => {
    const counts = countPatients(columns, { 0: decision }, 1);
    equal(counts.benefit + counts.uncertain + counts.harm + counts['no-advice'] + counts.refused, counts.all);
    deepEqual([counts.all, counts.warning, counts.undecided], [6, 2, 4]);
  });
});
