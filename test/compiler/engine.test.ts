import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadAddon } from '#native/load.ts';
import { run } from '#test/compiler/running-module.ts';
import { accepted, compileVector, drawsOf, inputsOf, manifestOf } from '#test/compiler/vectors.ts';

const limits = {
  maxModuleBytes: 128 * 2 ** 20,
  maxFunctions: 20_000,
  maxFunctionBytes: 2 ** 20,
  maxLocals: 5_000,
  maxNesting: 256,
  maxTableEntries: 10_000,
  maxMemoryBytes: 256 * 2 ** 20,
  fuelPerRow: 2e9,
};

for (const vector of accepted) {
  test(`${vector.name}: the engine accepts the module, and V8 gives the same bits`, async () => {
    const addon = loadAddon();
    const { module } = compileVector(vector);
    const manifest = manifestOf(vector);
    addon.checkModule(module, limits);
    const loaded = await addon.loadModel(module, limits);
    const patients = Array.from({ length: 100 }, (_, i) => [
      ...inputsOf(vector, vector.patients[i % vector.patients.length] ?? []),
    ]);
    const inputColumns = patients[0]?.length ?? 0;
    const outputColumns = manifest.outputs.length;
    const input = new Float64Array(inputColumns * patients.length);
    patients.forEach((patient, row) =>
      patient.forEach((value, c) => (input[c * patients.length + row] = value)),
    );
    const v8 = await run(module, outputColumns);
    v8.load(patients);
    const expected = v8.predict();
    for (const rowsPerCall of [1, 7, 4096]) {
      const { output } = await loaded.predict({
        rows: patients.length,
        inputColumns,
        outputColumns,
        input,
        rowsPerCall,
        threads: 2,
        deadlineMs: 60_000,
      });
      const bits = new BigUint64Array(output.buffer, output.byteOffset, output.length);
      expected.forEach((row, r) =>
        row.forEach((value, c) => assert.equal(bits[c * patients.length + r], value, `row ${r} output ${c}`)),
      );
    }
    const count = drawsOf(vector);
    const columns = manifest.draws?.columns.length ?? 0;
    const one = {
      inputColumns,
      input: Float64Array.from(patients[3] ?? []),
      count,
      columns,
      deadlineMs: 60_000,
    };
    assert.deepEqual(await loaded.draws(one), v8.block('visite_draws', 3, count * columns));
  });
}
