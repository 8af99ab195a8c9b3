import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BATCH, BATCHES } from '#compiler/bart/lower/batch-layout.ts';
import { run } from '#test/compiler/running-module.ts';
import { accepted, compileVector, inputsOf, manifestOf } from '#test/compiler/vectors.ts';

const block = BATCH * BATCHES;
/** Every remainder of a batch, and both sides of a block of batches. */
const sizes = [
  ...Array.from({ length: 2 * BATCH + 1 }, (_, i) => i + 1),
  block - 1,
  block,
  block + 1,
  block + BATCH + 3,
  2 * block,
];

for (const vector of accepted) {
  test(`${vector.name}: every size of a batch gives each patient the bits of that patient alone`, async () => {
    const module = await run(compileVector(vector).module, manifestOf(vector).outputs.length);
    const originals = vector.patients.map((patient) => [...inputsOf(vector, patient)]);
    // One in eleven is not valid, which must not reach the others.
    const patients = Array.from({ length: Math.max(...sizes) }, (_, i) => {
      const patient = originals[(7 * i) % originals.length] ?? [];
      return i % 11 === 5 ? patient.with(0, NaN) : patient;
    });
    const alone = patients.map((patient) => {
      module.load([patient]);
      return module.predict()[0];
    });
    for (const size of sizes) {
      const from = patients.length - size;
      module.load(patients.slice(from));
      module.predict().forEach((row, i) => assert.deepEqual(row, alone[from + i], `row ${i} of ${size}`));
    }
  });
}
